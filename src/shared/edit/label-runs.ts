import { UNASSIGNED_SLOT } from '../model/unassigned-slot.ts';

/**
 * New labels of a tile or of any other row-major field, run by run: position, length, label; three numbers a run, runs by
 * position without overlap.
 */
export type LabelRuns = Uint32Array;

/** In runs: the pixel is painted no more, it has the label that the repair gave it. No class has this number. */
export const RESTORED = UNASSIGNED_SLOT;

/** Writes runs into labels. A restored pixel takes its label from `engine`. */
export function applyRuns(labels: Uint16Array, runs: LabelRuns, engine: Uint16Array): void {
  for (let at = 0; at < runs.length; at += 3) {
    const [start, end, label] = [runs[at], runs[at] + runs[at + 1], runs[at + 2]];
    if (label === RESTORED) labels.set(engine.subarray(start, end), start);
    else labels.fill(label, start, end);
  }
}

/** Writes runs into a field of paint, where RESTORED means "not painted". */
export function applyPaint(paint: Uint16Array, runs: LabelRuns): void {
  for (let at = 0; at < runs.length; at += 3) paint.fill(runs[at + 2], runs[at], runs[at] + runs[at + 1]);
}

/** The runs of all values of a field but `left`, which stands for "nothing". */
export function runsOfField(values: Uint16Array, left: number): LabelRuns {
  return collectRuns(values.length, (pixel) => (values[pixel] === left ? NOTHING : values[pixel]));
}

/** What has to be written to make `before` into `after`: the values of `after` where the two differ. */
export function runsOfDifference(before: ArrayLike<number>, after: ArrayLike<number>): LabelRuns {
  return collectRuns(after.length, (pixel) => (before[pixel] === after[pixel] ? NOTHING : after[pixel]));
}

/** Pixels that runs cover. */
export function pixelsOfRuns(runs: LabelRuns): number {
  let pixels = 0;
  for (let at = 1; at < runs.length; at += 3) pixels += runs[at];
  return pixels;
}

/** True where runs lie by position in a field of so many pixels, without overlap. */
export function areRunsValid(runs: ArrayLike<number>, pixels: number): boolean {
  if (runs.length % 3 !== 0) return false;
  let end = 0;
  for (let at = 0; at < runs.length; at += 3) {
    if (runs[at] < end || runs[at + 1] < 1 || runs[at + 2] > RESTORED) return false;
    end = runs[at] + runs[at + 1];
  }
  return end <= pixels;
}

/** What `collectRuns` leaves out. */
export const NOTHING = -1;

/** The runs of equal values that `valueAt` tells, pixels of `NOTHING` left out. */
export function collectRuns(pixels: number, valueAt: (pixel: number) => number): LabelRuns {
  const runs: number[] = [];
  let start = 0;
  let value = NOTHING;
  for (let pixel = 0; pixel <= pixels; pixel++) {
    const next = pixel === pixels ? NOTHING : valueAt(pixel);
    if (next === value) continue;
    if (value !== NOTHING) runs.push(start, pixel - start, value);
    [start, value] = [pixel, next];
  }
  return Uint32Array.from(runs);
}
