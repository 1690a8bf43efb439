import { zstdDecompressSync } from 'node:zlib';
import { hasWideLabel, readRuns, readTileLabels } from '../db/labels/label-codec.ts';
import { eachRow, joinLabels, type ReadTile } from './tile-window.ts';
import type { PaintRules, TilePlace } from '../../shared/contract/review-schemas.ts';
import { applyOperation, marginOf, targetSlots } from '../../shared/edit/apply-operation.ts';
import { areaPixels } from '../../shared/edit/area-pixels.ts';
import type { AreaShape, EditOperation, Rectangle } from '../../shared/edit/edit-operation.ts';
import type { EditWindow, WindowLabels } from '../../shared/edit/edit-window.ts';
import { applyRuns, collectRuns, type LabelRuns, NOTHING, RESTORED } from '../../shared/edit/label-runs.ts';
import { type TileArea, tilesOver } from '../../shared/mask/tile-grid.ts';
import type { Rgb } from '../../shared/model/palette.ts';

/** A tile and what an operation may go by; all compressed but `original`, which may be plain. */
interface EditableTile extends TilePlace {
  readonly labels: Uint8Array;
  readonly engine: Uint8Array;
  readonly original?: Uint8Array | undefined;
  /** Packed runs of the second most likely labels. */
  readonly alternative?: Uint8Array | undefined;
}

export interface EditTask {
  readonly operation: EditOperation;
  /** Only pixels that lie in all of these change. */
  readonly areas: readonly AreaShape[];
  readonly rules: PaintRules;
  readonly size: { readonly width: number; readonly height: number };
  /** The part of the mask to be worked on at once: the area and what lies around it. */
  readonly window: Rectangle;
  /** Those that the window lies in. */
  readonly tiles: readonly EditableTile[];
  readonly isOriginalPacked: boolean;
  /** Slots that count as others. */
  readonly merged: ReadonlyMap<number, number>;
  readonly colours: readonly { readonly slot: number; readonly rgb: Rgb }[];
}

/** What an operation changes, tile by tile, and how many pixels from which class to which. */
export interface WorkedOut {
  readonly tiles: readonly (TilePlace & { readonly runs: LabelRuns })[];
  readonly changes: readonly { readonly from: number; readonly to: number; readonly pixels: number }[];
}

/** Works an operation out on labels, without keeping anything. Throws what applyOperation throws. */
export function editLabels(task: EditTask): Promise<WorkedOut> {
  const counts = new Map<number, number>();
  const tiles = partsOf(task).flatMap((part) => workOut(task, part, counts));
  const changes = [...counts].map(([pair, pixels]) => ({ from: Math.floor(pair / 65_536), to: pair % 65_536, pixels }));
  return Promise.resolve({ tiles, changes: changes.sort((a, b) => b.pixels - a.pixels) });
}

/** Where every pixel is decided by itself, tile by tile, so that memory does not grow with the mask. */
function partsOf({ operation, size, window }: EditTask): Rectangle[] {
  if (marginOf(operation) > 0 || operation.kind === 'fill') return [window];
  return tilesOver(size, window).map(({ left, top, width, height }) => {
    const [x, y] = [Math.max(left, window.x), Math.max(top, window.y)];
    const right = Math.min(left + width, window.x + window.width);
    return { x, y, width: right - x, height: Math.min(top + height, window.y + window.height) - y };
  });
}

function workOut(task: EditTask, part: Rectangle, counts: Map<number, number>): WorkedOut['tiles'] {
  const selected = commonPixels(task.areas, part);
  // Of a long stroke's box most tiles are beside the stroke: they need not be read.
  if (selected?.includes(1) === false) return [];
  const window = openWindow(task, part, selected);
  const { onlyOver } = task.rules;
  const changed = applyOperation(window, task.operation, onlyOver === undefined ? {} : { onlyOver: new Set(onlyOver) });
  const isRestoring = task.operation.kind === 'restore';
  return tilesOver(task.size, part).flatMap((area) => {
    const runs = runsInTile(window, { area, changed, isRestoring, counts });
    return runs.length === 0 ? [] : [{ row: area.row, column: area.column, runs }];
  });
}

function openWindow(task: EditTask, part: Rectangle, selected: Uint8Array | undefined): EditWindow {
  const { rules, merged, colours, operation } = task;
  const locked = new Set(rules.locked ?? []);
  const tiles = new Map(task.tiles.map((tile) => [`${tile.row} ${tile.column}`, tile]));
  const covering = tilesOver(task.size, part).map((place) => ({
    place,
    tile: tiles.get(`${place.row} ${place.column}`),
  }));
  const read = (layer: 'labels' | 'engine') => {
    return covering.map(({ place, tile }) => ({
      place,
      labels: tile && readTileLabels(tile[layer], place.width * place.height),
    }));
  };
  const isRestoring = operation.kind === 'restore';
  const isAlternative = operation.kind === 'alternative';
  const [labels, engine] = [read('labels'), isRestoring ? read('engine') : []];
  const alternative = isAlternative ? withAlternatives(covering, labels) : [];
  const isWide =
    [...labels, ...engine, ...alternative].some((tile) => tile.labels !== undefined && hasWideLabel(tile.labels)) ||
    targetSlots(operation).some((slot) => slot >= 255);
  return {
    ...part,
    labels: joinLabels(labels, part, { isWide, merged }),
    selected,
    isLocked: (slot) => locked.has(slot),
    alternative: isAlternative ? joinLabels(alternative, part, { isWide, merged }) : undefined,
    engine: isRestoring ? joinLabels(engine, part, { isWide, merged }) : undefined,
    original: joinColours(covering, part, task.isOriginalPacked),
    colours,
  };
}

function commonPixels(areas: readonly AreaShape[], part: Rectangle): Uint8Array | undefined {
  if (areas.length === 0) return undefined;
  const [first, ...others] = areas.map((area) => areaPixels(area, part));
  return first.map((inside, pixel) => (others.every((other) => other[pixel] === 1) ? inside : 0));
}

/** The labels as they are, but where the engine thought another class likely as well. */
function withAlternatives(covering: readonly CoveringTile[], labels: readonly ReadTile[]): ReadTile[] {
  return covering.map(({ place, tile }, i) => {
    const own = labels[i].labels?.slice();
    if (own !== undefined && tile?.alternative !== undefined) applyRuns(own, readRuns(tile.alternative), own);
    return { place, labels: own };
  });
}

interface CoveringTile {
  readonly place: TileArea;
  readonly tile: EditableTile | undefined;
}

function joinColours(covering: readonly CoveringTile[], part: Rectangle, isPacked: boolean): Uint8Array | undefined {
  if (covering.some(({ tile }) => tile?.original === undefined)) return undefined;
  const joined = new Uint8Array(3 * part.width * part.height);
  for (const { place, tile } of covering) {
    if (tile?.original === undefined) continue;
    const colours = isPacked ? zstdDecompressSync(tile.original) : tile.original;
    eachRow(place, part, (from, to, length) => {
      joined.set(colours.subarray(3 * from, 3 * (from + length)), 3 * to);
    });
  }
  return joined;
}

interface ChangedTile {
  readonly area: TileArea;
  readonly changed: WindowLabels;
  readonly isRestoring: boolean;
  readonly counts: Map<number, number>;
}

/** What an operation changed in a tile, by positions in the tile; adds to the counts of changes. */
function runsInTile(window: EditWindow, { area, changed, isRestoring, counts }: ChangedTile): LabelRuns {
  const next = new Int32Array(area.width * area.height).fill(NOTHING);
  eachRow(area, window, (from, to, length) => {
    for (let i = 0; i < length; i++) {
      const before = window.labels[to + i];
      const after = changed[to + i];
      if (before === after) continue;
      next[from + i] = isRestoring ? RESTORED : after;
      const pair = before * 65_536 + after;
      counts.set(pair, (counts.get(pair) ?? 0) + 1);
    }
  });
  return collectRuns(next.length, (pixel) => next[pixel]);
}
