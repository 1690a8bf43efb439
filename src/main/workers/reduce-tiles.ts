import { zstdDecompressSync } from 'node:zlib';
import { packTileLabels, readTileLabels } from '../db/label-codec.ts';
import { compress } from '../db/mask-tiles.ts';
import { halfOf, halveConfidence, halveLabels } from '../../shared/mask/reduce-tile.ts';
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

function reduceLabels({ size, ranks }: ReduceTask): (parent: ParentTile) => Uint8Array {
  return (parent) => {
    const tile = join(
      parent,
      size,
      (packed, child) => halveLabels(readTileLabels(packed, child.width * child.height), child, ranks),
      (pixels) => new Uint16Array(pixels),
    );
    return packTileLabels(tile, false);
  };
}

function reduceConfidence({ size }: ReduceTask): (parent: ParentTile) => Uint8Array {
  return (parent) =>
    compress(
      join(
        parent,
        size,
        (packed, child) => halveConfidence(zstdDecompressSync(packed), child),
        (pixels) => new Uint8Array(pixels),
      ),
    );
}

/** Four halved tiles, side by side. */
function join<Values extends Uint8Array | Uint16Array>(
  { row, column, children }: ParentTile,
  size: Size,
  halved: (packed: Uint8Array, child: Size) => Values,
  make: (pixels: number) => Values,
): Values {
  const area = tileArea(halfOf(size), row, column);
  if (area === undefined) throw new Error('a pyramid has no such tile');
  const tile = make(area.width * area.height);
  for (const [place, packed] of children.entries()) {
    const [down, right] = [place >> 1, place & 1];
    const child = tileArea(size, 2 * row + down, 2 * column + right);
    if (child === undefined || packed === undefined) continue;
    const small = halved(packed, child);
    const { width, height } = halfOf(child);
    const start = (down * area.width + right) * (TILE_SIDE / 2);
    for (let y = 0; y < height; y++) tile.set(small.subarray(y * width, (y + 1) * width), start + y * area.width);
  }
  return tile;
}
