import { type ShouldStop, throwIfStopped } from '../should-stop.ts';
import type { DitheredPicture } from './find-dither.ts';
import { ditherOf } from './dither-of.ts';
import { eachLocalMean } from './local-means.ts';

/** Half the side of the squares whose mean gives the first labels, and within which labels may move. */
const REACH = 3;
/** Half the side of the squares by whose pixels labels are told then. */
const NEAR = 2;
/** How often labels are told by what the pixels of each class show, and how often neighbours are asked in the end. */
const ROUNDS = 4;
const SWEEPS = 6;
/** What a pixel costs that shows what its class never shows, at most, and what each neighbour of another class costs. */
const MOST_COST = 6;
const NEIGHBOUR_COST = 0.8;
/** A colour tells its class where that has so many of its pixels, of so many at least. */
const PURE_SHARE = 0.99;
const LEAST_COUNTED = 20;
/** What a class shows in so large a share of its pixels is of its dither, though no patch of its colour has it. */
const SHOWN_SHARE = 0.01;
/** See `tellsByColour`. */
const AGREED_SHARE = 0.995;
/** Of a class that is so seldom alone nothing is known but its colour. */
const LEAST_ALONE = 40;
/** No class of a pixel that may be of several. */
const OPEN = 0xffff;
const ROWS = 64;

/** What is told of a pixel whose label is the only one around it. */
const MOST_LIKELY = likelihoodOf(MOST_COST);

export interface DitherLabels {
  /** Positions among the colours. */
  readonly labels: Uint16Array;
  /** How likely each label is beside the next, times 254. */
  readonly likelihoods: Uint8Array;
}

/**
 * Labels a dithered picture by the colours that it was dithered from, red, green and blue. First by the nearest to the mean round
 * each pixel; then by what pixels of each class show, which is counted where a class is alone, so that a boundary is
 * told by single pixels where its sides share no colour.
 */
export function labelDither(
  picture: DitheredPicture,
  classColours: readonly (readonly [number, number, number])[],
  shouldStop: ShouldStop,
): DitherLabels {
  const nearest = Uint16Array.from(picture.colours, (colour) => nearestOf(colour, classColours));
  const shown = classColours.map((colour) => ditherOf(colour, picture.colours));
  const labels = labelByMeans(picture, classColours, shouldStop);
  relabelImpossible(picture, labels, { shown, nearest });
  const likelihoods = new Uint8Array(labels.length).fill(MOST_LIKELY);
  const count = (): readonly Float64Array[] => {
    throwIfStopped(shouldStop);
    return countAlone(picture, labels, nearest, classColours.length);
  };
  if (tellsByColour(count(), nearest)) {
    picture.values.forEach((value, pixel) => {
      labels[pixel] = nearest[value];
    });
    askNeighbours({ picture, labels, costs: costsOf(count()), likelihoods, keepsLabels: true }, shouldStop);
    return { labels, likelihoods };
  }
  for (let round = 0; round < ROUNDS; round++) {
    const counts = count();
    const pure = pureClasses(counts, nearest);
    picture.values.forEach((value, pixel) => {
      if (pure[value] !== OPEN) labels[pixel] = pure[value];
    });
    relabelImpossible(picture, labels, { shown, nearest });
    moveBoundaries({ picture, labels, pure, costs: costsOf(counts) }, shouldStop);
  }
  const costs = costsOf(count());
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    askNeighbours({ picture, labels, costs, likelihoods, keepsLabels: false }, shouldStop);
  }
  return { labels, likelihoods };
}

/** Whether nearly all pixels are nearest to the class that those round them have: then their own colour tells more than those. */
function tellsByColour(counts: readonly Float64Array[], nearest: Uint16Array): boolean {
  const all = counts.reduce((sum, count) => sum + totalOf(count), 0);
  const agreed = nearest.reduce((sum, label, value) => sum + counts[label][value], 0);
  return agreed >= AGREED_SHARE * all;
}

function labelByMeans(
  picture: DitheredPicture,
  classColours: readonly (readonly [number, number, number])[],
  shouldStop: ShouldStop,
): Uint16Array {
  const labels = new Uint16Array(picture.values.length);
  eachLocalMean(picture, REACH, (pixel, mean) => {
    if (pixel % (ROWS * picture.width) === 0) throwIfStopped(shouldStop);
    labels[pixel] = nearestOf(mean, classColours);
  });
  return labels;
}

/** What a class does not show is of a thing too small for the mean of its surroundings: then the colour itself tells. */
function relabelImpossible(
  { values }: DitheredPicture,
  labels: Uint16Array,
  { shown, nearest }: { readonly shown: readonly Uint8Array[]; readonly nearest: Uint16Array },
): void {
  const counts = shown.map(({ length }) => new Float64Array(length));
  for (let pixel = 0; pixel < labels.length; pixel++) counts[labels[pixel]][values[pixel]]++;
  // Every dither has its ways: what is frequent is shown.
  const isShown = counts.map((count, label) => {
    const least = SHOWN_SHARE * totalOf(count);
    return count.map((own, value) => (shown[label][value] === 1 || own > least ? 1 : 0));
  });
  for (let pixel = 0; pixel < labels.length; pixel++) {
    const value = values[pixel];
    if (isShown[labels[pixel]][value] === 0) labels[pixel] = nearest[value];
  }
}

function nearestOf(colour: ArrayLike<number>, classColours: readonly (readonly [number, number, number])[]): number {
  let [best, least] = [0, Infinity];
  for (let position = 0; position < classColours.length; position++) {
    const [red, green, blue] = classColours[position];
    const distance = (colour[0] - red) ** 2 + (colour[1] - green) ** 2 + (colour[2] - blue) ** 2;
    if (distance < least) [least, best] = [distance, position];
  }
  return best;
}

/** By class and value, how often the class shows it away from others; of classes that never are, what is nearest to them. */
function countAlone(
  picture: DitheredPicture,
  labels: Uint16Array,
  nearest: Uint16Array,
  classes: number,
): readonly Float64Array[] {
  const { width, height, values, colours } = picture;
  const counts = Array.from({ length: classes }, () => new Float64Array(colours.length));
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = y * width + x;
      if (isAlone(labels, x, y, picture)) counts[labels[at]][values[at]]++;
    }
  }
  for (const [position, count] of counts.entries()) {
    if (totalOf(count) >= LEAST_ALONE) continue;
    nearest.forEach((label, value) => {
      count[value] = label === position ? LEAST_ALONE : 0;
    });
  }
  return counts;
}

function totalOf(count: Float64Array): number {
  return count.reduce((sum, own) => sum + own, 0);
}

/** By value the one class that shows it, else OPEN. */
function pureClasses(counts: readonly Float64Array[], nearest: Uint16Array): Uint16Array {
  return nearest.map((label, value) => {
    const shown = counts.map((count) => count[value]);
    const pixels = shown.reduce((sum, own) => sum + own, 0);
    const most = Math.max(...shown);
    if (pixels < LEAST_COUNTED) return label;
    return most >= PURE_SHARE * pixels ? shown.indexOf(most) : OPEN;
  });
}

/** By class and value what a pixel costs, the negative logarithm of how often the class shows it. */
type Costs = readonly Float64Array[];

function costsOf(counts: readonly Float64Array[]): Costs {
  return counts.map((count) => {
    const total = count.reduce((sum, own) => sum + own + 0.5, 0);
    return count.map((own) => Math.min(MOST_COST, -Math.log((own + 0.5) / total)));
  });
}

type Size = Pick<DitheredPicture, 'width' | 'height'>;

interface Place extends Size {
  readonly x: number;
  readonly y: number;
}

/** Whether a pixel's label is that of the corners and the middles of the sides of the square round it, as far as it lies inside. */
function isAlone(labels: Uint16Array, x: number, y: number, { width, height }: Size): boolean {
  const own = labels[y * width + x];
  const left = Math.max(x - REACH, 0);
  const right = Math.min(x + REACH, width - 1);
  const isOwnRow = (row: number): boolean => {
    const start = row * width;
    return labels[start + left] === own && labels[start + x] === own && labels[start + right] === own;
  };
  return isOwnRow(y) && isOwnRow(Math.max(y - REACH, 0)) && isOwnRow(Math.min(y + REACH, height - 1));
}

interface Moving {
  readonly picture: DitheredPicture;
  readonly labels: Uint16Array;
  readonly costs: Costs;
}

/** Gives pixels near others of another label the one that the pixels round them speak for, where their own colour tells none. */
function moveBoundaries(
  { picture, labels, pure, costs }: Moving & { readonly pure: Uint16Array },
  shouldStop: ShouldStop,
): void {
  const { width, height, values } = picture;
  const before = labels.slice();
  const met: number[] = [];
  for (let y = 0; y < height; y++) {
    if (y % ROWS === 0) throwIfStopped(shouldStop);
    for (let x = 0; x < width; x++) {
      const at = y * width + x;
      if (pure[values[at]] !== OPEN || isAlone(before, x, y, picture)) continue;
      collectLabels(before, { x, y, width, height }, met);
      let least = Infinity;
      for (const position of met) {
        let cost = 0;
        for (let row = Math.max(y - NEAR, 0); row <= Math.min(y + NEAR, height - 1); row++) {
          for (let column = Math.max(x - NEAR, 0); column <= Math.min(x + NEAR, width - 1); column++) {
            const away = Math.abs(row - y) + Math.abs(column - x);
            cost += costs[position][values[row * width + column]] * WEIGHTS[away];
          }
        }
        if (cost < least) [least, labels[at]] = [cost, position];
      }
    }
  }
}

/** What a pixel counts by its distance, along rows and columns. */
const WEIGHTS = [1, 0.75, 0.45, 0.25, 0.12];

/** All labels within the reach of a pixel. */
function collectLabels(labels: Uint16Array, { x, y, width, height }: Place, met: number[]): void {
  met.length = 0;
  for (let row = Math.max(y - REACH, 0); row <= Math.min(y + REACH, height - 1); row++) {
    for (let column = Math.max(x - REACH, 0); column <= Math.min(x + REACH, width - 1); column++) {
      const label = labels[row * width + column];
      if (!met.includes(label)) met.push(label);
    }
  }
}

interface Asking extends Moving {
  readonly likelihoods: Uint8Array;
  /** Where only the likelihoods are asked for. */
  readonly keepsLabels: boolean;
}

/** Pixel by pixel: the label that what it shows and its neighbours' labels speak for. */
function askNeighbours({ picture, labels, costs, likelihoods, keepsLabels }: Asking, shouldStop: ShouldStop): void {
  const { width, height, values } = picture;
  const met: number[] = [];
  for (let y = 0; y < height; y++) {
    if (y % ROWS === 0) throwIfStopped(shouldStop);
    for (let x = 0; x < width; x++) {
      if (isAlone(labels, x, y, picture)) continue;
      const at = y * width + x;
      collectNext(labels, { x, y, width, height }, met);
      let [best, least, second] = [labels[at], Infinity, Infinity];
      for (const position of new Set(met)) {
        const others = met.reduce((count, label) => count + (label === position ? 0 : 1), 0);
        const cost = costs[position][values[at]] + NEIGHBOUR_COST * others;
        if (cost < least) [best, least, second] = [position, cost, least];
        else if (cost < second) second = cost;
      }
      const margin = keepsLabels && best !== labels[at] ? 0 : Math.min(MOST_COST, second - least);
      likelihoods[at] = likelihoodOf(margin);
      if (!keepsLabels) labels[at] = best;
    }
  }
}

/** Of a label that costs so much less than the next. */
function likelihoodOf(margin: number): number {
  return Math.floor(254 / (1 + Math.exp(-margin)));
}

/** The labels of the eight neighbours, and the pixel's own in the place of those that lie outside. */
function collectNext(labels: Uint16Array, { x, y, width, height }: Place, met: number[]): void {
  met.length = 0;
  for (let row = y - 1; row <= y + 1; row++) {
    for (let column = x - 1; column <= x + 1; column++) {
      if (row === y && column === x) continue;
      const isInside = row >= 0 && row < height && column >= 0 && column < width;
      met.push(labels[isInside ? row * width + column : y * width + x]);
    }
  }
}
