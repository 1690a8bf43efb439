import { MaskmendError } from '../errors.ts';
import type { Raster } from '../mask/raster.ts';
import { runEnds } from '../mask/run-ends.ts';
import type { Palette } from '../model/palette.ts';
import { doubtChanceColours } from './chance-colours.ts';
import { CERTAIN } from './confidence-map.ts';
import type { Labels } from './down-sampling.ts';
import type { ShouldStop } from './mask-repair.ts';
import type { Reading } from './palette-codes.ts';
import type { RasterReading } from './raster-reading.ts';
import { rasterReadings } from './raster-reading.ts';
import { smoothLabels } from './smooth-labels.ts';

/** Half sides of the squares in which classes are looked for round a pixel of no class, one after the other. */
const REACHES = [2, 4, 8] as const;
/** How far from a class, in levels of the channel that differs most, the pixels of a solid square may lie to show it. */
const SOLID_LEVELS = 24;
/** How far from a blend of two classes, in levels, a soft edge between them may lie. */
const BLEND_LEVELS = 16;
/** A pixel this near to a class, in levels, is that class with a little noise. */
const NOISE_LEVELS = 4;
/** Pixels round one of no class whose certainty is taken back, and the likelihood, times 254, that they keep. */
const SHAKEN_REACH = 2;
const SHAKEN_LEVEL = Math.floor(254 * 0.98);
/** Pixels between two questions whether to stop. */
const STRIDE = 1 << 18;

export interface RasterRepair {
  /** How the classes stand in the picture. */
  readonly reading: Reading;
  /** Positions in the palette. */
  readonly labels: Labels;
  readonly confidence: Uint8Array;
  readonly coloursBefore: number;
  readonly changedPixels: number;
}

/**
 * Labels a picture without coefficients. A pixel of a class's exact colour is that class, and so are squares of 2 x 2
 * pixels that are all nearest to one class and near it, as lossy files have them. Any other pixel takes the nearest
 * colour of all, unless it is a blend of classes that occur like this near it: then the nearest of those, so that no
 * boundary grows a ghost class. The labels of a lossy file are smoothed in the end. Throws `cancelled` when `shouldStop` turns true.
 */
export function repairRaster(
  input: { raster: Raster; isLossless: boolean },
  palette: Palette,
  shouldStop: ShouldStop,
): RasterRepair {
  const { raster, isLossless } = input;
  const exact = labelExact(raster, palette, shouldStop);
  const confidence = new Uint8Array(raster.width * raster.height).fill(isLossless ? CERTAIN : CERTAIN - 1);
  const coloursBefore = exact.reading.countMet();
  if (exact.missing > 0) fillMissing({ raster, exact, palette, confidence }, shouldStop);
  if (!isLossless && exact.missing > 0) smoothLossy(raster, exact, confidence);
  const { reading } = exact.reading;
  return { reading, labels: exact.labels, confidence, coloursBefore, changedPixels: exact.missing };
}

interface ExactLabels {
  readonly reading: RasterReading;
  /** Positions in the palette; the number of classes where a pixel shows no class. */
  readonly labels: Labels;
  readonly missing: number;
}

/** Numbers are taken for classes only where so many pixels have one: in a picture of few colours some do by chance. */
const LEAST_INDEXED_SHARE = 0.5;

/** Labels under the reading that leaves fewest pixels without a class. */
function labelExact(raster: Raster, palette: Palette, shouldStop: ShouldStop): ExactLabels {
  let best: ExactLabels | undefined;
  const count = raster.width * raster.height;
  for (const reading of rasterReadings(raster, palette)) {
    const labelled = labelBy(reading, raster, { none: palette.classes.length, shouldStop });
    const isChance = reading.reading === 'index' && labelled.missing > (1 - LEAST_INDEXED_SHARE) * count;
    if (best === undefined || (labelled.missing < best.missing && !isChance)) best = labelled;
    if (best.missing === 0) break;
  }
  if (best === undefined) throw new MaskmendError('invalid-palette', 'the palette has no classes');
  return best;
}

/** Pixels that are labelled one by one: a call to fill them takes longer. */
const SHORT_RUN = 24;

function labelBy(
  reading: RasterReading,
  raster: Raster,
  options: { none: number; shouldStop: ShouldStop },
): ExactLabels {
  const count = raster.width * raster.height;
  const labels: Labels = options.none < 256 ? new Uint8Array(count) : new Uint16Array(count);
  const endOf = runEnds(raster);
  let missing = 0;
  for (let from = 0, asked = 0; from < count;) {
    if (from >= asked) {
      assertNotStopped(options.shouldStop);
      asked = from + STRIDE;
    }
    const to = endOf(from);
    const position = reading.exactClassAt(from);
    if (position < 0) missing += to - from;
    const label = position < 0 ? options.none : position;
    if (to - from > SHORT_RUN) labels.fill(label, from, to);
    else for (let pixel = from; pixel < to; pixel++) labels[pixel] = label;
    from = to;
  }
  return { reading, labels, missing };
}

function assertNotStopped(shouldStop: ShouldStop): void {
  if (shouldStop()) throw new MaskmendError('cancelled', 'the repair was cancelled');
}

/** The likelihood, times 254, of a pixel whose neighbours outvoted its own colour. */
const OUTVOTED_LEVEL = Math.floor(254 * 0.6);

function smoothLossy({ width, height }: Raster, { labels, reading }: ExactLabels, confidence: Uint8Array): void {
  smoothLabels({ width, height, labels, reading }, (pixel) => {
    confidence[pixel] = Math.min(confidence[pixel], OUTVOTED_LEVEL);
  });
}

interface Filling {
  readonly raster: Raster;
  readonly exact: ExactLabels;
  readonly palette: Palette;
  readonly confidence: Uint8Array;
}

/** Labels the pixels of no class from the exact ones; what is filled never serves as evidence for others. */
function fillMissing(filling: Filling, shouldStop: ShouldStop): void {
  const { labels } = filling.exact;
  const none = filling.palette.classes.length;
  const { width, height } = filling.raster;
  doubtChanceColours({ ...filling, width, height, labels, classTriples: filling.exact.reading.classTriples });
  const known = labels.slice();
  addSolidSquares(filling, known);
  const finder = new NearbyClasses(known, filling.raster, none);
  const nearest = new NearestByValue(filling.exact.reading);
  for (let pixel = 0; pixel < labels.length; pixel++) {
    if (pixel % STRIDE === 0) assertNotStopped(shouldStop);
    if (labels[pixel] !== none) continue;
    const { position, likelihood } = chooseNearest(nearest, pixel, finder);
    labels[pixel] = position;
    filling.confidence[pixel] = Math.min(CERTAIN - 1, Math.floor(254 * likelihood));
    shakeNeighbours(filling, pixel);
  }
}

/** The pixel that was read last. */
const triple = [0, 0, 0];

/** Exact pixels beside one of no class may have come about by the same blending or noise: they are not certain. */
function shakeNeighbours({ raster: { width, height }, confidence }: Filling, pixel: number): void {
  const x = pixel % width;
  const y = (pixel - x) / width;
  for (let row = Math.max(y - SHAKEN_REACH, 0); row <= Math.min(y + SHAKEN_REACH, height - 1); row++) {
    for (let column = Math.max(x - SHAKEN_REACH, 0); column <= Math.min(x + SHAKEN_REACH, width - 1); column++) {
      const at = row * width + column;
      if (confidence[at] === CERTAIN) confidence[at] = SHAKEN_LEVEL;
    }
  }
}

/** Enters the pixels without a class that lie in a 2 x 2 square, each nearest to one class and near it, in `known`. */
function addSolidSquares({ raster: { width, height }, exact, palette }: Filling, known: Labels): void {
  const near = nearLabels(exact, palette);
  for (let y = 0; y + 1 < height; y++) {
    for (let at = y * width; at < y * width + width - 1; at++) {
      const position = near[at];
      if (position === palette.classes.length) continue;
      if (near[at + 1] !== position || near[at + width] !== position || near[at + width + 1] !== position) continue;
      known[at] = known[at + 1] = known[at + width] = known[at + width + 1] = position;
    }
  }
}

/** For every pixel the nearest class if it is near enough, else the number of classes. */
function nearLabels(exact: ExactLabels, palette: Palette): Labels {
  const none = palette.classes.length;
  const near = exact.labels.slice();
  const byValue = new Map<number, number>();
  for (let pixel = 0; pixel < near.length; pixel++) {
    if (near[pixel] !== none) continue;
    const value = exact.reading.valueAt(pixel);
    const position = byValue.get(value) ?? nearClass(exact.reading, pixel);
    byValue.set(value, position);
    near[pixel] = position;
  }
  return near;
}

function nearClass(reading: RasterReading, pixel: number): number {
  const { classTriples } = reading;
  reading.tripleAt(pixel, triple);
  let best = 0;
  let least = Infinity;
  for (let position = 0; position < classTriples.length; position++) {
    const distance = largestDifference(classTriples[position]);
    if (distance < least) [least, best] = [distance, position];
  }
  return least <= SOLID_LEVELS ? best : classTriples.length;
}

/** Between a class and the pixel that was read last, in levels. */
function largestDifference([red, green, blue]: readonly [number, number, number]): number {
  return Math.max(Math.abs(triple[0] - red), Math.abs(triple[1] - green), Math.abs(triple[2] - blue));
}

/** Lists the classes that occur near a pixel. */
class NearbyClasses {
  private readonly known: Labels;
  private readonly size: { readonly width: number; readonly height: number };
  private readonly none: number;
  private readonly found: number[] = [];

  constructor(known: Labels, size: { width: number; height: number }, none: number) {
    this.known = known;
    this.size = size;
    this.none = none;
  }

  /** Two classes at least, from the smallest square that has them; fewer where no square has two. */
  find(pixel: number): readonly number[] {
    const x = pixel % this.size.width;
    const y = (pixel - x) / this.size.width;
    for (const reach of REACHES) {
      this.collect(x, y, reach);
      if (this.found.length > 1) return this.found;
    }
    return this.found;
  }

  private collect(x: number, y: number, reach: number): void {
    const { width, height } = this.size;
    this.found.length = 0;
    for (let row = Math.max(y - reach, 0); row <= Math.min(y + reach, height - 1); row++) {
      for (let column = Math.max(x - reach, 0); column <= Math.min(x + reach, width - 1); column++) {
        const position = this.known[row * width + column];
        if (position !== this.none && !this.found.includes(position)) this.found.push(position);
      }
    }
  }
}

/** The nearest of some classes, and the distances to it and to the second, in levels. */
interface Nearest {
  readonly position: number;
  readonly least: number;
  readonly second: number;
}

/** The nearest of all classes to the pixels' stored values, each looked for once. */
class NearestByValue {
  readonly reading: RasterReading;
  private readonly found = new Map<number, Nearest>();

  constructor(reading: RasterReading) {
    this.reading = reading;
  }

  /** Reads the pixel too. */
  of(pixel: number): Nearest {
    const { reading, found } = this;
    reading.tripleAt(pixel, triple);
    const value = reading.valueAt(pixel);
    let nearest = found.get(value);
    if (nearest === undefined) {
      nearest = nearestOf(reading.classTriples, reading.classTriples.keys());
      found.set(value, nearest);
    }
    return nearest;
  }
}

/** The class for a pixel that shows none, and how likely it is: by how much nearer it is than the second. */
function chooseNearest(
  nearest: NearestByValue,
  pixel: number,
  finder: NearbyClasses,
): { position: number; likelihood: number } {
  const ofAll = nearest.of(pixel);
  const { classTriples } = nearest.reading;
  const near = ofAll.least > NOISE_LEVELS ? finder.find(pixel) : undefined;
  const isBlend =
    near !== undefined && !near.includes(ofAll.position) && distanceToBlends(classTriples, near) <= BLEND_LEVELS;
  const { position, least, second } = isBlend ? nearestOf(classTriples, near) : ofAll;
  const likelihood = second === Infinity ? 0.5 : 0.5 + (0.5 * (second - least)) / Math.max(second + least, 1e-9);
  return { position, likelihood };
}

type Triples = RasterReading['classTriples'];

function nearestOf(triples: Triples, candidates: Iterable<number>): Nearest {
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

/** Least distance of the pixel that was read last from the blends of any two of the classes, or from one alone. */
function distanceToBlends(triples: Triples, near: readonly number[]): number {
  let least = Infinity;
  for (const a of near) {
    for (const b of near) if (b >= a) least = Math.min(least, squareToSegment(triples[a], triples[b]));
  }
  return Math.sqrt(least);
}

function squareToSegment(from: Triples[number], to: Triples[number]): number {
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
