import { readPhotoForBrowser, type ServedPhoto } from '../codec/photo-file.ts';
import { readMaskFile } from '../codec/read-mask-file.ts';
import { isNumbers, levelsOfThumbnail, type SmallPicture, thumbnailOfRaster } from '../codec/thumbnail.ts';
import { writePng } from '../codec/png/png-writer.ts';
import type { ColourPlace } from '../../shared/contract/class-schemas.ts';
import { toRaster } from '../../shared/jpeg/to-raster.ts';
import type { ReadLimits } from '../../shared/limits.ts';
import { colourPlaces } from '../../shared/palette/colour-places.ts';
import { rasterColours } from '../../shared/mask/raster-colours.ts';
import type { Raster } from '../../shared/mask/raster.ts';
import type { Rgb } from '../../shared/model/palette.ts';
import { unpackColour } from '../../shared/palette/packed-colour.ts';
import { vocColour } from '../../shared/palette/presets/voc.ts';
import { MaskmendError } from '../../shared/errors.ts';

interface SourceTask {
  /** Absolute path. */
  readonly path: string;
  readonly limits: ReadLimits;
}

/** A mask as its file has it, in coded pixels, as PNG: a browser would turn a JPEG and apply its profile. */
export async function showOriginal(task: SourceTask): Promise<Uint8Array> {
  return writePng(await readRaster(task));
}

/** The mask made small, for lists. */
export async function showThumbnail(task: SourceTask): Promise<SmallPicture> {
  return thumbnailOfRaster(await readRaster(task));
}

/** A small picture of a mask, and the colours of the classes that its levels of grey stand for. */
interface LevelsTask {
  readonly small: SmallPicture;
  readonly colours: ReadonlyMap<number, Rgb>;
}

/**
 * A small picture of levels of grey as PNG, in the colours of the classes. Numbers without a class have those of VOC's
 * colour map, to be seen at all; other levels stay grey.
 *
 * @returns undefined where the picture has colours of its own
 */
export async function showLevels({ small, colours }: LevelsTask): Promise<Uint8Array | undefined> {
  const levels = await levelsOfThumbnail(small);
  if (levels === undefined) return undefined;
  const otherwise = (level: number): Rgb => (isNumbers(small) ? vocColour(level) : [level, level, level]);
  const shown = Array.from({ length: 256 }, (_, level) => colours.get(level) ?? otherwise(level));
  const samples = Uint8Array.from(Array.from(levels, (level) => shown[level] ?? otherwise(level)).flat());
  return writePng({ width: small.width, height: small.height, channels: 'rgb', bitDepth: 8, samples });
}

export function showPhoto({ path, limits, longestSide }: SourceTask & { longestSide?: number }): Promise<ServedPhoto> {
  return readPhotoForBrowser(path, limits, longestSide);
}

/** Where a colour occurs, the largest places first. */
export async function findPlaces(
  task: SourceTask & { rgb: Rgb; levels: number; most: number },
): Promise<ColourPlace[]> {
  return colourPlaces(await readRaster(task), task);
}

/** The colour of a pixel as other programs decode it. */
export async function colourAt({ x, y, ...task }: SourceTask & { x: number; y: number }): Promise<Rgb> {
  const raster = await readRaster(task);
  if (x >= raster.width || y >= raster.height) {
    throw new MaskmendError('usage', `the mask has no pixel at ${x}, ${y}`, { path: task.path });
  }
  return unpackColour(rasterColours(raster)(y * raster.width + x));
}

async function readRaster({ path, limits }: SourceTask): Promise<Raster> {
  const { content } = await readMaskFile(path, limits);
  return content.kind === 'jpeg' ? toRaster(content.image) : content.raster;
}
