import { zstdDecompressSync } from 'node:zlib';
import {
  confidenceTileRevision,
  labelTileRevision,
  PAINTED,
  type TileAddress,
  type TileLayer,
} from '../../../shared/contract/picture-urls.ts';
import { relabel } from '../../../shared/mask/relabel.ts';
import { levelSize, TILE_SIDE, tileArea } from '../../../shared/mask/tile-grid.ts';
import { mergedSlots } from '../../../shared/model/project-palette.ts';
import { readTileLabels } from '../../db/labels/label-codec.ts';
import type { ShownMask } from '../../db/operations/review-operations.ts';
import type { ProjectSession } from '../project-session.ts';
import { readChanged } from './changed-pixels.ts';
import { shownNumbers } from './objects.ts';
import type { ServedTile } from './served-tile.ts';

/** A tile of a mask; undefined where there is none. Throws what reading the source throws. */
export async function readTile(
  session: ProjectSession,
  id: number,
  { layer, address }: { readonly layer: TileLayer; readonly address: TileAddress },
): Promise<ServedTile | undefined> {
  const mask = await session.database.shownMask(id);
  if (layer === 'original') return readOriginal(session, id, address);
  if (layer === 'numbers') return readFileNumbers(session, id, address);
  if (mask === undefined || tileArea(levelSize(mask.size, address.level), address.row, address.column) === undefined) {
    return undefined;
  }
  if (layer === 'objects') return readNumbers(session, id, { mask, address });
  if (layer === 'changed') return readChanged(session, id, { mask, address });
  return layer === 'confidence'
    ? readConfidence(session, id, { mask, address })
    : readLabels(session, id, { mask, layer, address });
}

interface WantedTile {
  readonly mask: ShownMask;
  readonly address: TileAddress;
}

async function readPacked(
  session: ProjectSession,
  id: number,
  {
    mask,
    address,
    kind,
  }: WantedTile & { readonly kind: Exclude<TileLayer, 'original' | 'numbers' | 'objects' | 'changed'> },
): Promise<Uint8Array | undefined> {
  const { level, row, column } = address;
  if (level === 0) return (await session.database.shownTile(id, { row, column }, kind))?.packed;
  return session.pyramids.tile(id, mask, { kind, level, place: { row, column } });
}

async function readLabels(
  session: ProjectSession,
  id: number,
  wanted: WantedTile & { readonly layer: 'labels' | 'engine-labels' },
): Promise<ServedTile | undefined> {
  const { mask, address, layer } = wanted;
  const [packed, palette, project] = await Promise.all([
    readPacked(session, id, { ...wanted, kind: layer }),
    session.database.projectPalette(),
    session.database.project(),
  ]);
  const area = tileArea(levelSize(mask.size, address.level), address.row, address.column);
  if (packed === undefined || area === undefined) return undefined;
  const plain = zstdDecompressSync(packed);
  const isWide = plain.length > area.width * area.height;
  const labels = isWide ? new Uint16Array(plain.buffer, plain.byteOffset, plain.length / 2) : plain;
  const merged = palette === undefined ? new Map<number, number>() : mergedSlots(palette);
  const shown = relabel({ ...area, labels }, merged).labels;
  return {
    bytes: new Uint8Array(shown.buffer, shown.byteOffset, shown.byteLength),
    revision: labelTileRevision(mask.labelsRevision, project.paletteRevision),
    bytesPerLabel: shown instanceof Uint16Array ? 2 : 1,
  };
}

async function readNumbers(
  session: ProjectSession,
  id: number,
  { mask, address }: WantedTile,
): Promise<ServedTile | undefined> {
  const { level, row, column } = address;
  const project = await session.database.project();
  const packed =
    level === 0
      ? await shownNumbers(session, id, { row, column })
      : await session.pyramids.tile(id, mask, { kind: 'objects', level, place: { row, column } });
  const area = tileArea(levelSize(mask.size, level), row, column);
  if (packed === undefined || area === undefined) return undefined;
  const bytes = zstdDecompressSync(packed);
  return {
    bytes,
    revision: labelTileRevision(mask.labelsRevision, project.paletteRevision),
    bytesPerLabel: bytes.length > area.width * area.height ? 2 : 1,
  };
}

async function readConfidence(
  session: ProjectSession,
  id: number,
  wanted: WantedTile,
): Promise<ServedTile | undefined> {
  const { mask } = wanted;
  const read = (kind: 'confidence' | 'labels' | 'engine-labels') => readPacked(session, id, { ...wanted, kind });
  const [packed, labels, repaired] = await Promise.all([
    read('confidence'),
    mask.isPainted ? read('labels') : Promise.resolve(undefined),
    mask.isPainted ? read('engine-labels') : Promise.resolve(undefined),
  ]);
  if (packed === undefined) return undefined;
  const bytes = zstdDecompressSync(packed);
  if (labels !== undefined && repaired !== undefined) markPainted(bytes, labels, repaired);
  return { bytes, revision: confidenceTileRevision(mask.revision, mask.labelsRevision), bytesPerLabel: undefined };
}

/** Both packed. What the repair itself was nearly sure of keeps apart from what was painted. */
function markPainted(confidence: Uint8Array, labels: Uint8Array, repaired: Uint8Array): void {
  const pixels = confidence.length;
  const [now, before] = [readTileLabels(labels, pixels), readTileLabels(repaired, pixels)];
  for (let pixel = 0; pixel < pixels; pixel++) {
    if (now[pixel] !== before[pixel]) confidence[pixel] = PAINTED;
    else if (confidence[pixel] === PAINTED) confidence[pixel] = PAINTED - 1;
  }
}

async function readOriginal(
  session: ProjectSession,
  id: number,
  { level, row, column }: TileAddress,
): Promise<ServedTile | undefined> {
  const source = (await session.database.sourcesOf([id])).at(0);
  if (source === undefined) return undefined;
  const { width, height, isPacked, levels } = await session.sources.source(id, source.revision);
  const size = levelSize({ width, height }, level);
  const area = tileArea(size, row, column);
  const tile = area && levels.at(level)?.at(row * tilesWide(size.width) + column);
  if (tile === undefined) return undefined;
  return {
    bytes: withAlpha(isPacked ? zstdDecompressSync(tile) : tile),
    revision: String(source.revision),
    bytesPerLabel: undefined,
  };
}

/** Levels or indices as they stand in the file. */
async function readFileNumbers(
  session: ProjectSession,
  id: number,
  { level, row, column }: TileAddress,
): Promise<ServedTile | undefined> {
  const source = (await session.database.sourcesOf([id])).at(0);
  if (source === undefined || level !== 0) return undefined;
  const { width, height, isPacked, numbers } = await session.sources.source(id, source.revision);
  const isInside = tileArea({ width, height }, row, column) !== undefined;
  const tile = isInside ? numbers?.tiles.at(row * tilesWide(width) + column) : undefined;
  if (tile === undefined) return undefined;
  return {
    bytes: isPacked ? zstdDecompressSync(tile) : tile,
    revision: String(source.revision),
    bytesPerLabel: numbers?.bytesPerNumber,
  };
}

const tilesWide = (width: number): number => Math.ceil(width / TILE_SIDE);

function withAlpha(colours: Uint8Array): Uint8Array {
  const pixels = new Uint8Array((colours.length / 3) * 4);
  for (let from = 0, to = 0; from < colours.length; from += 3, to += 4) {
    pixels[to] = colours[from];
    pixels[to + 1] = colours[from + 1];
    pixels[to + 2] = colours[from + 2];
    pixels[to + 3] = 255;
  }
  return pixels;
}
