import type { RasterReading } from './raster-reading.ts';

/** A pixel this near to a class, in levels, is that class with a little noise. */
export const NOISE_LEVELS = 4;

type Triples = RasterReading['classTriples'];
/** What a pixel stores: red, green and blue, or what stands for them. */
export type StoredTriple = readonly number[];

/** The nearest of some classes, and the distances to it and to the second, in levels. */
export interface Nearest {
  readonly position: number;
  readonly least: number;
  readonly second: number;
}

/** Of the classes named, by position. */
export function nearestOf(triple: StoredTriple, triples: Triples, candidates: Iterable<number>): Nearest {
  let position = 0;
  let least = Infinity;
  let second = Infinity;
  for (const candidate of candidates) {
    const [red, green, blue] = triples[candidate];
    const distance = (triple[0] - red) ** 2 + (triple[1] - green) ** 2 + (triple[2] - blue) ** 2;
    if (distance < least) [second, least, position] = [least, distance, candidate];
    else if (distance < second) second = distance;
  }
  return { position, least: Math.sqrt(least), second: Math.sqrt(second) };
}

/** Least distance, in levels, from the blends of any two of the classes named, or from one alone. */
export function distanceToBlends(triple: StoredTriple, triples: Triples, near: readonly number[]): number {
  let least = Infinity;
  for (const a of near) {
    for (const b of near) if (b >= a) least = Math.min(least, squareToSegment(triple, triples[a], triples[b]));
  }
  return Math.sqrt(least);
}

function squareToSegment(triple: StoredTriple, from: Triples[number], to: Triples[number]): number {
  let along = 0;
  let length = 0;
  for (let channel = 0; channel < 3; channel++) {
    const step = to[channel] - from[channel];
    along += (triple[channel] - from[channel]) * step;
    length += step * step;
  }
  const share = Math.min(1, Math.max(0, along / Math.max(length, 1e-9)));
  let square = 0;
  for (let channel = 0; channel < 3; channel++) {
    square += (triple[channel] - from[channel] - share * (to[channel] - from[channel])) ** 2;
  }
  return square;
}
