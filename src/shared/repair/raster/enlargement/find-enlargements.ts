import type { Raster } from '../../../mask/raster.ts';
import { type Axis, axisOf, type Placement, placements, placeOf } from './axis.ts';
import { type BlendReading, type Crossing, FEW_CROSSINGS, findCrossings } from './find-crossings.ts';
import { cubic } from './resamplers.ts';

/** Larger factors leave edges so wide that they are rarely asked for. */
const MOST_TIMES = 16;
/** Simple factors are up to so large, in whole numbers down to so manieth parts. */
const MOST_SIMPLE = 8;
const MOST_PARTS = 4;
/** How far a pixel of a lossless picture may lie from what it shows, in levels. */
const ROUNDING = 1.01;
/** Least agreement with a grid, 0..1: in enlarged masks that were kept without loss 0.6 to 1. */
const AGREEMENT = 0.5;
/** Of the kernels that overshoot, one between the others. */
const kernel = cubic(-0.6);
const HALVINGS = 12;
/** By how much a size that is enlarged as much along both axes comes before others. */
const EVEN_LEAD = 0.2;
/** Sizes of each axis that are paired, and pairs that are told; the same where crossings say little. */
const BEST = 3;
const MOST_TOLD = 12;
const BEST_OF_FEW = 6;
const MOST_TOLD_OF_FEW = 24;

/** What the pixels of a picture are good for. */
export interface Accuracy {
  /** How far one may lie from the line between two colours, or from the pixel beside it, in levels. */
  readonly rounding: number;
  /** How far crossings must agree with a mask's grid at least, 0..1. */
  readonly agreement: number;
}

const lossless: Accuracy = { rounding: ROUNDING, agreement: AGREEMENT };

/** A mask of another size that the picture may have been made of, and how its pixels lie. */
export interface Enlargement {
  readonly across: Axis;
  readonly down: Axis;
}

/**
 * The masks that a picture may be an enlargement of, the likeliest first. Where an edge runs straight, each of its blends
 * tells how far its pixel lies between two of the mask; the size at which all of them agree is the mask's. `accuracy`: of what the
 * pixels say.
 */
export function findEnlargements(
  raster: Pick<Raster, 'width' | 'height'>,
  reading: BlendReading,
  { rounding, agreement: least }: Accuracy = lossless,
): Enlargement[] {
  const { width, height } = raster;
  const across = findCrossings({ length: width, lines: height, along: 1, beside: width, rounding }, reading);
  const down = findCrossings({ length: height, lines: width, along: width, beside: 1, rounding }, reading);
  const areFew = across.length + down.length < FEW_CROSSINGS;
  const best = areFew ? BEST_OF_FEW : BEST;
  const found: Candidate[] = [];
  for (const toPlace of [linearPlace, cubicPlace]) {
    const [columnPlaces, rowPlaces] = [across.map(toPlace), down.map(toPlace)];
    for (const placement of placements) {
      const columns = agreements(columnPlaces, width, placement);
      const rows = agreements(rowPlaces, height, placement);
      found.push(...apart(columns, rows, best), ...together(columns, rows, best));
    }
  }
  const likely = found.filter(({ agreement }) => agreement >= least).sort((a, b) => rankOf(b) - rankOf(a));
  const told = new Map(likely.map((one) => [`${one.before.join(' ')} ${one.placement}`, one]));
  const axisFor = sharedAxes();
  const enlargements = [...told.values()].slice(0, areFew ? MOST_TOLD_OF_FEW : MOST_TOLD).map((one) => ({
    across: axisFor(one.before[0], width, one.placement),
    down: axisFor(one.before[1], height, one.placement),
  }));
  return areFew ? [...enlargements, ...simpleFactors(raster)] : enlargements;
}

/** Enlargements so near one that few edges may not tell them from it: sizes that are one off, and other placements. */
export function rivalsOf({ across, down }: Enlargement): Enlargement[] {
  const sizes = [-1, 1].flatMap((more) => {
    const [wider, higher] = [across, down].map((axis) => resized(axis, more));
    const near = [
      { across: wider, down },
      { across, down: higher },
      { across: wider, down: higher },
    ];
    return near.filter((one) => one.across.before !== across.before || one.down.before !== down.before);
  });
  const others = placements
    .filter((placement) => placement !== across.placement && placement !== down.placement)
    .map((placement) => ({
      across: axisFrom(across.before, across.after, placement),
      down: axisFrom(down.before, down.after, placement),
    }));
  return [...sizes, ...others];
}

/** Never more pixels than the picture has. */
function resized({ before, after, placement }: Axis, more: number): Axis {
  return axisOf(Math.min(after, Math.max(2, before + more)), after, placement);
}

/** Most masks are enlarged as much along both axes. */
function rankOf({ agreement, isEven }: Candidate): number {
  return agreement + (isEven ? EVEN_LEAD : 0);
}

interface Candidate {
  /** Of the mask. */
  readonly before: readonly [width: number, height: number];
  readonly placement: Placement;
  readonly agreement: number;
  /** Whether it was enlarged as much along both axes. */
  readonly isEven: boolean;
}

/** Makes each axis once, so that what is worked out for it serves all enlargements that have it. */
function sharedAxes(): typeof axisFrom {
  const made = new Map<string, Axis>();
  return (before, after, placement) => {
    const key = `${before} ${after} ${placement}`;
    const axis = made.get(key) ?? axisFrom(before, after, placement);
    made.set(key, axis);
    return axis;
  };
}

function axisFrom(before: number, after: number, placement: Placement): Axis {
  return before === after ? { before, after, placement, step: 1, offset: 0 } : axisOf(before, after, placement);
}

/** The sizes that agree best along each axis for itself; also those of a mask that was stretched along one axis only. */
function apart(columns: Agreements, rows: Agreements, best: number): Candidate[] {
  const [widths, heights] = [columns, rows].map(({ bySize, after }) => [...bestOf(bySize, best), after]);
  return widths.flatMap((width) =>
    heights.flatMap((height) => {
      const agreement = (shareOf(columns, width) + shareOf(rows, height)) / (columns.count + rows.count);
      const isEnlarged = width < columns.after || height < rows.after;
      return isEnlarged
        ? [{ before: [width, height] as const, placement: columns.placement, agreement, isEven: false }]
        : [];
    }),
  );
}

/** The sizes of masks enlarged as much along both axes that agree best. */
function together(columns: Agreements, rows: Agreements, best: number): Candidate[] {
  const heightFor = (width: number) =>
    Math.min(rows.after - 1, Math.max(2, Math.round((rows.after * width) / columns.after)));
  const bySize = columns.bySize.map((_, width) => {
    if (columns.bySize[width] === NEVER) return NEVER;
    return (shareOf(columns, width) + shareOf(rows, heightFor(width))) / (columns.count + rows.count);
  });
  return bestOf(bySize, best).map((width) => ({
    before: [width, heightFor(width)] as const,
    placement: columns.placement,
    agreement: bySize[width],
    isEven: true,
  }));
}

/** Agreement with a size, as many times as there are crossings; what is not enlarged has none. */
function shareOf({ bySize, count, after }: Agreements, before: number): number {
  return before === after || count === 0 ? 0 : count * bySize[before];
}

/** Sizes whose agreement is the largest. */
function bestOf(bySize: Float64Array, count: number): number[] {
  const sizes = Array.from(bySize.keys()).filter((before) => bySize[before] > 0);
  return sizes.sort((a, b) => bySize[b] - bySize[a]).slice(0, count);
}

/** What small masks, and such of slanted edges only, are most likely made of: factors of whole, half, third, fourth numbers. */
function simpleFactors({ width, height }: Pick<Raster, 'width' | 'height'>): Enlargement[] {
  const found: Enlargement[] = [];
  for (let parts = 1; parts <= MOST_PARTS; parts++) {
    for (let times = parts + 1; times <= MOST_SIMPLE * parts; times++) {
      const [across, down] = [(width * parts) / times, (height * parts) / times];
      if (!Number.isInteger(across) || !Number.isInteger(down) || Math.min(across, down) < 2) continue;
      // Others have been tried as fewer parts.
      if (parts > 1 && (times % parts === 0 || (parts === 4 && times % 2 === 0))) continue;
      for (const placement of parts === 1 ? (['edges', 'first', 'before'] as const) : (['edges', 'before'] as const))
        found.push({ across: axisOf(across, width, placement), down: axisOf(down, height, placement) });
    }
  }
  return found;
}

/** Where a pixel of the picture lies between two of the mask, 0..1. */
interface Place {
  readonly at: number;
  readonly between: number;
}

function linearPlace({ at, share }: Crossing): Place {
  return { at, between: share };
}

/** As kernels that overshoot blend, which are steeper in the middle. */
function cubicPlace({ at, share }: Crossing): Place {
  let [low, high] = [0, 1];
  for (let step = 0; step < HALVINGS; step++) {
    const middle = (low + high) / 2;
    if (kernel.weigh(1 - middle) + kernel.weigh(2 - middle) < share) low = middle;
    else high = middle;
  }
  return { at, between: (low + high) / 2 };
}

/** How far crossings agree with masks of each size, at one placement. */
interface Agreements {
  readonly placement: Placement;
  /** Pixels of the picture. */
  readonly after: number;
  readonly count: number;
  /** By the number of pixels of the mask, -1..1. */
  readonly bySize: Float64Array;
}

/** Sizes that are too small to ask for. */
const NEVER = -1;

/**
 * The mean of what lies between where crossings say that they are and where they are on each grid, as the cosine of that
 * part of a full turn.
 */
function agreements(crossings: readonly Place[], after: number, placement: Placement): Agreements {
  const least = Math.max(2, Math.ceil(after / MOST_TIMES));
  const bySize = new Float64Array(after).fill(NEVER);
  const [first, next] = [axisOf(least, after, placement), axisOf(least + 1, after, placement)];
  // From one size to the next each of them turns on by the same angle.
  const turned = crossings.map(({ at, between }) => {
    const start = 2 * Math.PI * (between - placeOf(at, first));
    const step = 2 * Math.PI * (placeOf(at, first) - placeOf(at, next));
    return { real: Math.cos(start), imaginary: Math.sin(start), cos: Math.cos(step), sin: Math.sin(step) };
  });
  for (let before = least; before < after; before++) {
    let sum = 0;
    for (const one of turned) {
      sum += one.real;
      const real = one.real * one.cos - one.imaginary * one.sin;
      one.imaginary = one.real * one.sin + one.imaginary * one.cos;
      one.real = real;
    }
    bySize[before] = crossings.length === 0 ? 0 : sum / crossings.length;
  }
  return { placement, after, count: crossings.length, bySize };
}
