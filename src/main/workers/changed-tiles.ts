import { zstdDecompressSync } from 'node:zlib';
import { readTileLabels } from '../db/label-codec.ts';
import { compress } from '../db/mask-tiles.ts';
import type { TilePlace } from '../../shared/contract/review-schemas.ts';
import { nearestColours } from '../../shared/edit/nearest-colours.ts';
import { tileArea } from '../../shared/mask/tile-grid.ts';
import type { Rgb } from '../../shared/model/palette.ts';

export interface ChangedTask {
  readonly size: { readonly width: number; readonly height: number };
  /** Labels, compressed, and the source: three bytes a pixel. */
  readonly tiles: readonly (TilePlace & { readonly labels: Uint8Array; readonly original: Uint8Array })[];
  readonly isOriginalPacked: boolean;
  /** Slots that count as others. */
  readonly merged: ReadonlyMap<number, number>;
  /** By the colours of the source that they stand for; not empty. */
  readonly colours: readonly { readonly slot: number; readonly rgb: Rgb }[];
}

/** Marks of pixels: of several pixels that one stands for, the least is kept, so that changes do not vanish. */
export const UNCHANGED = 255;
const CHANGED = 0;

/** For each tile, compressed: which pixels are not of the class that is nearest to them in the source. */
export function changedTiles(task: ChangedTask): Promise<(TilePlace & { readonly packed: Uint8Array })[]> {
  const nearest = nearestColours(task.colours);
  return Promise.resolve(
    task.tiles.map(({ row, column, labels, original }) => {
      const area = tileArea(task.size, row, column);
      if (area === undefined) throw new Error('a mask has no such tile');
      const slots = readTileLabels(labels, area.width * area.height);
      const colours = task.isOriginalPacked ? zstdDecompressSync(original) : original;
      return { row, column, packed: compress(marksOf(slots, colours, { nearest, merged: task.merged })) };
    }),
  );
}

interface Comparison extends Pick<ChangedTask, 'merged'> {
  readonly nearest: (packed: number) => number;
}

function marksOf(slots: Uint16Array, colours: Uint8Array, { nearest, merged }: Comparison): Uint8Array {
  const marks = new Uint8Array(slots.length);
  let [lastColour, lastSlot, expected, shown] = [-1, -1, -1, -1];
  for (let pixel = 0, at = 0; pixel < slots.length; pixel++, at += 3) {
    const colour = (colours[at] << 16) | (colours[at + 1] << 8) | colours[at + 2];
    // Most pixels are as their neighbours are.
    if (colour !== lastColour) [lastColour, expected] = [colour, nearest(colour)];
    if (slots[pixel] !== lastSlot) {
      lastSlot = slots[pixel];
      shown = merged.get(lastSlot) ?? lastSlot;
    }
    marks[pixel] = shown === expected ? UNCHANGED : CHANGED;
  }
  return marks;
}
