import { MaskmendError } from '../errors.ts';
import type { PixelSize, Runs } from './runs.ts';

/**
 * COCO's counts: lengths of runs of zeros and ones by turns down the columns, zeros first (their count may be 0). See
 * `rleEncode` in COCO's mask API (cocoapi, common/maskApi.c).
 */
export function countsOfRuns(runs: Runs, { width, height }: PixelSize): number[] {
  const counts: number[] = [];
  let end = 0;
  for (let i = 0; i < runs.length; i += 2) {
    counts.push(runs[i] - end, runs[i + 1] - runs[i]);
    end = runs[i + 1];
  }
  if (end < width * height || counts.length === 0) counts.push(width * height - end);
  return counts;
}

/**
 * The region that COCO's counts describe. Throws `corrupt-file` where they are no counts, or do not cover exactly the
 * picture: one that is too long or too short belongs to another picture.
 */
export function runsOfCounts(counts: readonly unknown[], { width, height }: PixelSize): Runs {
  const runs = new Uint32Array(counts.length + 1);
  const total = width * height;
  let length = 0;
  let place = 0;
  for (let i = 0; i < counts.length; i++) {
    const count = counts[i];
    if (typeof count !== 'number' || !Number.isInteger(count) || count < 0) {
      throw new MaskmendError('corrupt-file', `RLE: count ${i + 1} is not a whole number from 0 up`);
    }
    if (i % 2 === 1 && count > 0) length = appendRun(runs, length, { start: place, end: place + count });
    place += count;
    if (place > total) break;
  }
  if (place !== total) throw wrongLength(place, { width, height });
  return runs.slice(0, length);
}

function appendRun(runs: Uint32Array, length: number, { start, end }: { start: number; end: number }): number {
  if (length > 0 && runs[length - 1] === start) {
    runs[length - 1] = end;
    return length;
  }
  runs[length] = start;
  runs[length + 1] = end;
  return length + 2;
}

function wrongLength(covered: number, { width, height }: PixelSize): MaskmendError {
  const total = width * height;
  const what = covered > total ? 'too long: it covers more than' : `too short: it covers ${covered} of`;
  return new MaskmendError('corrupt-file', `RLE is ${what} the ${total} pixels of ${width} x ${height}`);
}

/**
 * COCO's compressed counts: from the fourth count on the difference to the count two before, five bits a character from
 * the lowest, bit 0x20 where more follow, the sign in bit 0x10 of the last, character code = value + 48 (`rleToString`).
 */
export function textOfCounts(counts: readonly number[]): string {
  let text = '';
  counts.forEach((count, i) => {
    let rest = i > 2 ? count - counts[i - 2] : count;
    for (let hasMore = true; hasMore;) {
      const bits = rest & 0x1f;
      rest >>= 5;
      hasMore = (bits & 0x10) === 0 ? rest !== 0 : rest !== -1;
      text += String.fromCharCode((hasMore ? bits | 0x20 : bits) + 48);
    }
  });
  return text;
}

/** Counts of a compressed RLE; throws `corrupt-file` where a character is none of its 64, or the last is cut off. */
export function countsOfText(text: string): number[] {
  const counts: number[] = [];
  for (let at = 0; at < text.length;) {
    let value = 0;
    let shift = 0;
    for (let hasMore = true; hasMore; shift += 5) {
      const bits = text.charCodeAt(at++) - 48;
      // Out of range also where the text ends: the code is NaN then.
      if (!(bits >= 0 && bits < 64) || shift > 30) {
        throw new MaskmendError('corrupt-file', `RLE: its text breaks at character ${at}`);
      }
      value |= (bits & 0x1f) << shift;
      hasMore = (bits & 0x20) !== 0;
      if (!hasMore && (bits & 0x10) !== 0 && shift < 27) value |= -1 << (shift + 5);
    }
    counts.push(counts.length > 2 ? value + counts[counts.length - 2] : value);
  }
  return counts;
}
