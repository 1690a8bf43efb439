import type { Raster } from '../../src/shared/mask/raster.ts';
import type { Rgb } from '../../src/shared/model/palette.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}

/** A grey picture drawn pixel by pixel. */
export function drawGrey(
  { width, height }: Size,
  levelAt: (x: number, y: number) => number,
  bitDepth: Raster['bitDepth'] = 8,
): Raster {
  const samples = bitDepth === 16 ? new Uint16Array(width * height) : new Uint8Array(width * height);
  for (let pixel = 0; pixel < samples.length; pixel++) {
    samples[pixel] = levelAt(pixel % width, Math.floor(pixel / width));
  }
  return { width, height, channels: 'grey', bitDepth, samples };
}

/** A colour picture drawn pixel by pixel. */
export function drawRgb({ width, height }: Size, colourAt: (x: number, y: number) => Rgb): Raster {
  const samples = new Uint8Array(3 * width * height);
  for (let pixel = 0; pixel < width * height; pixel++) {
    samples.set(colourAt(pixel % width, Math.floor(pixel / width)), 3 * pixel);
  }
  return { width, height, channels: 'rgb', bitDepth: 8, samples };
}

/** An indexed picture drawn pixel by pixel. */
export function drawIndexed(
  { width, height }: Size,
  indexAt: (x: number, y: number) => number,
  colours: readonly Rgb[],
): Raster {
  const { samples } = drawGrey({ width, height }, indexAt);
  return { width, height, channels: 'indexed', bitDepth: 8, samples, colourTable: Uint8Array.from(colours.flat()) };
}

/** How much of a pixel lies inside a disc: what anti-aliasing makes of its edge, 0..1. */
export function discShare(x: number, y: number, disc: { x: number; y: number; radius: number }): number {
  return Math.min(1, Math.max(0, disc.radius + 0.5 - Math.hypot(x - disc.x, y - disc.y)));
}

/** Numbers 0..1 that are the same in every run. */
export function seededNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return state / 0x7fffffff;
  };
}
