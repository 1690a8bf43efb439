import type { PixelSize, Runs } from './runs.ts';

/**
 * The connected parts of a region, in the order in which their first pixel occurs down the columns. With `neighbours` 8
 * pixels that touch at a corner belong together, with 4 they do not.
 */
export function componentsOfRuns(runs: Runs, { height }: PixelSize, neighbours: 4 | 8): Runs[] {
  const pieces = splitAtColumns(runs, height);
  const parents = Int32Array.from({ length: pieces.length >> 1 }, (_, i) => i);
  joinNeighbours(pieces, parents, { height, reach: neighbours === 8 ? 1 : 0 });
  const parts = new Map<number, number[]>();
  for (let i = 0; i < parents.length; i++) {
    const root = rootOf(parents, i);
    const part = parts.get(root);
    const [start, end] = [pieces[2 * i], pieces[2 * i + 1]];
    if (part === undefined) parts.set(root, [start, end]);
    else if (part[part.length - 1] === start) part[part.length - 1] = end;
    else part.push(start, end);
  }
  return [...parts.values()].map((part) => Uint32Array.from(part));
}

/** Runs that stay within one column each. */
function splitAtColumns(runs: Runs, height: number): Uint32Array {
  const pieces: number[] = [];
  for (let i = 0; i < runs.length; i += 2) {
    let start = runs[i];
    for (let border = (Math.floor(start / height) + 1) * height; border < runs[i + 1]; border += height) {
      pieces.push(start, border);
      start = border;
    }
    pieces.push(start, runs[i + 1]);
  }
  return Uint32Array.from(pieces);
}

/** Joins pieces of neighbouring columns that overlap; both sides are walked once. */
function joinNeighbours(
  pieces: Uint32Array,
  parents: Int32Array,
  { height, reach }: { readonly height: number; readonly reach: number },
): void {
  let before = 0;
  for (let i = 0; i < parents.length; i++) {
    // The piece, moved into the column before.
    const column = Math.floor(pieces[2 * i] / height) - 1;
    const start = Math.max(pieces[2 * i] - height - reach, column * height);
    const end = Math.min(pieces[2 * i + 1] - height + reach, (column + 1) * height);
    while (before < i && pieces[2 * before + 1] <= start) before++;
    for (let other = before; other < i && pieces[2 * other] < end; other++) join(parents, other, i);
  }
}

function join(parents: Int32Array, first: number, second: number): void {
  const [a, b] = [rootOf(parents, first), rootOf(parents, second)];
  // The lower one stays the root: it is the first piece of its part.
  if (a !== b) parents[Math.max(a, b)] = Math.min(a, b);
}

function rootOf(parents: Int32Array, piece: number): number {
  let root = piece;
  while (parents[root] !== root) {
    parents[root] = parents[parents[root]];
    root = parents[root];
  }
  return root;
}
