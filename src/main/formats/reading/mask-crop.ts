import { MaskmendError } from '../../../shared/errors.ts';
import type { ReadLimits } from '../../../shared/limits.ts';
import { boxOfRuns, type BoundingBox, type PixelSize, type Runs } from '../../../shared/mask/runs.ts';
import { channelCounts, type Raster } from '../../../shared/mask/raster.ts';
import { readPng } from '../../codec/png/png-reader.ts';
import { writePng } from '../../codec/png/png-writer.ts';
import { runsOfBox } from './fill-by-opencv.ts';

/** The picture that a region is of, and what its PNG may take. */
export interface Within {
  readonly size: PixelSize;
  readonly limits: ReadLimits;
}

/**
 * The region of a binary PNG whose upper left corner lies at a place of the picture; inside is what is not 0, in the
 * alpha channel where there is one. What sticks out of the picture is cut off. Throws `corrupt-file`, `too-large`.
 */
export function runsOfCrop(
  png: Uint8Array,
  at: { readonly x: number; readonly y: number },
  { size, limits }: Within,
): Runs {
  const { raster } = readPng(png, limits);
  const { width, height, samples } = raster;
  const { step, channel } = opacityOf(raster);
  const left = Math.max(0, at.x);
  const top = Math.max(0, at.y);
  const box = {
    left,
    top,
    width: Math.max(0, Math.min(size.width, at.x + width) - left),
    height: Math.max(0, Math.min(size.height, at.y + height) - top),
  };
  const inside = new Uint8Array(box.width * box.height);
  for (let y = 0, to = 0; y < box.height; y++) {
    let from = ((top - at.y + y) * width + left - at.x) * step + channel;
    for (let x = 0; x < box.width; x++, from += step) inside[to++] = samples[from] === 0 ? 0 : 1;
  }
  return runsOfBox(inside, box, size.height);
}

/** Where the samples that tell inside from outside lie. */
function opacityOf({ channels }: Raster): { readonly step: number; readonly channel: number } {
  const step = channelCounts[channels];
  return { step, channel: channels === 'rgba' || channels === 'grey-alpha' ? step - 1 : 0 };
}

/** How many pixels of a PNG are neither quite outside nor quite inside. Throws `corrupt-file`, `too-large`. */
export function softPixels(png: Uint8Array, limits: ReadLimits): number {
  const { raster } = readPng(png, limits);
  const { step, channel } = opacityOf(raster);
  const full = 2 ** raster.bitDepth - 1;
  let count = 0;
  for (let i = channel; i < raster.samples.length; i += step) {
    if (raster.samples[i] !== 0 && raster.samples[i] !== full) count++;
  }
  return count;
}

/** A region as a binary PNG of its box: 8-bit grey, `value` inside, 0 outside. */
export function cropOfRuns(runs: Runs, size: PixelSize, value: number): { png: Uint8Array; box: BoundingBox } {
  const box = boxOfRuns(runs, size.height);
  const [left, top, width, height] = box;
  if (width === 0) throw new MaskmendError('internal', 'an object has no pixels');
  const samples = new Uint8Array(width * height);
  for (let i = 0; i < runs.length; i += 2) {
    for (let place = runs[i]; place < runs[i + 1]; place++) {
      const x = Math.floor(place / size.height);
      samples[(place - x * size.height - top) * width + x - left] = value;
    }
  }
  return { png: writePng({ width, height, channels: 'grey', bitDepth: 8, samples }), box };
}
