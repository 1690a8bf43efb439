/** A field of labels, row-major. */
export interface LabelField {
  readonly width: number;
  readonly height: number;
  readonly labels: Uint8Array | Uint16Array;
}

/** A connected place of one label. */
export interface Region {
  readonly label: number;
  readonly pixels: number;
  readonly left: number;
  readonly top: number;
  /** Without it. */
  readonly right: number;
  /** Without it. */
  readonly bottom: number;
  /** Position of its first pixel, row by row. */
  readonly first: number;
}

/**
 * All connected places of a field. They are kept by stretches of rows, so that memory follows the outlines and not the
 * area: stretch i covers the positions `starts[i]` up to `starts[i + 1]`, those of row y are `rowStarts[y]` up to
 * `rowStarts[y + 1]`, and it belongs to the region `owners[i]`.
 */
export interface Regions {
  readonly width: number;
  readonly starts: Uint32Array;
  readonly rowStarts: Uint32Array;
  readonly owners: Uint32Array;
  /** By their first pixel. */
  readonly regions: readonly Region[];
}

/** With connectivity 8 pixels of one label that touch at a corner belong together. */
export function findRegions(field: LabelField, connectivity: 4 | 8): Regions {
  const { starts, rowStarts } = findStretches(field);
  const parents = new Uint32Array(starts.length - 1);
  for (let i = 0; i < parents.length; i++) parents[i] = i;
  const reach = connectivity === 8 ? 1 : 0;
  eachTouching(field.width, { starts, rowStarts, reach }, (above, below) => {
    if (field.labels[starts[above]] === field.labels[starts[below]]) join(parents, above, below);
  });
  return { width: field.width, starts, rowStarts, ...gather(field, { starts, parents }) };
}

/** Calls for each pair of stretches of neighbouring rows that share an edge, or with reach 1 a corner. */
export function eachTouching(
  width: number,
  { starts, rowStarts, reach }: Pick<Regions, 'starts' | 'rowStarts'> & { readonly reach: 0 | 1 },
  visit: (above: number, below: number, shared: number) => void,
): void {
  for (let row = 1; row + 1 < rowStarts.length; row++) {
    let above = rowStarts[row - 1];
    const lastAbove = rowStarts[row];
    for (let below = rowStarts[row]; below < rowStarts[row + 1]; below++) {
      const [from, to] = [starts[below] - width, starts[below + 1] - width];
      while (above + 1 < lastAbove && starts[above + 1] + reach <= from) above++;
      for (let other = above; other < lastAbove && starts[other] < to + reach; other++) {
        const shared = Math.min(starts[other + 1], to) - Math.max(starts[other], from);
        visit(other, below, Math.max(0, shared));
      }
    }
  }
}

function findStretches({ width, height, labels }: LabelField): Pick<Regions, 'starts' | 'rowStarts'> {
  let starts = new Uint32Array(4096);
  const rowStarts = new Uint32Array(height + 1);
  let count = 0;
  for (let y = 0; y < height; y++) {
    if (count + width + 1 > starts.length) starts = larger(starts, count + width + 1);
    rowStarts[y] = count;
    const end = (y + 1) * width;
    starts[count++] = y * width;
    for (let at = y * width + 1; at < end; at++) if (labels[at] !== labels[at - 1]) starts[count++] = at;
  }
  rowStarts[height] = count;
  if (count + 1 > starts.length) starts = larger(starts, count + 1);
  starts[count] = width * height;
  return { starts: starts.subarray(0, count + 1), rowStarts };
}

function larger(values: Uint32Array<ArrayBuffer>, atLeast: number): Uint32Array<ArrayBuffer> {
  const grown = new Uint32Array(Math.max(2 * values.length, atLeast));
  grown.set(values);
  return grown;
}

function gather(
  { width, labels }: LabelField,
  { starts, parents }: { readonly starts: Uint32Array; readonly parents: Uint32Array },
): Pick<Regions, 'owners' | 'regions'> {
  const owners = new Uint32Array(parents.length);
  const regions: { -readonly [Key in keyof Region]: Region[Key] }[] = [];
  for (let i = 0; i < parents.length; i++) {
    const root = rootOf(parents, i);
    const [start, end] = [starts[i], starts[i + 1]];
    const y = Math.floor(start / width);
    const [left, right] = [start - y * width, end - y * width];
    if (root === i) {
      owners[i] = regions.length;
      regions.push({ label: labels[start], pixels: 0, left, right, top: y, bottom: y + 1, first: start });
    } else owners[i] = owners[root];
    const region = regions[owners[i]];
    region.pixels += end - start;
    region.left = Math.min(region.left, left);
    region.right = Math.max(region.right, right);
    region.bottom = y + 1;
  }
  return { owners, regions };
}

function join(parents: Uint32Array, first: number, second: number): void {
  const [a, b] = [rootOf(parents, first), rootOf(parents, second)];
  // The lower one stays the root: it is the first stretch of its region.
  if (a !== b) parents[Math.max(a, b)] = Math.min(a, b);
}

function rootOf(parents: Uint32Array, stretch: number): number {
  let root = stretch;
  while (parents[root] !== root) {
    parents[root] = parents[parents[root]];
    root = parents[root];
  }
  return root;
}
