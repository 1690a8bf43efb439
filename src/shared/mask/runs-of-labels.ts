import type { LabelMap } from './label-map.ts';
import type { Runs } from './runs.ts';

/**
 * The region of every value in a label map, in one pass. Rows are compared with the row above, four bytes at a time:
 * where they agree no run begins or ends, so that the cost follows the outlines and not the area.
 *
 * @param left A value whose region is not wanted, such as "unassigned".
 */
export function runsOfLabels(map: LabelMap, left?: number): Map<number, Runs> {
  const regions = new Map<number, RunWriter>();
  const columns = findBeginnings(map);
  for (let x = 0; x < map.width; x++) takeColumn(x, { map, columns, regions, left });
  return new Map([...regions].map(([value, writer]) => [value, writer.finish()]));
}

/** Rows at which a run begins, column by column: those of column x are rows[starts[x]] up to rows[starts[x + 1]]. */
interface Beginnings {
  readonly starts: Uint32Array;
  readonly rows: Uint32Array;
}

function findBeginnings(map: LabelMap): Beginnings {
  const { width } = map;
  const places = changesFromAbove(map);
  const starts = new Uint32Array(width + 1);
  // eslint-disable-next-line @typescript-eslint/prefer-for-of -- for-of takes five times as long on typed arrays
  for (let i = 0; i < places.length; i++) starts[(places[i] % width) + 1]++;
  for (let x = 0; x < width; x++) starts[x + 1] += starts[x] + 1;
  const rows = new Uint32Array(places.length + width);
  // The first row begins a run in every column.
  const next = starts.slice(0, width).map((start) => start + 1);
  // eslint-disable-next-line @typescript-eslint/prefer-for-of -- as above
  for (let i = 0; i < places.length; i++) {
    const x = places[i] % width;
    rows[next[x]++] = (places[i] - x) / width;
  }
  return { starts, rows };
}

/** Places (y * width + x) of labels that differ from the label above, row by row. */
function changesFromAbove(map: LabelMap): Uint32Array {
  const { width, height, labels } = map;
  const perWord = 4 / labels.BYTES_PER_ELEMENT;
  const isWide = width >= 2 * perWord;
  const padded = isWide ? padRows(map, perWord) : undefined;
  let places = new Uint32Array(1024);
  let count = 0;
  for (let y = 1; y < height; y++) {
    if (count + width > places.length) places = grow(places, count + width);
    const row = y * width;
    if (padded === undefined) {
      for (let at = row; at < row + width; at++) if (labels[at] !== labels[at - width]) places[count++] = at;
      continue;
    }
    const { words, wordsPerRow } = padded;
    for (let word = 0, at = y * wordsPerRow; word < wordsPerRow; word++, at++) {
      if (words[at] === words[at - wordsPerRow]) continue;
      const first = row + word * perWord;
      const end = Math.min(first + perWord, row + width);
      for (let i = first; i < end; i++) if (labels[i] !== labels[i - width]) places[count++] = i;
    }
  }
  return places.subarray(0, count);
}

interface PaddedRows {
  readonly words: Int32Array;
  readonly wordsPerRow: number;
}

/** Rows that begin on whole words; the map itself where they do so already. */
function padRows({ width, height, labels }: LabelMap, perWord: number): PaddedRows {
  const wordsPerRow = Math.ceil(width / perWord);
  if (width % perWord === 0 && labels.byteOffset % 4 === 0) {
    return { words: new Int32Array(labels.buffer, labels.byteOffset, wordsPerRow * height), wordsPerRow };
  }
  const words = new Int32Array(wordsPerRow * height);
  const rows = labels instanceof Uint8Array ? new Uint8Array(words.buffer) : new Uint16Array(words.buffer);
  for (let y = 0; y < height; y++) {
    rows.set(labels.subarray(y * width, (y + 1) * width), y * wordsPerRow * perWord);
  }
  return { words, wordsPerRow };
}

interface Taking {
  readonly map: LabelMap;
  readonly columns: Beginnings;
  readonly regions: Map<number, RunWriter>;
  readonly left: number | undefined;
}

function takeColumn(x: number, { map, columns, regions, left }: Taking): void {
  const { width, height, labels } = map;
  const { starts, rows } = columns;
  for (let i = starts[x]; i < starts[x + 1]; i++) {
    const top = rows[i];
    const bottom = i + 1 < starts[x + 1] ? rows[i + 1] : height;
    const value = labels[top * width + x];
    if (value === left) continue;
    let writer = regions.get(value);
    if (writer === undefined) regions.set(value, (writer = new RunWriter()));
    writer.add(x * height + top, x * height + bottom);
  }
}

class RunWriter {
  #runs = new Uint32Array(64);
  #length = 0;

  add(start: number, end: number): void {
    if (this.#length > 0 && this.#runs[this.#length - 1] === start) {
      this.#runs[this.#length - 1] = end;
      return;
    }
    if (this.#length === this.#runs.length) this.#runs = grow(this.#runs, 2 * this.#length);
    this.#runs[this.#length++] = start;
    this.#runs[this.#length++] = end;
  }

  finish(): Runs {
    return this.#runs.slice(0, this.#length);
  }
}

function grow(values: Uint32Array<ArrayBuffer>, atLeast: number): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(Math.max(2 * values.length, atLeast));
  larger.set(values);
  return larger;
}
