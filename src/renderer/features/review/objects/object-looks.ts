import type { ProjectClass } from '../../../../shared/contract/class-schemas.ts';
import type { ObjectRow } from '../../../../shared/contract/object-schemas.ts';
import type { Rgb } from '../../../../shared/model/palette.ts';
import { NO_OBJECT } from '../../../../shared/model/segment.ts';
import { objectColours } from '../../../../shared/objects/object-colours.ts';
import { freeColours } from '../../../../shared/objects/source-colours.ts';
import type { TriedObjects } from '../../../state/object-store.ts';
import type { ClassLook } from '../../../viewer/look.ts';

const NO_OBJECT_COLOUR = 0x3c4046;
/** Of what is not selected, while something is. */
const UNSELECTED_OPACITY = 0.3;

interface LookOptions {
  readonly selected: readonly number[];
  readonly outlinePx: number;
  readonly tried: TriedObjects | undefined;
}

/** True where the file tells its objects by colours. */
export const hasOwnColours = (objects: readonly ObjectRow[]): boolean =>
  objects.some(({ sourceRgb }) => sourceRgb !== undefined);

/** True where classes tell nothing apart: the objects that the file names are all of one. */
export function areOfOneClass(objects: readonly ObjectRow[]): boolean {
  const named = objects.filter(({ sourceId }) => sourceId !== undefined);
  return named.length > 1 && named.every(({ slot }) => slot === named[0]?.slot);
}

/** How objects are drawn, by their numbers, each in a colour of its own. */
export function objectLooks(
  known: readonly ObjectRow[],
  { selected, outlinePx, tried }: LookOptions,
): readonly ClassLook[] {
  const made = tried === undefined ? [] : madeObjects(known, tried);
  const objects = [...known, ...made];
  const chosen = new Set([...selected, ...made.map(({ number }) => number)]);
  const plain = { isVisible: true, isSolo: false, outlinePx, pattern: 'none', isLocked: false } as const;
  const colours = objectColours(objects);
  const looks = objects.map(({ number, sourceRgb }) => {
    const rgb = givenColour(number, tried) ?? colours.get(number);
    const colour = rgb === undefined ? NO_OBJECT_COLOUR : packed(rgb);
    const opacity = chosen.size === 0 || chosen.has(number) ? 1 : UNSELECTED_OPACITY;
    // What a person made is in the original no object; of equals the first counts.
    return { ...plain, slot: number, colour, sourceColour: packed(sourceRgb ?? freeColours.background), opacity };
  });
  const none = { ...plain, slot: NO_OBJECT, colour: NO_OBJECT_COLOUR, opacity: UNSELECTED_OPACITY };
  return [...Object.values(freeColours).map((rgb) => ({ ...none, sourceColour: packed(rgb) })), ...looks];
}

/** What an act would make, in the box of what it is made of. */
function madeObjects(known: readonly ObjectRow[], { act, made }: TriedObjects): ObjectRow[] {
  const of = 'number' in act ? known.find(({ number }) => number === act.number) : known[0];
  return of === undefined ? [] : made.map((number) => ({ ...of, number, sourceRgb: undefined }));
}

/** An object that is to have another class is shown in its colour. */
function givenColour(number: number, tried: TriedObjects | undefined): Rgb | undefined {
  return tried?.act.kind === 'reassign' && tried.act.numbers.includes(number) ? tried.rgb : undefined;
}

interface ClassesOfObjects {
  readonly classes: readonly ProjectClass[];
  readonly objects: readonly ObjectRow[];
}

/** How classes are drawn over a file whose colours are objects: it shows a class where it shows one of its objects. */
export function classLooksOver(
  looks: readonly ClassLook[],
  { classes, objects }: ClassesOfObjects,
): readonly ClassLook[] {
  if (!hasOwnColours(objects)) return looks;
  const bySlot = new Map(looks.map((look) => [look.slot, look]));
  const seen = objects.flatMap(({ slot, sourceRgb }) => {
    const look = bySlot.get(slot);
    return look === undefined || sourceRgb === undefined ? [] : [{ ...look, sourceColour: packed(sourceRgb) }];
  });
  const free = (['background', 'void'] as const).flatMap((role) => {
    const look = bySlot.get(classes.find((entry) => entry.role === role)?.slot ?? -1);
    return look === undefined ? [] : [{ ...look, sourceColour: packed(freeColours[role]) }];
  });
  // A class has a look, also where no object of the file has it: as far from any colour as one that is there already.
  const [first] = [...free, ...seen];
  const rest = looks.map((look) => ({ ...look, sourceColour: first?.sourceColour ?? look.sourceColour }));
  return [...free, ...seen, ...rest];
}

const packed = ([red, green, blue]: Rgb): number => (red << 16) | (green << 8) | blue;
