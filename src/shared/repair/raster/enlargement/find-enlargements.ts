import type { Raster } from '../../../mask/raster.ts';
import { channelDistance } from '../../../palette/channel-distance.ts';
import type { RasterReading } from '../raster-reading.ts';
import { type Axis, axisOf, type Placement, placements } from './axis.ts';

/** Larger factors leave edges so wide that they are rarely asked for. */
const MOST_TIMES = 16;
/** Rows, or columns, that are looked at. */
const LINES = 1024;
/** Places that say enough; as many are asked first. */
const ENOUGH = 2048;
const FIRST = 192;
/** Fewer say nothing. */
const FEWEST = 12;
/** Longest way from one class to another that is looked at, in pixels. */
const LONGEST = 64;
/** Classes nearer than this leave roundings too much of a say. */
const FAR = 24;
/** How far a pixel may lie from the line between two colours, or from the pixel beside it, in levels. */
const ROUNDING = 1.01;
/** Shares of the second class that tell a place; beyond, kernels that overshoot return. */
const LEAST_SHARE = 0.04;
/** Least agreement with a grid, 0..1: in enlarged masks 0.6 to 1. */
const AGREEMENT = 0.5;
/** Grids that are looked at closely. */
const PEAKS = 3;

/** A mask of another size that the picture may have been made of, and how its pixels lie. */
export interface Enlargement {
  readonly across: Axis;
  readonly down: Axis;
}

/** Where a straight edge between two classes crosses a pixel: which part of it is of the second class, 0..1. */
interface Crossing {
  readonly at: number;
  readonly share: number;
}

/**
 * The masks that a picture may be an enlargement of, the likeliest first. Where an edge runs straight, each of its blends
 * tells how far its pixel lies between two of the mask; the size at which all of them agree is the mask's.
 */
export function findEnlargements(raster: Raster, reading: RasterReading): Enlargement[] {
  const { width, height } = raster;
  const across = gridsOf(findCrossings({ length: width, lines: height, along: 1, beside: width }, reading), width);
  const down = gridsOf(findCrossings({ length: height, lines: width, along: width, beside: 1 }, reading), height);
  const found: (Enlargement & { readonly agreement: number })[] = [];
  for (const placement of placements) {
    const column = across.find((grid) => grid.placement === placement);
    const row = down.find((grid) => grid.placement === placement);
    const agreement = (column?.agreement ?? 0) + (row?.agreement ?? 0);
    const columns = column === undefined ? companions(row, width) : [column.axis];
    const rows = row === undefined ? companions(column, height) : [row.axis];
    for (const axis of columns) for (const other of rows) found.push({ across: axis, down: other, agreement });
  }
  found.sort((a, b) => b.agreement - a.agreement);
  return [...found, ...wholeFactors(raster)];
}

/** What the other axis of a mask may be like, where its edges do not say: enlarged as much, or not at all. */
function companions(grid: Grid | undefined, after: number): Axis[] {
  if (grid === undefined) return [];
  const { axis, placement } = grid;
  const before = Math.min(after, Math.max(2, Math.round((after * axis.before) / axis.after)));
  return [axisOf(before, after, placement), { before: after, after, step: 1, offset: 0 }];
}

/** What small masks, whose edges say little, are most likely made of. */
function wholeFactors({ width, height }: Raster): Enlargement[] {
  const found: Enlargement[] = [];
  for (let times = 2; times <= MOST_TIMES; times++) {
    if (width % times !== 0 || height % times !== 0 || Math.min(width, height) < 2 * times) continue;
    for (const placement of ['edges', 'first', 'before'] as const)
      found.push({
        across: axisOf(width / times, width, placement),
        down: axisOf(height / times, height, placement),
      });
  }
  return found;
}

/** A picture's lines in one direction: steps between pixels along a line, and from one line to the next. */
interface Direction {
  readonly length: number;
  readonly lines: number;
  readonly along: number;
  readonly beside: number;
}

function findCrossings(direction: Direction, reading: RasterReading): Crossing[] {
  const { lines } = direction;
  const stride = Math.max(1, Math.floor((lines - 2) / LINES));
  const found: Crossing[] = [];
  for (let line = 1; line < lines - 1 && found.length < ENOUGH; line += stride)
    collectCrossings(line, direction, reading, found);
  return found;
}

/** Of each way from one class to another along a line, the pixels between them. */
function collectCrossings(line: number, direction: Direction, reading: RasterReading, found: Crossing[]): void {
  const { length, along, beside } = direction;
  const { exactClassAt } = reading;
  const start = line * beside;
  let last = -1;
  for (let at = 0; at < length; at++) {
    const position = exactClassAt(start + at * along);
    if (position < 0) continue;
    if (last >= 0 && at - last > 1 && at - last <= LONGEST) {
      const before = exactClassAt(start + last * along);
      if (before !== position) collectShares({ start, from: last, to: at }, direction, reading, found);
    }
    last = at;
  }
}

interface Way {
  readonly start: number;
  readonly from: number;
  readonly to: number;
}

function collectShares(
  { start, from, to }: Way,
  { along, beside }: Direction,
  { classTriples, exactClassAt, tripleAt }: RasterReading,
  found: Crossing[],
): void {
  const first = classTriples[exactClassAt(start + from * along)];
  const second = classTriples[exactClassAt(start + to * along)];
  const line = first.map((level, channel) => second[channel] - level);
  const square = line.reduce((sum, difference) => sum + difference * difference, 0);
  if (square < FAR * FAR) return;
  const [triple, neighbour] = [
    [0, 0, 0],
    [0, 0, 0],
  ];
  for (let at = from + 1; at < to; at++) {
    const pixel = start + at * along;
    tripleAt(pixel, triple);
    const share = line.reduce((sum, span, channel) => sum + span * (triple[channel] - first[channel]), 0) / square;
    if (share < LEAST_SHARE || share > 1 - LEAST_SHARE) continue;
    const onLine = first.map((level, channel) => level + share * line[channel]);
    if (channelDistance(onLine, triple) > ROUNDING) continue;
    const isStraight = [pixel - beside, pixel + beside].every((other) => {
      tripleAt(other, neighbour);
      return channelDistance(triple, neighbour) <= ROUNDING;
    });
    if (isStraight) found.push({ at, share });
  }
}

interface Grid {
  readonly axis: Axis;
  readonly placement: Placement;
  readonly agreement: number;
}

/** The grids on which shares are where crossings lie between two pixels, the best of each placement. */
function gridsOf(crossings: readonly Crossing[], after: number): Grid[] {
  if (crossings.length < FEWEST) return [];
  const stride = Math.max(1, Math.floor(crossings.length / FIRST));
  const some = crossings.filter((_, index) => index % stride === 0);
  const least = Math.max(2, Math.ceil(after / MOST_TIMES));
  const sizes = Array.from({ length: Math.max(0, after - least) }, (_, index) => {
    const before = least + index;
    return { before, agreement: Math.hypot(...meanTurn(some, before / after)) };
  });
  sizes.sort((a, b) => b.agreement - a.agreement);
  const near = new Set(sizes.slice(0, PEAKS).flatMap(({ before }) => [before - 1, before, before + 1]));
  const grids: Grid[] = [];
  for (const placement of placements) {
    const candidates = [...near]
      .filter((before) => before >= least && before < after)
      .map((before) => {
        const axis = axisOf(before, after, placement);
        const [real, imaginary] = meanTurn(crossings, axis.step);
        const turn = 2 * Math.PI * axis.offset;
        return { axis, placement, agreement: real * Math.cos(turn) + imaginary * Math.sin(turn) };
      });
    const best = candidates.sort((a, b) => b.agreement - a.agreement)[0];
    if (best !== undefined && best.agreement >= AGREEMENT) grids.push(best);
  }
  return grids;
}

/** The mean of what lies between where crossings say they are and a grid of this step, as parts of a full turn. */
function meanTurn(crossings: readonly Crossing[], step: number): [number, number] {
  let real = 0;
  let imaginary = 0;
  for (const { at, share } of crossings) {
    const turn = 2 * Math.PI * (share - at * step);
    real += Math.cos(turn);
    imaginary += Math.sin(turn);
  }
  return [real / crossings.length, imaginary / crossings.length];
}
