import { naturalOrder } from '../jpeg/zigzag.ts';

/** The highest sample, less 128. */
const HIGHEST = 127;
const MOST_OVERSHOOT = 31;

/**
 * What mozjpeg makes of a block whose samples reach the highest one: since decoders cut what lies beyond it, a run of
 * such samples, in zigzag order, may rise above it along a smooth curve. Changes `samples`, 64 less 128, in place;
 * returns whether it did. `dcStep`: the quantiser's step for DC. After `overshoot_deringing` of mozjpeg 4.
 */
export function overshoot(samples: Int32Array, dcStep: number): boolean {
  let sum = 0;
  let count = 0;
  for (let at = 0; at < 64; at++) {
    sum += samples[at];
    if (samples[at] >= HIGHEST) count++;
  }
  if (count === 0 || count === 64) return false;
  const room = Math.trunc((HIGHEST * 64 - sum) / count);
  const most = HIGHEST + Math.min(MOST_OVERSHOOT, 2 * dcStep, room);
  const line = Int32Array.from(naturalOrder, (place) => samples[place]);
  let at = 0;
  while (at < 64) {
    if (line[at] < HIGHEST) {
      at++;
      continue;
    }
    const start = at;
    while (at < 64 && line[at] >= HIGHEST) at++;
    raise(line, start, at, most);
    at++;
  }
  for (let k = 0; k < 64; k++) samples[naturalOrder[k]] = line[k];
  return true;
}

/** Puts a curve in place of the samples from `start` to `end`, whose slopes are those of the samples on both sides. */
function raise(line: Int32Array, start: number, end: number, most: number): void {
  const before = line[Math.max(0, start - 1)];
  const after = line[Math.min(63, end)];
  let rise = Math.max(before - line[start >= 2 ? start - 2 : 0], HIGHEST - before);
  let fall = Math.max(after - line[end < 62 ? end + 1 : 63], HIGHEST - after);
  if (start === 0) rise = fall;
  if (end === 64) fall = rise;
  const length = end - start;
  for (let i = start; i < end; i++) {
    const t = (i - start + 1) / (length + 1);
    const value =
      HIGHEST * (2 * t ** 3 - 3 * t ** 2 + 1) +
      rise * length * (t ** 3 - 2 * t ** 2 + t) +
      HIGHEST * (-2 * t ** 3 + 3 * t ** 2) -
      fall * length * (t ** 3 - t ** 2);
    line[i] = Math.min(Math.ceil(value), most);
  }
}
