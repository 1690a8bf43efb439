import { zstdDecompressSync } from 'node:zlib';
import { packTileLabels, wideLabels } from '../db/labels/label-codec.ts';
import { compress } from '../db/labels/mask-tiles.ts';
import { halfOf, halveConfidence, halveLabels, narrowRanks } from '../../shared/mask/reduce-tile.ts';
import { TILE_SIDE, tileArea } from '../../shared/mask/tile-grid.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}

/** A tile to be made of the four below it: rows, then columns; undefined where the level has none. */
interface ParentTile {
  readonly row: number;
  readonly column: number;
  readonly children: readonly (Uint8Array | undefined)[];
}

export interface ReduceTask {
  readonly kind: 'labels' | 'confidence';
  /** Size of the children's level. */
  readonly size: Size;
  readonly parents: readonly ParentTile[];
  /** See `rarityRanks`; of labels only. */
  readonly ranks: Uint32Array;
}

/** The tiles of the next level of a pyramid, compressed, in the order of the task. */
export function reduceTiles(task: ReduceTask): Promise<Uint8Array[]> {
  const pack = task.kind === 'labels' ? reduceLabels(task) : reduceConfidence(task);
  return Promise.resolve(task.parents.map(pack));
}

/** In 8 bits as long as the children are: of large masks that is most of the work. */
function reduceLabels({ size, ranks }: ReduceTask): (parent: ParentTile) => Uint8Array {
  const ranksOf8Bits = narrowRanks(ranks);
  return (parent) => {
    const children = childrenOf(parent, size);
    if (children.every(({ plain, width, height }) => plain.length === width * height)) {
      const halved = children.map((child) => halveLabels(child.plain, child, ranksOf8Bits));
      return compress(join(parent, { size, children, halved }, (pixels) => new Uint8Array(pixels)));
    }
    const halved = children.map((child) => {
      return halveLabels(wideLabels(child.plain, child.width * child.height).labels, child, ranks);
    });
    return packTileLabels(
      join(parent, { size, children, halved }, (pixels) => new Uint16Array(pixels)),
      false,
    );
  };
}

function reduceConfidence({ size }: ReduceTask): (parent: ParentTile) => Uint8Array {
  return (parent) => {
    const children = childrenOf(parent, size);
    const halved = children.map((child) => halveConfidence(child.plain, child));
    return compress(join(parent, { size, children, halved }, (pixels) => new Uint8Array(pixels)));
  };
}

interface ChildTile extends Size {
  readonly down: number;
  readonly right: number;
  readonly plain: Uint8Array;
}

function childrenOf({ row, column, children }: ParentTile, size: Size): ChildTile[] {
  return children.flatMap((packed, place) => {
    const [down, right] = [place >> 1, place & 1];
    const area = tileArea(size, 2 * row + down, 2 * column + right);
    if (area === undefined || packed === undefined) return [];
    return [{ down, right, width: area.width, height: area.height, plain: zstdDecompressSync(packed) }];
  });
}

interface HalvedChildren<Values> {
  /** Of the children's level. */
  readonly size: Size;
  readonly children: readonly ChildTile[];
  readonly halved: readonly Values[];
}

/** Halved tiles, side by side. */
function join<Values extends Uint8Array | Uint16Array>(
  { row, column }: ParentTile,
  { size, children, halved }: HalvedChildren<Values>,
  make: (pixels: number) => Values,
): Values {
  const area = tileArea(halfOf(size), row, column);
  if (area === undefined) throw new Error('a pyramid has no such tile');
  const tile = make(area.width * area.height);
  for (const [place, child] of children.entries()) {
    const { width, height } = halfOf(child);
    const start = (child.down * area.width + child.right) * (TILE_SIDE / 2);
    const small = halved[place];
    for (let y = 0; y < height; y++) tile.set(small.subarray(y * width, (y + 1) * width), start + y * area.width);
  }
  return tile;
}
