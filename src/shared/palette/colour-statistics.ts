import { NO_COLOUR, type ColourKeys } from './colour-keys.ts';

/** How the pixels of one colour lie in a picture. */
export interface ColourStatistics {
  readonly key: number;
  /** All its pixels; 0 where only flat ones are counted. */
  pixels: number;
  /** Pixels whose 3x3 neighbourhood is all of the colour. */
  flat: number;
  /** Runs of flat pixels with none above them: about the number of flat areas, more where an outline is concave. */
  flatAreas: number;
  /** Solid spots that are not flat: 2x2 squares of the colour that continue no square above or to the left. */
  spots: number;
  /** Pixels, not flat, that lie between two opposite neighbours of whose colours theirs is a blend. */
  mixed: number;
  /** Pixels, not flat, in whose 3x3 neighbourhood four colours or more meet. */
  busy: number;
}

/** Tells whether the colour of the first key is a blend of those of the other two, which differ from it. */
export type BlendTest = (key: number, before: number, after: number) => boolean;

/** Beyond this many colours a picture has no hard edges, and only its flat areas are counted. */
const MOST_COLOURS = 65_536;

/** Counts how the pixels of each colour lie; in a picture of more than 65 536 colours only the flat ones. */
export function colourStatistics(picture: ColourKeys, isBlend: BlendTest): ColourStatistics[] {
  const table = new StatisticsTable();
  const walk: Walk = { ...picture, table, isBlend, countsEdges: picture.distinct <= MOST_COLOURS };
  for (let row = 1; row <= picture.height; row++) {
    countRow(walk, row * picture.stride);
  }
  return table.all;
}

class StatisticsTable {
  readonly all: ColourStatistics[] = [];
  readonly #byKey = new Map<number, ColourStatistics>();

  of(key: number): ColourStatistics {
    let entry = this.#byKey.get(key);
    if (entry === undefined) {
      entry = { key, pixels: 0, flat: 0, flatAreas: 0, spots: 0, mixed: 0, busy: 0 };
      this.#byKey.set(key, entry);
      this.all.push(entry);
    }
    return entry;
  }
}

interface Walk extends ColourKeys {
  readonly table: StatisticsTable;
  readonly isBlend: BlendTest;
  readonly countsEdges: boolean;
}

/** Walks a row by its runs of one colour; `start` is its left rim. */
function countRow(walk: Walk, start: number): void {
  const { keys, width } = walk;
  const end = start + 1 + width;
  for (let left = start + 1, right = left; left < end; left = right) {
    const key = keys[left];
    do right++;
    while (keys[right] === key);
    if (key !== NO_COLOUR && (walk.countsEdges || right - left >= 3)) {
      countRun(walk, left, right);
    }
  }
}

/** A pixel of a run is flat where it and both neighbours in the row have their colour above and below. */
function countRun(walk: Walk, left: number, right: number): void {
  const { keys, stride, table, countsEdges } = walk;
  const key = keys[left];
  const entry = countsEdges ? table.of(key) : undefined;
  if (entry !== undefined) entry.pixels += right - left;
  for (let at = left; at < right;) {
    const start = at;
    while (at < right && keys[at - stride] === key && keys[at + stride] === key) at++;
    if (at - start >= 3) {
      countFlat(walk, entry ?? table.of(key), { start, end: at });
    }
    if (entry === undefined) {
      at++;
      continue;
    }
    countEnds(walk, entry, { start, end: at });
    if (at < right) countEdge(walk, at++, entry);
  }
}

/** Pixels of one colour that have it above and below, from `start` to before `end`. */
interface Columns {
  readonly start: number;
  readonly end: number;
}

function countFlat(walk: Walk, entry: ColourStatistics, columns: Columns): void {
  entry.flat += columns.end - columns.start - 2;
  if (!hasSameAbove(walk, columns)) entry.flatAreas++;
}

/** The first and the last of the columns are not flat, for a neighbour in the row ends there; two or one have no more. */
function countEnds(walk: Walk, entry: ColourStatistics, { start, end }: Columns): void {
  if (end > start) countEdge(walk, start, entry);
  if (end > start + 1) countEdge(walk, end - 1, entry);
}

function hasSameAbove({ keys, stride }: Walk, { start, end }: Columns): boolean {
  for (let at = start + 1; at < end - 1; at++) {
    if (keys[at - 2 * stride] === keys[at]) return true;
  }
  return false;
}

function countEdge(walk: Walk, at: number, entry: ColourStatistics): void {
  if (isSquare(walk, at) && !isSquare(walk, at - 1) && !isSquare(walk, at - walk.stride)) entry.spots++;
  if (isMixed(walk, at)) entry.mixed++;
  if (isBusy(walk, at)) entry.busy++;
}

/** Whether the pixel and its neighbours to the right and below are a square of one colour. */
function isSquare({ keys, stride }: Walk, at: number): boolean {
  const key = keys[at];
  return keys[at + 1] === key && keys[at + stride] === key && keys[at + stride + 1] === key;
}

function isMixed(walk: Walk, at: number): boolean {
  const { stride } = walk;
  return (
    isBetween(walk, at, 1) ||
    isBetween(walk, at, stride) ||
    isBetween(walk, at, stride + 1) ||
    isBetween(walk, at, stride - 1)
  );
}

function isBetween({ keys, isBlend }: Walk, at: number, offset: number): boolean {
  const key = keys[at];
  const before = keys[at - offset];
  const after = keys[at + offset];
  const areThree = before !== after && before !== key && after !== key;
  return areThree && before !== NO_COLOUR && after !== NO_COLOUR && isBlend(key, before, after);
}

/** Counts the colours around a pixel up to the third that is not its own. */
function isBusy({ keys, stride }: Walk, at: number): boolean {
  const key = keys[at];
  let first = NO_COLOUR;
  let second = NO_COLOUR;
  for (let row = at - stride; row <= at + stride; row += stride) {
    for (let place = row - 1; place <= row + 1; place++) {
      const other = keys[place];
      if (other === key || other === first || other === second || other === NO_COLOUR) continue;
      if (first === NO_COLOUR) first = other;
      else if (second === NO_COLOUR) second = other;
      else return true;
    }
  }
  return false;
}
