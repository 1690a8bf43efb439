import { joinClasses } from '../../../shared/classes/join-classes.ts';
import { type ErrorData, MaskmendError, toErrorData } from '../../../shared/errors.ts';
import type { ObjectSource } from '../../../shared/model/object-source.ts';
import { foundPalettes } from '../../../shared/model/found-palettes.ts';
import type { Palette, PaletteClass, Rgb } from '../../../shared/model/palette.ts';
import type { Segment } from '../../../shared/model/segment.ts';
import { enginePalette, type ProjectPalette } from '../../../shared/model/project-palette.ts';
import { sourcePath } from '../../db/lists/source-path.ts';
import type { SourceToRead } from '../../db/operations/source-operations.ts';
import { cityscapesLabels, roleOfLabel } from '../../formats/cityscapes/cityscapes-labels.ts';
import type { ObjectsToRepair } from '../../workers/repair-objects.ts';
import type { ProjectSession } from '../project-session.ts';

/** How masks name objects, for the repair. */
export interface ObjectPlans {
  /** Why masks that name objects cannot be repaired in this project; the others can. */
  readonly refusal: ErrorData | undefined;
  /** Undefined for a mask that names classes only. */
  readonly of: (file: SourceToRead) => Promise<ObjectsToRepair | undefined>;
  readonly isRefused: (file: SourceToRead) => boolean;
}

const NAMES = { object: 'object', background: 'background', void: 'void' } as const;

/** Looks up which masks name objects; classes that these need and the project does not have are added to it. */
export async function planObjects(session: ProjectSession, files: readonly SourceToRead[]): Promise<ObjectPlans> {
  const { database } = session;
  const sources = new Map(
    (await database.objectSources(files.map(({ id }) => id))).map(({ id, source }) => [id, source]),
  );
  const isOfObjects = ({ id }: SourceToRead): boolean => sources.has(id);
  if (sources.size === 0) {
    return { refusal: undefined, of: () => Promise.resolve(undefined), isRefused: () => false };
  }
  const named = [...sources.values()].filter(({ file }) => file === undefined);
  const refusal =
    named.length === 0 ? undefined : await addClasses(session, named, { isAlone: files.every(isOfObjects) });
  const palette = await database.projectPalette();
  const roots = new Map((await database.roots()).map(({ id, path }) => [id, path]));
  return {
    refusal,
    isRefused: ({ id }) => refusal !== undefined && sources.has(id) && sources.get(id)?.file === undefined,
    of: async (file) => {
      const source = sources.get(file.id);
      if (source === undefined || palette === undefined) return undefined;
      return {
        ...meaningOf(palette, source),
        ...knownObjects(await database.segments(file.id)),
        path: pathOf(source, file, roots),
      };
    },
  };
}

/** Numbers stay what they were. */
export function knownObjects(segments: readonly Segment[]): Pick<ObjectsToRepair, 'known' | 'highest'> {
  return {
    known: new Map(segments.flatMap(({ sourceId, number }) => (sourceId === undefined ? [] : [[sourceId, number]]))),
    highest: segments.reduce((most, { number }) => Math.max(most, number), 0),
  };
}

/** A palette of classes with those that masks of objects need beside; these come last, in colours and numbers of their own. */
export function withObjectClasses(palette: Palette, sources: readonly ObjectSource[]): Palette {
  const classes = [...palette.classes];
  for (const needed of neededClasses(sources)) {
    const isThere = classes.some(
      ({ name, role }) =>
        name.toLowerCase() === needed.name.toLowerCase() || (role === 'background' && needed.role === 'background'),
    );
    if (isThere) continue;
    const next = classes.reduce((most, { slot, index }) => Math.max(most, slot, index), -1) + 1;
    const index = classes.some((entry) => entry.index === needed.index) ? next : needed.index;
    classes.push({ ...needed, slot: next, index, rgb: freeColour(needed.rgb, classes) });
  }
  return { ...palette, classes };
}

function freeColour(wanted: Rgb, taken: readonly PaletteClass[]): Rgb {
  const isTaken = taken.some(({ rgb }) => rgb.join() === wanted.join());
  const [red, green, blue] = wanted;
  return isTaken ? freeColour([(red + 29) % 256, (green + 53) % 256, (blue + 97) % 256], taken) : wanted;
}

function pathOf({ file, root }: ObjectSource, mask: SourceToRead, roots: ReadonlyMap<number, string>) {
  const folder = root === undefined ? mask.root : roots.get(root);
  return file === undefined || folder === undefined ? undefined : sourcePath(folder, file);
}

/** What a project's classes make of how a mask names objects. */
export function meaningOf(
  palette: ProjectPalette,
  source: ObjectSource,
): Omit<ObjectsToRepair, 'known' | 'highest' | 'path'> {
  const { classes } = enginePalette(palette);
  const slots = new Set(classes.map(({ slot }) => slot));
  const byRole = (role: PaletteClass['role']) => classes.find((entry) => entry.role === role)?.slot;
  const unknownSlot = classes.find(({ name }) => name.toLowerCase() === NAMES.object)?.slot ?? byRole('class') ?? 0;
  const backgroundSlot = byRole('background') ?? byRole('void') ?? unknownSlot;
  const listed =
    source.classes.kind === 'listed'
      ? { ...source.classes, slots: source.classes.slots.filter(([, slot]) => slots.has(slot)) }
      : source.classes;
  return {
    source: { ...source, classes: listed },
    slotOfIndex: indexSlots(palette, source),
    unknownSlot,
    backgroundSlot,
    voidSlot: byRole('void') ?? backgroundSlot,
  };
}

/** Classes are known by their index where masks hold numbers, else by the names that `neededClasses` gives them. */
function indexSlots(palette: ProjectPalette, source: ObjectSource): ReadonlyMap<number, number> {
  const byName = new Map(palette.classes.map(({ name, slot }) => [name.toLowerCase(), slot]));
  return new Map(
    neededClasses([source]).flatMap(({ name, index }) => {
      const slot = byName.get(name.toLowerCase());
      return slot === undefined ? [] : [[index, slot]];
    }),
  );
}

/** Tells why where the project's classes leave no room. */
async function addClasses(
  session: ProjectSession,
  sources: readonly ObjectSource[],
  { isAlone }: { readonly isAlone: boolean },
): Promise<ErrorData | undefined> {
  const { palette: before, nextSlot, revision } = await session.database.paletteSnapshot();
  // Masks of classes want theirs found first.
  if (before === undefined && !isAlone) return undefined;
  try {
    const joined = joinClasses(objectPalette(sources), before, nextSlot);
    if (joined.added === 0) return undefined;
    await session.database.changePalette({ revision, palette: joined.palette, label: { kind: 'add-object-classes' } });
    await session.touchPalette();
    return undefined;
  } catch (error) {
    if (error instanceof MaskmendError && error.code === 'invalid-palette') return toErrorData(error);
    throw error;
  }
}

/** The classes of masks that name objects, as a palette by itself. */
export function objectPalette(sources: readonly ObjectSource[]): Palette {
  const classes = neededClasses(sources).map((entry, slot) => ({ ...entry, slot }));
  return { coding: 'colour', source: foundPalettes.objects, classes };
}

type NeededClass = Omit<PaletteClass, 'slot'>;

function neededClasses(sources: readonly ObjectSource[]): NeededClass[] {
  const made = sources.flatMap(({ classes }) =>
    classes.kind === 'quotient' ? classes.indices.map((index) => numbered(index, classes.by)) : [],
  );
  const isUnknown = sources.some(({ classes }) => classes.kind === 'unknown' || classes.kind === 'listed');
  const hasVoid = sources.some(({ leftOut }) => leftOut.includes(255));
  return [
    ...new Map(made.map((entry) => [entry.name, entry])).values(),
    ...(isUnknown
      ? [
          { name: NAMES.background, index: 0, rgb: [0, 0, 0], role: 'background' } as const,
          { name: NAMES.object, index: 1, rgb: [128, 0, 0], role: 'class' } as const,
        ]
      : []),
    ...(hasVoid ? [{ name: NAMES.void, index: 255, rgb: [224, 224, 192], role: 'void' } as const] : []),
  ];
}

/** Numbers with a factor of 1000 are those of Cityscapes, where there is a class of that number. */
function numbered(index: number, by: 1000 | 256): NeededClass {
  const known = by === 1000 ? cityscapesLabels.at(index) : undefined;
  if (known !== undefined) return { name: known.name, index, rgb: known.rgb, role: roleOfLabel(index) };
  const level = (index * 37) % 200;
  return {
    name: `class ${index}`,
    index,
    rgb: [level + 40, (index * 91) % 256, (index * 151) % 256],
    role: index === 0 ? 'background' : 'class',
  };
}
