import type { Rgb } from '../model/palette.ts';

const LEVELS = [0, 64, 128, 192, 255] as const;
/** Greys and the like say nothing to people, and edges of other classes have them. */
const LEAST_CHROMA = 128;

const offered: readonly Rgb[] = LEVELS.flatMap((red) =>
  LEVELS.flatMap((green) => LEVELS.map((blue): Rgb => [red, green, blue])),
).filter((colour) => Math.max(...colour) - Math.min(...colour) >= LEAST_CHROMA);

/** A vivid colour as far from all that are taken as there is one. */
export function distinctColour(taken: readonly Rgb[]): Rgb {
  const distanceOf = (colour: Rgb): number =>
    taken.reduce((least, other) => Math.min(least, squared(colour, other)), Infinity);
  const weighed = offered.map((colour) => ({ colour, distance: distanceOf(colour) }));
  return weighed.reduce((best, entry) => (entry.distance > best.distance ? entry : best)).colour;
}

function squared(a: Rgb, b: Rgb): number {
  return a.reduce((sum, value, channel) => sum + (value - (b[channel] ?? 0)) ** 2, 0);
}
