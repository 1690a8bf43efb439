import { compress } from '../db/labels/mask-tiles.ts';
import { readMaskFile } from '../codec/read-mask-file.ts';
import { toRaster } from '../../shared/jpeg/to-raster.ts';
import type { ReadLimits } from '../../shared/limits.ts';
import { halfOf, halveColours } from '../../shared/mask/reduce-tile.ts';
import { rasterColours } from '../../shared/mask/raster-colours.ts';
import { channelCounts, type Raster } from '../../shared/mask/raster.ts';
import { type TileArea, tileAreas, tileLevels } from '../../shared/mask/tile-grid.ts';

/** A source decoded once, in tiles of all levels of the pyramid: three bytes a pixel, compressed where it is large. */
export interface CutSource {
  readonly width: number;
  readonly height: number;
  readonly isPacked: boolean;
  /** By level, then row by row. */
  readonly levels: readonly (readonly Uint8Array[])[];
  /** Levels of grey or indices of a colour table as they stand in the file, row by row of tiles; absent of colours. */
  readonly numbers: CutNumbers | undefined;
}

export interface CutNumbers {
  /** 2: little-endian. */
  readonly bytesPerNumber: 1 | 2;
  readonly tiles: readonly Uint8Array[];
}

/** Beyond it tiles are kept compressed. */
const MOST_PLAIN_PIXELS = 8_000_000;

export async function cutSource({ path, limits }: { path: string; limits: ReadLimits }): Promise<CutSource> {
  const { content } = await readMaskFile(path, limits);
  const raster = content.kind === 'jpeg' ? toRaster(content.image) : content.raster;
  const { width, height } = raster;
  const isPacked = width * height > MOST_PLAIN_PIXELS;
  const keep = isPacked ? compress : share;
  const levels: Uint8Array[][] = [tileAreas(raster).map((area) => keep(tileOfRaster(raster, area)))];
  let level = halfLevel(raster);
  for (let depth = 1; depth < tileLevels(width, height); depth++) {
    if (depth > 1) level = { ...halfOf(level), colours: halveColours(level.colours, level) };
    const { colours, ...size } = level;
    levels.push(tileAreas(size).map((area) => keep(cutColours(colours, size.width, area))));
  }
  return { width, height, isPacked, levels, numbers: cutNumbers(raster, keep) };
}

interface Level {
  readonly width: number;
  readonly height: number;
  readonly colours: Uint8Array;
}

/** The first level above the source, two rows at a time: the source's own colours are never there all at once. */
function halfLevel(raster: Raster): Level {
  const half = halfOf(raster);
  const colours = new Uint8Array(3 * half.width * half.height);
  for (let y = 0; y < half.height; y++) {
    const rows = { left: 0, top: 2 * y, width: raster.width, height: Math.min(2, raster.height - 2 * y) };
    colours.set(halveColours(tileOfRaster(raster, rows), rows), 3 * y * half.width);
  }
  return { ...half, colours };
}

type Box = Pick<TileArea, 'left' | 'top' | 'width' | 'height'>;

function tileOfRaster(raster: Raster, { left, top, width, height }: Box): Uint8Array {
  const tile = new Uint8Array(3 * width * height);
  const colourAt = rasterColours(raster);
  for (let y = 0, at = 0; y < height; y++) {
    const row = (top + y) * raster.width + left;
    for (let x = 0; x < width; x++, at += 3) {
      const colour = colourAt(row + x);
      tile[at] = colour >> 16;
      tile[at + 1] = (colour >> 8) & 255;
      tile[at + 2] = colour & 255;
    }
  }
  return tile;
}

function cutNumbers(raster: Raster, keep: (plain: Uint8Array) => Uint8Array): CutNumbers | undefined {
  const { samples, channels, width } = raster;
  const count = channelCounts[channels];
  if (count > 2) return undefined;
  const tiles = tileAreas(raster).map((area) => {
    const numbers = samples instanceof Uint16Array ? new Uint16Array(areaPx(area)) : new Uint8Array(areaPx(area));
    for (let y = 0, at = 0; y < area.height; y++) {
      const row = (area.top + y) * width + area.left;
      for (let x = 0; x < area.width; x++, at++) numbers[at] = samples[(row + x) * count];
    }
    return keep(new Uint8Array(numbers.buffer));
  });
  return { bytesPerNumber: samples instanceof Uint16Array ? 2 : 1, tiles };
}

const areaPx = ({ width, height }: Box): number => width * height;

function cutColours(colours: Uint8Array, rowWidth: number, { left, top, width, height }: Box): Uint8Array {
  const tile = new Uint8Array(3 * width * height);
  for (let y = 0; y < height; y++) {
    const start = 3 * ((top + y) * rowWidth + left);
    tile.set(colours.subarray(start, start + 3 * width), 3 * y * width);
  }
  return tile;
}

/** In shared memory, so that threads pass it on uncopied. */
function share(plain: Uint8Array): Uint8Array {
  const shared = new Uint8Array(new SharedArrayBuffer(plain.length));
  shared.set(plain);
  return shared;
}
