import type { ObjectAct, ObjectRow } from '../../shared/contract/object-schemas.ts';
import { areaPixels, boxOfArea } from '../../shared/edit/area-pixels.ts';
import type { Rectangle } from '../../shared/edit/edit-operation.ts';
import { type LabelRuns, runsOfDifference } from '../../shared/edit/label-runs.ts';
import { MaskmendError } from '../../shared/errors.ts';
import { type TileArea, tilesOver } from '../../shared/mask/tile-grid.ts';
import { actOnObjects, type SegmentChange } from '../../shared/objects/act-on-objects.ts';
import { measureObjects } from '../../shared/objects/measure-objects.ts';
import { packTileLabels } from '../db/labels/label-codec.ts';
import { eachObjectTile, type ObjectPart, type ObjectsTask, readObjectPart, wholeNumbers } from './object-window.ts';
import { eachRow } from './tile-window.ts';

/** The objects of a mask that have pixels, by number. */
export function listObjects(task: ObjectsTask): Promise<ObjectRow[]> {
  const segments = new Map(task.segments.map((segment) => [segment.number, segment]));
  const rows = measureObjects(wholeNumbers(task)).flatMap(({ at, ...place }) => {
    const segment = segments.get(place.number);
    const row: ObjectRow | undefined = segment && {
      ...segment,
      slot: task.merged.get(segment.slot) ?? segment.slot,
      ...place,
      at: [...at],
    };
    return row === undefined ? [] : [row];
  });
  return Promise.resolve(rows.sort((a, b) => a.number - b.number));
}

/** The number of the object at a pixel; 0 where there is none. */
export function numberAt(task: ObjectsTask & { readonly x: number; readonly y: number }): Promise<number> {
  return Promise.resolve(readObjectPart(task, { x: task.x, y: task.y, width: 1, height: 1 }).numbers[0]);
}

/** Tiles of numbers as they are shown, compressed, by rows, then columns. */
export function shownNumbers(task: ObjectsTask): Promise<{ row: number; column: number; packed: Uint8Array }[]> {
  const shown: { row: number; column: number; packed: Uint8Array }[] = [];
  eachObjectTile(task, { x: 0, y: 0, ...task.size }, ({ row, column }, { numbers }) => {
    shown.push({ row, column, packed: packTileLabels(numbers, false) });
  });
  return Promise.resolve(shown);
}

export interface ObjectActTask extends ObjectsTask {
  readonly act: ObjectAct;
  /** Classes that nothing may change. */
  readonly locked: readonly number[];
}

interface ChangedTile {
  readonly row: number;
  readonly column: number;
  readonly runs: LabelRuns;
}

/** What an act changes: classes and objects tile by tile, and the objects apart from their pixels. */
export interface WorkedOutAct {
  readonly labels: readonly ChangedTile[];
  readonly numbers: readonly ChangedTile[];
  readonly segments: readonly SegmentChange[];
}

/** Works an act out, without keeping anything. Throws what actOnObjects throws. */
export function actOnMask(task: ObjectActTask): Promise<WorkedOutAct> {
  const { act, size, segments, locked, merged } = task;
  const box = boxOf(task);
  const part = box && readObjectPart(task, box);
  const window = {
    ...(part ?? { x: 0, y: 0, width: 0, height: 0, kept: new Uint16Array(0) }),
    labels: part?.labels.slice() ?? new Uint16Array(0),
    numbers: part?.numbers.slice() ?? new Uint16Array(0),
    selected: part && 'area' in act ? areaPixels(act.area, part) : undefined,
  };
  const changes = actOnObjects(window, act, {
    segments,
    highest: segments.reduce((most, { number }) => Math.max(most, number), 0),
    isLocked: (slot) => locked.includes(slot),
    countsAs: (slot) => merged.get(slot) ?? slot,
  });
  const tilesOf = (before: Uint16Array | undefined, after: Uint16Array) =>
    part === undefined || before === undefined ? [] : differences({ size, part }, before, after);
  return Promise.resolve({
    labels: tilesOf(part?.labels, window.labels),
    // What was kept, not what was shown: pixels that had left an object must not come back to it.
    numbers: tilesOf(part?.kept, window.numbers),
    segments: changes,
  });
}

const MOST_PIXELS = 300_000_000;

/** The part of the mask that an act is about, with a pixel around it; undefined where that is nothing. */
function boxOf(task: ObjectActTask): Rectangle | undefined {
  const { act, size } = task;
  if (act.kind === 'mark-crowd') return undefined;
  const whole = { x: 0, y: 0, ...size };
  const numbers = 'numbers' in act ? act.numbers : 'number' in act && !('area' in act) ? [act.number] : undefined;
  const box = 'area' in act ? boxOfArea(act.area, size) : numbers === undefined ? whole : boxOfNumbers(task, numbers);
  if (box === undefined) return undefined;
  const [x, y] = [Math.max(0, box.x - 1), Math.max(0, box.y - 1)];
  const [right, bottom] = [Math.min(size.width, box.x + box.width + 1), Math.min(size.height, box.y + box.height + 1)];
  if ((right - x) * (bottom - y) > MOST_PIXELS) {
    throw new MaskmendError('too-large', 'the objects are too large to be worked on at once');
  }
  return { x, y, width: right - x, height: bottom - y };
}

function boxOfNumbers(task: ObjectsTask, wanted: readonly number[]): Rectangle | undefined {
  const isWanted = new Uint8Array(65_536);
  for (const number of wanted) isWanted[number] = 1;
  let [left, top, right, bottom] = [Infinity, Infinity, 0, 0];
  eachObjectTile(task, { x: 0, y: 0, ...task.size }, (area, { kept }) => {
    for (let y = 0, pixel = 0; y < area.height; y++) {
      for (let x = 0; x < area.width; x++, pixel++) {
        if (isWanted[kept[pixel]] === 0) continue;
        left = Math.min(left, area.left + x);
        right = Math.max(right, area.left + x + 1);
        top = Math.min(top, area.top + y);
        bottom = Math.max(bottom, area.top + y + 1);
      }
    }
  });
  return right === 0 ? undefined : { x: left, y: top, width: right - left, height: bottom - top };
}

function differences(
  { size, part }: { readonly size: ObjectsTask['size']; readonly part: ObjectPart },
  before: Uint16Array,
  after: Uint16Array,
): ChangedTile[] {
  return tilesOver(size, part).flatMap((area) => {
    const runs = runsOfDifference(cut(before, area, part), cut(after, area, part));
    return runs.length === 0 ? [] : [{ row: area.row, column: area.column, runs }];
  });
}

/** A tile of a part; what the part does not hold of it is 0. */
function cut(values: Uint16Array, area: TileArea, part: Rectangle): Uint16Array {
  const tile = new Uint16Array(area.width * area.height);
  eachRow(area, part, (from, to, length) => {
    tile.set(values.subarray(to, to + length), from);
  });
  return tile;
}
