import type { Raster } from '../mask/raster.ts';
import { channelCounts } from '../mask/raster.ts';

/** A decoded picture as the samples that a JPEG decoder would have written: 1 (grey) or 3 (RGB) of 8 bits per pixel. */
export interface SeenPicture {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
  readonly samples: Uint8Array;
}

/** Smaller pictures hold too little to tell, larger ones more than is worth the memory. */
const LEAST_SIDE = 16;
const MAX_PIXELS = 12_000_000;

/** The picture without its alpha, grey where all its pixels are; undefined where no JPEG can have been decoded to it. */
export function seePicture({ width, height, channels, bitDepth, samples }: Raster): SeenPicture | undefined {
  if (channels === 'indexed' || bitDepth !== 8 || !(samples instanceof Uint8Array)) return undefined;
  if (Math.min(width, height) < LEAST_SIDE || width * height > MAX_PIXELS) return undefined;
  const step = channelCounts[channels];
  const isGrey = step < 3 || areAllGrey(samples, step);
  const count = isGrey ? 1 : 3;
  if (step === count) return { width, height, channels: count, samples };
  const seen = new Uint8Array(width * height * count);
  for (let from = 0, to = 0; from < samples.length; from += step) {
    for (let channel = 0; channel < count; channel++) seen[to++] = samples[from + channel];
  }
  return { width, height, channels: count, samples: seen };
}

function areAllGrey(samples: Uint8Array, step: number): boolean {
  for (let at = 0; at < samples.length; at += step) {
    if (samples[at] !== samples[at + 1] || samples[at] !== samples[at + 2]) return false;
  }
  return true;
}
