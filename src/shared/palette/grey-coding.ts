import type { MaskCoding, Palette, Rgb } from '../model/palette.ts';

/** Two levels nearer than this are numbers of classes (0/1, 1/2); farther apart they are black and white of a kind. */
const LEAST_BINARY_CONTRAST = 64;

export function isGrey([red, green, blue]: Rgb): boolean {
  return red === green && green === blue;
}

/** The coding of masks drawn in these colours; all-grey colours are levels, and a level is the index of its class. */
export function codingOfColours(colours: readonly Rgb[]): MaskCoding {
  if (!colours.every(isGrey)) {
    return 'colour';
  }
  const levels = [...new Set(colours.map(([level]) => level))];
  const [first = 0, second = 0] = levels;
  return levels.length === 2 && Math.abs(first - second) >= LEAST_BINARY_CONTRAST ? 'binary' : 'grey-index';
}

/** Whether a file of single numbers holds the indices of classes: where the palette says so, or has colours to show. */
export function greysAreIndices({ coding, classes }: Palette): boolean {
  return coding === 'grey-index' || (coding === 'colour' && !classes.every(({ rgb }) => isGrey(rgb)));
}
