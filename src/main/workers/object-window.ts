import { readTileLabels } from '../db/labels/label-codec.ts';
import type { ObjectMask } from '../db/operations/object-operations.ts';
import { eachRow } from './tile-window.ts';
import type { Rectangle } from '../../shared/edit/edit-operation.ts';
import { type TileArea, tilesOver } from '../../shared/mask/tile-grid.ts';
import { keepAgreed, slotTable } from '../../shared/objects/agreed-numbers.ts';

/** Classes and objects of a mask, for a worker to read. */
export interface ObjectsTask extends Omit<ObjectMask, 'labelsRevision'> {
  /** Slots that count as others. */
  readonly merged: ReadonlyMap<number, number>;
}

/** A part of a mask, row-major: its classes, merged ones as those they count as, and its objects. */
export interface ObjectPart extends Rectangle {
  readonly labels: Uint16Array;
  /** Without pixels that do not have their object's class. */
  readonly numbers: Uint16Array;
  /** As they are kept. */
  readonly kept: Uint16Array;
}

/** Reads tile by tile; what a visitor does not keep takes no memory. */
export function eachObjectTile(
  task: ObjectsTask,
  part: Rectangle,
  visit: (area: TileArea, tile: { labels: Uint16Array; numbers: Uint16Array; kept: Uint16Array }) => void,
): void {
  const { size, tiles, segments, merged } = task;
  const slots = slotTable(segments, merged);
  const byPlace = new Map(tiles.map((tile) => [`${tile.row} ${tile.column}`, tile]));
  for (const area of tilesOver(size, part)) {
    const tile = byPlace.get(`${area.row} ${area.column}`);
    if (tile === undefined) continue;
    const pixels = area.width * area.height;
    const labels = readTileLabels(tile.labels, pixels);
    if (merged.size > 0) for (let i = 0; i < pixels; i++) labels[i] = merged.get(labels[i]) ?? labels[i];
    const kept = tile.numbers === undefined ? new Uint16Array(pixels) : readTileLabels(tile.numbers, pixels);
    const numbers = kept.slice();
    keepAgreed(numbers, labels, slots);
    visit(area, { labels, numbers, kept });
  }
}

export function readObjectPart(task: ObjectsTask, part: Rectangle): ObjectPart {
  const pixels = part.width * part.height;
  const read = { labels: new Uint16Array(pixels), numbers: new Uint16Array(pixels), kept: new Uint16Array(pixels) };
  eachObjectTile(task, part, (area, tile) => {
    eachRow(area, part, (from, to, length) => {
      for (const layer of ['labels', 'numbers', 'kept'] as const) {
        read[layer].set(tile[layer].subarray(from, from + length), to);
      }
    });
  });
  return { ...part, ...read };
}

/** The objects of the whole mask; classes are not kept. */
export function wholeNumbers(task: ObjectsTask): { width: number; height: number; labels: Uint16Array } {
  const whole = { x: 0, y: 0, ...task.size };
  const labels = new Uint16Array(whole.width * whole.height);
  eachObjectTile(task, whole, (area, { numbers }) => {
    eachRow(area, whole, (from, to, length) => {
      labels.set(numbers.subarray(from, from + length), to);
    });
  });
  return { ...task.size, labels };
}
