import { zstdDecompressSync } from 'node:zlib';
import { hasWideLabel, readTileLabels } from '../db/labels/label-codec.ts';
import type { LayeredTile } from '../db/tables/edited-tiles-table.ts';
import type { MaskObject } from '../../shared/contract/review-schemas.ts';
import { nearestColours } from '../../shared/edit/nearest-colours.ts';
import { findRegions, type LabelField, type Region } from '../../shared/mask/regions.ts';
import { tileAreas } from '../../shared/mask/tile-grid.ts';
import { doubtfulPlaces } from '../../shared/mask/uncertain-places.ts';
import { type Rgb, UNASSIGNED_SLOT } from '../../shared/model/palette.ts';
import { eachRow, joinLabels } from './tile-window.ts';

const CERTAIN = 255;

interface Size {
  readonly width: number;
  readonly height: number;
}

/** All tiles of a mask, row by row. */
interface TiledTask {
  readonly size: Size;
  readonly tiles: readonly LayeredTile[];
}

export interface LabelsTask extends TiledTask {
  /** Slots that count as others. */
  readonly merged: ReadonlyMap<number, number>;
}

/** Where the engine was not certain, the largest places first. */
export function uncertainPlaces({
  size,
  tiles,
  most,
}: TiledTask & { readonly most: number }): Promise<ReturnType<typeof doubtfulPlaces>> {
  if (tiles.every(isCertain)) return Promise.resolve({ places: [], total: 0, pixels: 0 });
  const whole = { x: 0, y: 0, ...size };
  const confidence = new Uint8Array(size.width * size.height);
  const edited = new Uint8Array(confidence.length);
  for (const [place, area] of tileAreas(size).entries()) {
    const tile = tiles[place];
    const own = zstdDecompressSync(tile.confidence);
    eachRow(area, whole, (from, to, length) => {
      confidence.set(own.subarray(from, from + length), to);
    });
    if (Buffer.compare(tile.labels, tile.engine) === 0) continue;
    const [now, engine] = [tile.labels, tile.engine].map((packed) => readTileLabels(packed, own.length));
    eachRow(area, whole, (from, to, length) => {
      for (let i = 0; i < length; i++) if (now[from + i] !== engine[from + i]) edited[to + i] = 1;
    });
  }
  return Promise.resolve(doubtfulPlaces({ ...size, confidence, edited }, most));
}

/** Large masks are mostly so, and often everywhere: then there is nothing to lay out. */
function isCertain({ confidence }: LayeredTile): boolean {
  const plain = zstdDecompressSync(confidence);
  return plain.equals(Buffer.alloc(plain.length, CERTAIN));
}

interface ChangesTask extends LabelsTask {
  /** The source, tile by tile, three bytes a pixel. */
  readonly originals: readonly Uint8Array[];
  readonly isOriginalPacked: boolean;
  readonly colours: readonly { readonly slot: number; readonly rgb: Rgb }[];
  readonly most: number;
}

/** Pixels whose nearest class, by their colour in the source, is not the one that the engine gave them. */
export function repairChanges(
  task: ChangesTask,
): Promise<{ pairs: { from: number; to: number; pixels: number }[]; pixels: number }> {
  const { size, tiles, merged } = task;
  const counts = new Map<number, number>();
  const nearest = nearestColours(task.colours);
  for (const [place, { width, height }] of tileAreas(size).entries()) {
    const labels = readTileLabels(tiles[place].engine, width * height);
    const original = task.isOriginalPacked ? zstdDecompressSync(task.originals[place]) : task.originals[place];
    for (let pixel = 0, at = 0; pixel < labels.length; pixel++, at += 3) {
      const to = merged.get(labels[pixel]) ?? labels[pixel];
      const from = nearest((original[at] << 16) | (original[at + 1] << 8) | original[at + 2]);
      if (from !== to) counts.set(from * 65_536 + to, (counts.get(from * 65_536 + to) ?? 0) + 1);
    }
  }
  const pairs = [...counts].map(([pair, pixels]) => ({ from: Math.floor(pair / 65_536), to: pair % 65_536, pixels }));
  pairs.sort((a, b) => b.pixels - a.pixels);
  return Promise.resolve({
    pairs: pairs.slice(0, task.most),
    pixels: pairs.reduce((sum, { pixels }) => sum + pixels, 0),
  });
}

interface ObjectsTask extends LabelsTask {
  readonly slot: number | undefined;
  readonly connectivity: 4 | 8;
  readonly offset: number;
  readonly limit: number;
}

/** The connected places of a class, or of all, the largest first. */
export function maskObjects(task: ObjectsTask): Promise<{ objects: MaskObject[]; total: number }> {
  const field = wholeMask(task);
  const unassigned = field.labels instanceof Uint8Array ? 255 : UNASSIGNED_SLOT;
  const { regions } = findRegions(field, task.connectivity);
  const wanted = regions.filter(
    ({ label }) => label !== unassigned && (task.slot === undefined || label === task.slot),
  );
  wanted.sort((a, b) => b.pixels - a.pixels || a.first - b.first);
  const objects = wanted.slice(task.offset, task.offset + task.limit).map((region) => toObject(region, task.size));
  return Promise.resolve({ objects, total: wanted.length });
}

function toObject({ label, pixels, left, top, right, bottom, first }: Region, { width }: Size): MaskObject {
  return {
    slot: label,
    pixels,
    x: left,
    y: top,
    width: right - left,
    height: bottom - top,
    at: [first % width, Math.floor(first / width)],
  };
}

/** The labels of a whole mask as they are now. */
export function wholeMask({ size, tiles, merged }: LabelsTask): LabelField {
  const whole = { x: 0, y: 0, ...size };
  const read = tileAreas(size).map((place, i) => {
    return { place, labels: readTileLabels(tiles[i].labels, place.width * place.height) };
  });
  const isWide = read.some(({ labels }) => hasWideLabel(labels));
  return { ...size, labels: joinLabels(read, whole, { isWide, merged }) };
}
