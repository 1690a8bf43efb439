import { channelDistance } from '../../../palette/channel-distance.ts';
import type { RasterReading } from '../raster-reading.ts';

/** Rows, or columns, that are looked at. */
const LINES = 256;
/** Crossings that say enough. */
const ENOUGH = 256;
/** Fewer crossings say little. */
export const FEW_CROSSINGS = 96;
/** In so many parts of a pixel crossings are alike. */
const ALIKE = 64;
/** Longest way from one class to another that is looked at, in pixels. */
const LONGEST = 64;
/** Classes nearer than this leave roundings too much of a say. */
const FAR = 24;
/** Shares of the second class that tell a place; below, and above, lie the rings of kernels that overshoot. */
const LEAST_SHARE = 0.15;
/** The same where few do. */
const LEAST_SHARE_OF_FEW = 0.05;

/** What is read of a picture to see where its classes blend. */
export type BlendReading = Pick<RasterReading, 'exactClassAt' | 'tripleAt' | 'classTriples'>;

/** Where a straight edge between two classes crosses a pixel: which part of it is of the second class, 0..1. */
export interface Crossing {
  /** Pixel along the line. */
  readonly at: number;
  readonly share: number;
}

/** A picture's lines in one direction: steps between pixels along a line, and from one line to the next. */
interface Direction {
  readonly length: number;
  readonly lines: number;
  readonly along: number;
  readonly beside: number;
  /** How far pixels may be off, in levels. */
  readonly rounding: number;
}

/** What the straight edges along a picture's lines tell: an even choice where they are many. */
export function findCrossings(direction: Direction, reading: BlendReading): Crossing[] {
  const { lines } = direction;
  const stride = Math.max(1, Math.floor((lines - 2) / LINES));
  // Along a straight edge all are alike.
  const found = new Map<string, Crossing>();
  for (let line = 1; line < lines - 1; line += stride) collectCrossings(line, direction, reading, found);
  const all = [...found.values()];
  const inner = all.filter(({ share }) => share >= LEAST_SHARE && share <= 1 - LEAST_SHARE);
  const told = inner.length < FEW_CROSSINGS / 2 ? all : inner;
  const every = Math.ceil(told.length / ENOUGH);
  return told.filter((_, index) => index % every === 0);
}

/** Of each way from one class to another along a line, the pixels between them. */
function collectCrossings(
  line: number,
  direction: Direction,
  reading: BlendReading,
  found: Map<string, Crossing>,
): void {
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
  { along, beside, rounding }: Direction,
  { classTriples, exactClassAt, tripleAt }: BlendReading,
  found: Map<string, Crossing>,
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
    if (share < LEAST_SHARE_OF_FEW || share > 1 - LEAST_SHARE_OF_FEW) continue;
    const onLine = first.map((level, channel) => level + share * line[channel]);
    if (channelDistance(onLine, triple) > rounding) continue;
    const isStraight = [pixel - beside, pixel + beside].every((other) => {
      tripleAt(other, neighbour);
      return channelDistance(triple, neighbour) <= rounding;
    });
    if (isStraight) found.set(`${at} ${Math.round(ALIKE * share)}`, { at, share });
  }
}
