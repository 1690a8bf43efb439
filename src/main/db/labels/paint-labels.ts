import type { TilePlace } from '../../../shared/contract/review-schemas.ts';
import { applyRuns, collectRuns, type LabelRuns, NOTHING, RESTORED } from '../../../shared/edit/label-runs.ts';
import { tileArea } from '../../../shared/mask/tile-grid.ts';
import { mergedSlots } from '../../../shared/model/project-palette.ts';
import type { MaskSize, PaintedTile } from '../tables/edits-table.ts';
import { packTileLabels, readTile } from './label-codec.ts';
import { readProjectPalette } from '../read-palette.ts';
import type { Tables } from '../tables/tables.ts';

/** A mask whose labels have changed. */
export interface ChangedLabels {
  readonly fileId: number;
  readonly labelsRevision: number;
  /** Those whose labels are others now. */
  readonly tiles: readonly TilePlace[];
  readonly changedPixels: number;
}

/** What may be painted over: all slots, merged ones as the class that they count as. */
export interface PaintLimits {
  readonly isLocked: (slot: number) => boolean;
  readonly mayPaintOver: (slot: number) => boolean;
  /** The class that a slot counts as. */
  readonly countsAs: (slot: number) => number;
}

/** The pixels, of those that runs name, that really change: none of a locked class, none to one, none as it is already. */
export function limitRuns(
  tables: Tables,
  { fileId, size }: { readonly fileId: number; readonly size: MaskSize },
  { tile, limits }: { readonly tile: PaintedTile; readonly limits: PaintLimits },
): LabelRuns {
  const layers = readLayers(tables, { fileId, size, tile });
  if (layers === undefined) return new Uint32Array(0);
  const { now, engine } = layers;
  const paint = new Int32Array(now.length).fill(NOTHING);
  const { runs } = tile;
  for (let at = 0; at < runs.length; at += 3) paint.fill(runs[at + 2], runs[at], runs[at] + runs[at + 1]);
  const { isLocked, mayPaintOver, countsAs } = limits;
  return collectRuns(now.length, (pixel) => {
    if (paint[pixel] === NOTHING) return NOTHING;
    const wanted = paint[pixel] === RESTORED ? engine[pixel] : paint[pixel];
    const before = now[pixel];
    if (wanted === before || countsAs(before) === wanted) return NOTHING;
    return isLocked(before) || isLocked(wanted) || !mayPaintOver(before) ? NOTHING : paint[pixel];
  });
}

/** Paints on the labels as they are: for an act that is the last one of its mask. */
export function paintTiles(
  tables: Tables,
  { fileId, size }: { readonly fileId: number; readonly size: MaskSize },
  tiles: readonly PaintedTile[],
): ChangedLabels {
  return rewrite(tables, { fileId, size, tiles }, ({ runs }, now, engine) => {
    applyRuns(now, runs, engine);
  });
}

/** Makes tiles anew of what the engine gave and of all that is painted on them and in force. */
export function repaintTiles(
  tables: Tables,
  { fileId, size }: { readonly fileId: number; readonly size: MaskSize },
  tiles: readonly TilePlace[],
): ChangedLabels {
  const known = knownSlots(tables);
  return rewrite(tables, { fileId, size, tiles }, (tile, now, engine) => {
    now.set(engine);
    for (const runs of tables.edits.runsOfTile(fileId, size, tile)) applyRuns(now, runsOfKnown(runs, known), engine);
  });
}

/** The engine gave other labels: what is painted is put on them. Its own counts of classes stand already. */
export function repaintMask(tables: Tables, fileId: number): ChangedLabels | undefined {
  const size = tables.repairs.size(fileId);
  tables.editedTiles.clear(fileId);
  if (size === undefined) return undefined;
  return repaintTiles(tables, { fileId, size }, tables.edits.tilesOfFile(fileId, size));
}

/** Tiles of either list, each once. */
export function uniteTiles(first: readonly TilePlace[], second: readonly TilePlace[]): TilePlace[] {
  return [...new Map([...first, ...second].map(({ row, column }) => [`${row} ${column}`, { row, column }])).values()];
}

/** Classes that are gone are painted no more. */
function runsOfKnown(runs: LabelRuns, known: ReadonlySet<number>): LabelRuns {
  const kept: number[] = [];
  for (let at = 0; at < runs.length; at += 3) {
    if (known.has(runs[at + 2])) kept.push(runs[at], runs[at + 1], runs[at + 2]);
  }
  return kept.length === runs.length ? runs : Uint32Array.from(kept);
}

function knownSlots(tables: Tables): Set<number> {
  const palette = readProjectPalette(tables);
  return new Set([RESTORED, ...[...(palette?.classes ?? []), ...(palette?.merged ?? [])].map(({ slot }) => slot)]);
}

interface Rewritten<Tile> {
  readonly fileId: number;
  readonly size: MaskSize;
  readonly tiles: readonly Tile[];
}

/** Changes tiles, their file's counts of classes, its picture in lists and its revision together. */
function rewrite<Tile extends TilePlace>(
  tables: Tables,
  { fileId, size, tiles }: Rewritten<Tile>,
  change: (tile: Tile, now: Uint16Array, engine: Uint16Array) => void,
): ChangedLabels {
  const counts = new Map<number, number>();
  const changed: TilePlace[] = [];
  const thumbnail = openThumbnail(tables, fileId);
  let changedPixels = 0;
  for (const tile of tiles) {
    const layers = readLayers(tables, { fileId, size, tile });
    if (layers === undefined) continue;
    const before = layers.now.slice();
    change(tile, layers.now, layers.engine);
    const pixels = countChanges(before, layers.now, counts);
    if (pixels === 0) continue;
    changedPixels += pixels;
    changed.push({ row: tile.row, column: tile.column });
    writeTile(tables, { fileId, tile }, layers);
    thumbnail?.take(layers.area, size, layers.now);
  }
  thumbnail?.write();
  const labelsRevision = tables.files.setPainted(fileId, {
    edits: tables.edits.countInForce(fileId),
    editedPixels: tables.editedTiles.changedPixels(fileId),
  });
  tables.fileClasses.change(fileId, counts);
  return { fileId, labelsRevision, tiles: changed, changedPixels };
}

/** Adds to the counts what classes gained and lost; returns the pixels that changed. */
function countChanges(before: Uint16Array, after: Uint16Array, counts: Map<number, number>): number {
  let pixels = 0;
  const gains = new Int32Array(65_536);
  for (let pixel = 0; pixel < after.length; pixel++) {
    const was = before[pixel];
    const is = after[pixel];
    if (was === is) continue;
    pixels++;
    gains[was]--;
    gains[is]++;
  }
  for (let slot = 0; slot < gains.length; slot++) {
    if (gains[slot] !== 0) counts.set(slot, (counts.get(slot) ?? 0) + gains[slot]);
  }
  return pixels;
}

function readLayers(
  tables: Tables,
  { fileId, size, tile }: { readonly fileId: number; readonly size: MaskSize; readonly tile: TilePlace },
) {
  const area = tileArea(size, tile.row, tile.column);
  const layers = area && tables.editedTiles.read(fileId, tile);
  if (area === undefined || layers === undefined) return undefined;
  const pixels = area.width * area.height;
  const { labels: engine, isWide } = readTile(layers.engine, pixels);
  return { area, engine, now: readTile(layers.labels, pixels).labels, isWide };
}

type Layers = NonNullable<ReturnType<typeof readLayers>>;

function writeTile(
  tables: Tables,
  { fileId, tile }: { readonly fileId: number; readonly tile: TilePlace },
  { engine, now, isWide }: Layers,
): void {
  let changedPixels = 0;
  for (let pixel = 0; pixel < now.length; pixel++) if (now[pixel] !== engine[pixel]) changedPixels++;
  tables.editedTiles.write(fileId, tile, { labels: packTileLabels(now, isWide), changedPixels });
}

/** The mask's picture in lists: single pixels of it, so that painted tiles replace theirs alone. */
function openThumbnail({ thumbnails }: Tables, fileId: number) {
  const stored = thumbnails.read(fileId, 'labels');
  if (stored === undefined) return undefined;
  const { width, height } = stored;
  const labels = new Uint16Array(stored.bytes.slice().buffer);
  return {
    take(area: Layers['area'], size: MaskSize, tile: Uint16Array): void {
      for (let row = 0; row < height; row++) {
        const y = Math.floor(((row + 0.5) * size.height) / height) - area.top;
        if (y < 0 || y >= area.height) continue;
        for (let column = 0; column < width; column++) {
          const x = Math.floor(((column + 0.5) * size.width) / width) - area.left;
          if (x >= 0 && x < area.width) labels[row * width + column] = tile[y * area.width + x];
        }
      }
    },
    write(): void {
      thumbnails.write(fileId, 'labels', { width, height, bytes: new Uint8Array(labels.buffer) });
    },
  };
}

/** What the project, and who paints, leave to be painted over. */
export function paintLimits(
  tables: Tables,
  rules: { readonly locked?: readonly number[] | undefined; readonly onlyOver?: readonly number[] | undefined },
): PaintLimits {
  const palette = readProjectPalette(tables);
  const merged = palette === undefined ? new Map<number, number>() : mergedSlots(palette);
  const countsAs = (slot: number): number => merged.get(slot) ?? slot;
  const locks = (palette?.classes ?? []).filter(({ isLocked }) => isLocked).map(({ slot }) => slot);
  const locked = new Set([...locks, ...(rules.locked ?? [])]);
  const over = rules.onlyOver && new Set(rules.onlyOver);
  return {
    countsAs,
    isLocked: (slot) => locked.has(countsAs(slot)),
    mayPaintOver: (slot) => over?.has(countsAs(slot)) !== false,
  };
}
