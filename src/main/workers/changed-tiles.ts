import { zstdDecompressSync } from 'node:zlib';
import { readTileLabels } from '../db/labels/label-codec.ts';
import { compress } from '../db/labels/mask-tiles.ts';
import type { TilePlace } from '../../shared/contract/review-schemas.ts';
import { nearestColours } from '../../shared/edit/nearest-colours.ts';
import { tileArea } from '../../shared/mask/tile-grid.ts';
import type { Rgb } from '../../shared/model/palette.ts';

/** Labels, compressed, and what they are compared with. */
type ComparedTile = TilePlace & { readonly labels: Uint8Array } & (
    | {
        /** The source: three bytes a pixel. */
        readonly original: Uint8Array;
      }
    | {
        /** What the repair gave, compressed as labels are: of a mask of which it changed nothing. */
        readonly repaired: Uint8Array;
      }
  );

export interface ChangedTask {
  readonly size: { readonly width: number; readonly height: number };
  readonly tiles: readonly ComparedTile[];
  readonly isOriginalPacked: boolean;
  /** Slots that count as others. */
  readonly merged: ReadonlyMap<number, number>;
  /** By the colours of the source that they stand for; not empty. */
  readonly colours: readonly { readonly slot: number; readonly rgb: Rgb }[];
}

/** Marks of pixels: of several pixels that one stands for, the least is kept, so that changes do not vanish. */
export const UNCHANGED = 255;
const CHANGED = 0;

/** For each tile, compressed: which pixels are not of the class that is nearest to them in the source, or was repaired. */
export function changedTiles(task: ChangedTask): Promise<(TilePlace & { readonly packed: Uint8Array })[]> {
  const nearest = nearestColours(task.colours);
  return Promise.resolve(
    task.tiles.map((tile) => {
      const { row, column } = tile;
      const area = tileArea(task.size, row, column);
      if (area === undefined) throw new Error('a mask has no such tile');
      const slots = readTileLabels(tile.labels, area.width * area.height);
      const marks =
        'repaired' in tile
          ? marksOfPainted(slots, readTileLabels(tile.repaired, slots.length), task)
          : marksOf(slots, unpacked(tile.original, task), { nearest, merged: task.merged });
      return { row, column, packed: compress(marks) };
    }),
  );
}

function unpacked(original: Uint8Array, { isOriginalPacked }: ChangedTask): Uint8Array {
  return isOriginalPacked ? zstdDecompressSync(original) : original;
}

function marksOfPainted(slots: Uint16Array, before: Uint16Array, { merged }: Pick<ChangedTask, 'merged'>): Uint8Array {
  const shown = (slot: number): number => merged.get(slot) ?? slot;
  return Uint8Array.from(slots, (slot, pixel) => (shown(slot) === shown(before[pixel]) ? UNCHANGED : CHANGED));
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
