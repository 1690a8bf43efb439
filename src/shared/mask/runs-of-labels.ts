import type { NumberMap } from './label-map.ts';
import type { Runs } from './runs.ts';

/**
 * The region of every value in a map of labels or numbers, in one pass. Numbers have to be dense: room is taken up to the highest. Rows are compared with the row above, sixteen bytes at a time:
 * where they agree no run begins or ends, so that the cost follows the outlines and hardly the area.
 *
 * @param left A value whose region is not wanted, such as "unassigned".
 */
export function runsOfLabels(map: NumberMap, left?: number): Map<number, Runs> {
  const { width, height, labels } = map;
  const { starts, rows } = findBeginnings(map);
  const writers: (RunWriter | undefined)[] = [];
  const met: number[] = [];
  for (let x = 0; x < width; x++) {
    const end = starts[x + 1];
    for (let i = starts[x]; i < end; i++) {
      const top = rows[i];
      const value = labels[top * width + x];
      if (value === left) continue;
      let writer = writers[value];
      if (writer === undefined) {
        writers[value] = writer = new RunWriter();
        met.push(value);
      }
      writer.add(x * height + top, x * height + (i + 1 < end ? rows[i + 1] : height));
    }
  }
  return new Map(met.map((value) => [value, writers[value]?.finish() ?? new Uint32Array(0)]));
}

/** Rows at which a run begins, column by column: those of column x are rows[starts[x]] up to rows[starts[x + 1]]. */
interface Beginnings {
  readonly starts: Uint32Array;
  readonly rows: Uint32Array;
}

function findBeginnings(map: NumberMap): Beginnings {
  const { width } = map;
  const starts = new Uint32Array(width + 1);
  const { columns, places, count } = changesFromAbove(map, starts);
  // The first row begins a run in every column.
  for (let x = 0; x < width; x++) starts[x + 1] += starts[x] + 1;
  const next = starts.slice(0, width);
  const rows = new Uint32Array(count + width);
  for (let x = 0; x < width; x++) next[x]++;
  for (let i = 0; i < count; i++) rows[next[columns[i]]++] = places[i];
  return { starts, rows };
}

/** Columns and rows of labels that differ from the label above, row by row. */
class Changes {
  columns = new Uint32Array(1024);
  places = new Uint32Array(1024);
  count = 0;

  /** Makes room for a whole row. */
  reserve(width: number): void {
    if (this.count + width <= this.columns.length) return;
    this.columns = grow(this.columns, this.count + width);
    this.places = grow(this.places, this.count + width);
  }
}

/** `counts[x + 1]` is raised for every change in column x. */
function changesFromAbove(map: NumberMap, counts: Uint32Array): Changes {
  const { height } = map;
  const changes = new Changes();
  const { words, wordsPerRow, perWord } = paddedRows(map);
  for (let y = 1; y < height; y++) {
    changes.reserve(map.width);
    const end = (y + 1) * wordsPerRow;
    for (let at = y * wordsPerRow; at < end; at += WORDS) {
      const above = at - wordsPerRow;
      const difference =
        (words[at] ^ words[above]) |
        (words[at + 1] ^ words[above + 1]) |
        (words[at + 2] ^ words[above + 2]) |
        (words[at + 3] ^ words[above + 3]);
      if (difference !== 0)
        compareLabels(map, { y, from: (at - y * wordsPerRow) * perWord, length: WORDS * perWord }, { changes, counts });
    }
  }
  return changes;
}

function compareLabels(
  { width, labels }: NumberMap,
  { y, from, length }: { readonly y: number; readonly from: number; readonly length: number },
  { changes, counts }: { readonly changes: Changes; readonly counts: Uint32Array },
): void {
  const { columns, places } = changes;
  const end = Math.min(from + length, width);
  for (let x = from, at = y * width + from; x < end; x++, at++) {
    if (labels[at] === labels[at - width]) continue;
    columns[changes.count] = x;
    places[changes.count++] = y;
    counts[x + 1]++;
  }
}

/** Words that are compared at a time. */
const WORDS = 4;

interface PaddedRows {
  readonly words: Int32Array;
  readonly wordsPerRow: number;
  readonly perWord: number;
}

/** Rows that begin on multiples of sixteen bytes; the map itself where they do so already. */
function paddedRows({ width, height, labels }: NumberMap): PaddedRows {
  const perWord = 4 / labels.BYTES_PER_ELEMENT;
  const wordsPerRow = Math.ceil(width / perWord / WORDS) * WORDS;
  if (wordsPerRow * perWord === width && labels.byteOffset % 4 === 0) {
    return { words: new Int32Array(labels.buffer, labels.byteOffset, wordsPerRow * height), wordsPerRow, perWord };
  }
  const words = new Int32Array(wordsPerRow * height);
  const rows = likeLabels(labels, words.buffer);
  for (let y = 0; y < height; y++) {
    rows.set(labels.subarray(y * width, (y + 1) * width), y * wordsPerRow * perWord);
  }
  return { words, wordsPerRow, perWord };
}

function likeLabels({ BYTES_PER_ELEMENT }: NumberMap['labels'], buffer: ArrayBuffer): NumberMap['labels'] {
  if (BYTES_PER_ELEMENT === 1) return new Uint8Array(buffer);
  return BYTES_PER_ELEMENT === 2 ? new Uint16Array(buffer) : new Uint32Array(buffer);
}

/** Collects runs that come in ascending order, joining those that touch. */
class RunWriter {
  private runs = new Uint32Array(64);
  private length = 0;

  add(start: number, end: number): void {
    if (this.length > 0 && this.runs[this.length - 1] === start) {
      this.runs[this.length - 1] = end;
      return;
    }
    if (this.length === this.runs.length) this.runs = grow(this.runs, 2 * this.length);
    this.runs[this.length++] = start;
    this.runs[this.length++] = end;
  }

  finish(): Runs {
    return this.runs.slice(0, this.length);
  }
}

function grow(values: Uint32Array<ArrayBuffer>, atLeast: number): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(Math.max(2 * values.length, atLeast));
  larger.set(values);
  return larger;
}
