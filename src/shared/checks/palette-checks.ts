import type { Palette, PaletteClass, Rgb } from '../model/palette.ts';
import type { Problem } from '../model/problem.ts';
import { nearClasses } from '../palette/near-classes.ts';
import { problem } from './problem-severity.ts';

/** What in a palette is likely to go wrong in other programs. */
export function checkPalette(palette: Palette): Problem[] {
  return [...checkColours(palette), ...checkBackground(palette), ...checkVoid(palette), ...checkOrder(palette)];
}

function checkColours(palette: Palette): Problem[] {
  return nearClasses(palette).map(({ a, b, distance }) =>
    distance === 0
      ? problem({ kind: 'classes-share-colour', classes: [a.name, b.name] })
      : problem({ kind: 'close-classes', classes: [a.name, b.name], levels: distance }),
  );
}

function checkBackground({ classes }: Palette): Problem[] {
  const background = classes.find(({ role }) => role === 'background');
  if (background === undefined || background.index === 0) return [];
  return [problem({ kind: 'background-not-first', class: background.name, index: background.index })];
}

function checkVoid({ classes }: Palette): Problem[] {
  const atTop = classes.find(({ index }) => index === 255);
  if (atTop === undefined) return [];
  if (atTop.role === 'class' && isWhite(atTop.rgb) && classes.length > 2) {
    return [problem({ kind: 'void-and-white-share-255', class: atTop.name })];
  }
  const white = classes.find(({ role, rgb }) => role === 'class' && isWhite(rgb));
  if (atTop.role !== 'void' || white === undefined) return [];
  return [problem({ kind: 'void-and-white-share-255', class: atTop.name, white: white.name })];
}

function checkOrder({ classes }: Palette): Problem[] {
  // 255 is void's place, or white in a mask of black and white.
  const numbered = classes.filter(({ role, index }) => role !== 'void' && index !== 255);
  const strayed = numbered.find(({ index }, place) => index !== place);
  if (strayed === undefined) return [];
  const place = numbered.indexOf(strayed);
  return [problem({ kind: 'palette-order', class: strayed.name, place, index: strayed.index })];
}

/** How many masks of a split hold a class. */
export interface SplitCount {
  readonly slot: number;
  readonly split: string;
  readonly files: number;
}

/** Classes that occur in one split only, where there are several splits. */
export function checkSplits(counts: readonly SplitCount[], classes: readonly PaletteClass[]): Problem[] {
  const splits = new Set(counts.map(({ split }) => split).filter((split) => split !== ''));
  if (splits.size < 2) return [];
  return classes.flatMap(({ slot, name }) => {
    const own = counts.filter((count) => count.slot === slot && count.split !== '');
    if (own.length !== 1) return [];
    const [{ split, files }] = own;
    return [problem({ kind: 'class-in-one-split', class: name, split, masks: files })];
  });
}

function isWhite(rgb: Rgb): boolean {
  return rgb.every((level) => level === 255);
}
