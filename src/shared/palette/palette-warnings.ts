import type { Palette, PaletteClass } from '../model/palette.ts';
import { isBlack } from './colour-names.ts';
import { hexOfColour } from './formats/colour-text.ts';
import { nearClasses } from './near-classes.ts';

/** Pairs of near colours are counted off beyond this number: every pair of a large palette would be a page of text. */
const MOST_PAIRS = 5;

/**
 * What in a palette is likely to go wrong, in words: classes of one colour (cannot be told apart in a colour mask, the
 * first stands for all), colours a few levels apart (the same after a coarse JPEG), and a background that is not black
 * while another class is.
 */
export function paletteWarnings(palette: Palette): string[] {
  return [...sharedColours(palette), ...nearColours(palette), ...misplacedBlack(palette)];
}

/** Classes that have one colour, in words. */
export function sharedColours({ classes }: Palette): string[] {
  const byColour = Map.groupBy(classes, ({ rgb }) => hexOfColour(rgb));
  return [...byColour]
    .filter(([, same]) => same.length > 1)
    .map(([colour, same]) => `${namesOf(same)} share the colour ${colour}: in a colour mask it stands for the first`);
}

function nearColours(palette: Palette): string[] {
  const pairs = nearClasses(palette).filter(({ distance }) => distance > 0);
  const told = pairs
    .slice(0, MOST_PAIRS)
    .map(({ a, b }) => `${namesOf([a, b])} have nearly one colour: JPEG may mix them up`);
  return pairs.length > MOST_PAIRS ? [...told, `and ${pairs.length - MOST_PAIRS} more pairs of near colours`] : told;
}

function misplacedBlack({ classes, coding }: Palette): string[] {
  const black = classes.find(({ rgb }) => isBlack(rgb));
  const background = classes.find(({ role }) => role === 'background');
  if (coding !== 'colour' || black?.role !== 'class' || background === undefined) {
    return [];
  }
  const [name, other] = [black, background].map((entry) => namesOf([entry]));
  return [`${name} is black, but ${other} is the background: tools that expect a black background mix them up`];
}

function namesOf(classes: readonly PaletteClass[]): string {
  return classes.map(({ name }) => `"${name}"`).join(' and ');
}
