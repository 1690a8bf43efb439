import { DiscVote } from './disc-vote.ts';
import { isLink } from './is-link.ts';
import { copyLabels, type EditWindow, type WindowLabels } from './edit-window.ts';

/**
 * Every pixel near a boundary takes the class that most pixels of the disc around it have; its own where that is among
 * them. All classes are counted together and from the labels as they were, so that no gap opens between two of them; and
 * a pixel that holds its class together stays, so that none opens in a thin line.
 * Locked and unassigned pixels neither change nor count, and nothing is counted across them.
 */
export function smoothBoundaries(window: EditWindow, radius: number): WindowLabels {
  const labels = copyLabels(window);
  const isNear = nearBoundary(window, radius);
  const vote = new DiscVote(window, radius);
  const { width, height, selected } = window;
  for (let y = 0, pixel = 0; y < height; y++) {
    for (let x = 0; x < width; x++, pixel++) {
      if (isNear[pixel] === 0 || selected?.[pixel] === 0) continue;
      const winner = vote.at(x, y);
      if (winner !== labels[pixel] && !isLink(window, x, y)) labels[pixel] = winner;
    }
  }
  return labels;
}

/** Pixels with another label within the square of the radius: only they can change. */
function nearBoundary({ width, height, labels }: EditWindow, radius: number): Uint8Array {
  const isNear = new Uint8Array(width * height);
  for (let y = 0, pixel = 0; y < height; y++) {
    for (let x = 0; x < width; x++, pixel++) {
      const label = labels[pixel];
      if (x > 0 && label !== labels[pixel - 1]) isNear[pixel] = isNear[pixel - 1] = 1;
      if (y > 0 && label !== labels[pixel - width]) isNear[pixel] = isNear[pixel - width] = 1;
    }
  }
  return widenColumns(widenRows(isNear, width, radius), width, radius);
}

const NEVER = -1_000_000;

/** Marks whatever lies within `radius` of a mark on its row. */
function widenRows(marks: Uint8Array, width: number, radius: number): Uint8Array {
  const wide = new Uint8Array(marks.length);
  for (let start = 0; start < marks.length; start += width) {
    for (let at = start, last = -Infinity; at < start + width; at++) {
      if (marks[at] === 1) last = at;
      if (at - last <= radius) wide[at] = 1;
    }
    for (let at = start + width - 1, last = Infinity; at >= start; at--) {
      if (marks[at] === 1) last = at;
      if (last - at <= radius) wide[at] = 1;
    }
  }
  return wide;
}

/** The same on columns, row by row as they lie in memory. */
function widenColumns(marks: Uint8Array, width: number, radius: number): Uint8Array {
  const wide = new Uint8Array(marks.length);
  const height = marks.length / width;
  const last = new Int32Array(width).fill(NEVER);
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      if (marks[at] === 1) last[x] = y;
      if (y - last[x] <= radius) wide[at] = 1;
    }
  }
  last.fill(-NEVER);
  for (let y = height - 1; y >= 0; y--) {
    for (let x = 0, at = y * width; x < width; x++, at++) {
      if (marks[at] === 1) last[x] = y;
      if (last[x] - y <= radius) wide[at] = 1;
    }
  }
  return wide;
}
