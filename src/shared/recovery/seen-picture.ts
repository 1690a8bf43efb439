import type { Raster } from '../mask/raster.ts';
import { channelCounts } from '../mask/raster.ts';
import { rasterColours } from '../mask/raster-colours.ts';

/** A decoded picture as the samples that a JPEG decoder would have written: 1 (grey) or 3 (RGB) of 8 bits per pixel. */
export interface SeenPicture {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
  readonly samples: Uint8Array;
  /** Sides on which the JPEG went on beyond the picture. */
  readonly goesOn: GoesOn;
}

interface GoesOn {
  readonly left: boolean;
  readonly top: boolean;
  readonly right: boolean;
  readonly bottom: boolean;
}

/** A part of a picture, in pixels. */
export interface PictureArea {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

const WHOLE: GoesOn = { left: false, top: false, right: false, bottom: false };

/** Smaller pictures hold too little to tell, larger ones more than is worth the memory. */
const LEAST_SIDE = 16;
const MAX_PIXELS = 12_000_000;

/** The picture without its alpha, grey where all its pixels are; undefined where no JPEG can have been decoded to it. */
export function seePicture(raster: Raster): SeenPicture | undefined {
  const { width, height, channels, bitDepth, samples } = raster.channels === 'indexed' ? withoutTable(raster) : raster;
  if (channels === 'indexed' || bitDepth !== 8 || !(samples instanceof Uint8Array)) return undefined;
  if (Math.min(width, height) < LEAST_SIDE || width * height > MAX_PIXELS) return undefined;
  const step = channelCounts[channels];
  const isGrey = step < 3 || areAllGrey(samples, step);
  const count = isGrey ? 1 : 3;
  if (step === count) return { width, height, channels: count, samples, goesOn: WHOLE };
  const seen = new Uint8Array(width * height * count);
  for (let from = 0, to = 0; from < samples.length; from += step) {
    for (let channel = 0; channel < count; channel++) seen[to++] = samples[from + channel];
  }
  return { width, height, channels: count, samples: seen, goesOn: WHOLE };
}

/** An indexed picture, if it is small enough to be looked at, with the colours in place of their numbers. */
function withoutTable(raster: Raster): Raster {
  const { width, height, colourTable } = raster;
  if (colourTable === undefined || width * height > MAX_PIXELS) return raster;
  const colourAt = rasterColours(raster);
  const samples = new Uint8Array(width * height * 3);
  for (let pixel = 0; pixel < width * height; pixel++) {
    const colour = colourAt(pixel);
    samples[3 * pixel] = colour >> 16;
    samples[3 * pixel + 1] = (colour >> 8) & 255;
    samples[3 * pixel + 2] = colour & 255;
  }
  return { width, height, channels: 'rgb', bitDepth: 8, samples };
}

/** A part of a picture, which goes on beyond it. */
export function cutPicture(picture: SeenPicture, area: PictureArea): SeenPicture {
  const { left, top, width, height } = area;
  const { channels, goesOn } = picture;
  return {
    width,
    height,
    channels,
    samples: cutRows(picture.samples, picture.width * channels, {
      ...area,
      left: left * channels,
      width: width * channels,
    }),
    goesOn: {
      left: goesOn.left || left > 0,
      top: goesOn.top || top > 0,
      right: goesOn.right || left + width < picture.width,
      bottom: goesOn.bottom || top + height < picture.height,
    },
  };
}

/** Part of an array of rows, `stride` elements apart. */
export function cutRows<Rows extends Uint8Array | Uint16Array>(rows: Rows, stride: number, area: PictureArea): Rows {
  const cut = rows.slice(0, area.width * area.height);
  for (let y = 0; y < area.height; y++) {
    const from = (area.top + y) * stride + area.left;
    cut.set(rows.subarray(from, from + area.width), y * area.width);
  }
  return cut as Rows;
}

function areAllGrey(samples: Uint8Array, step: number): boolean {
  for (let at = 0; at < samples.length; at += step) {
    if (samples[at] !== samples[at + 1] || samples[at] !== samples[at + 2]) return false;
  }
  return true;
}
