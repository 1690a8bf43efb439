import type { ColourWitness } from './file-evidence.ts';
import { isBlend } from './packed-colour.ts';
import { fits, valuesIn, type ColourSpace, type ValueKind } from './witness-values.ts';

interface Folder {
  readonly space: ColourSpace;
  /** Values of the classes that fill areas somewhere in the folder. */
  readonly known: readonly number[];
  readonly kind: ValueKind;
}

/** Colours this near to the straight line between two classes are blends of them, in levels. */
const BLEND_SLACK = 12;
/** Between more colours than this everything is a blend. */
const MOST_CLASSES = 512;

/**
 * The colours of spots in a hard mask without those that lie between two classes. Where other files of the folder have
 * soft edges, a hard mask's specks between two classes are remains of the same; elsewhere they would be classes.
 */
export function withoutStrays(
  spots: readonly ColourWitness[],
  { space, known, kind }: Folder,
): readonly ColourWitness[] {
  if (known.length > MOST_CLASSES) {
    return spots;
  }
  return spots.filter((spot) => {
    const isKnown = known.some((value) => fits(value, space, { interval: spot, kind }));
    const [value = 0] = valuesIn(space, spot, kind);
    return isKnown || !isBetweenTwo(value, known, kind);
  });
}

function isBetweenTwo(value: number, known: readonly number[], kind: ValueKind): boolean {
  return known.some((from, place) =>
    known.slice(place + 1).some((to) => {
      const isLevelBetween = (from < value && value < to) || (to < value && value < from);
      return kind === 'levels' ? isLevelBetween : isBlend(value, from, to, BLEND_SLACK);
    }),
  );
}
