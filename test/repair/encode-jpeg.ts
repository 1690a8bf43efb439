import { execFileSync, spawnSync } from 'node:child_process';
import sharp from 'sharp';
import type { DrawnMask } from './drawn-mask.ts';
import { rgbOf } from './drawn-mask.ts';

export interface JpegOptions {
  readonly quality: number;
  readonly subsampling?: '4:4:4' | '4:2:0';
  readonly isProgressive?: boolean;
}

/** Encodes by the libjpeg inside sharp, without the tricks of mozjpeg. */
export function encodeJpeg(mask: DrawnMask, options: JpegOptions): Promise<Uint8Array> {
  const { width, height } = mask;
  return sharp(rgbOf(mask), { raw: { width, height, channels: 3 } })
    .jpeg({
      quality: options.quality,
      chromaSubsampling: options.subsampling ?? '4:2:0',
      progressive: options.isProgressive ?? false,
    })
    .toBuffer();
}

/** Whether libjpeg's own command is installed; it writes what sharp cannot. */
export const hasCjpeg = spawnSync('cjpeg', ['-version']).error === undefined;

/** Encodes by `cjpeg` with the given arguments. */
export function encodeByCjpeg(mask: DrawnMask, args: readonly string[]): Uint8Array {
  const ppm = Buffer.concat([Buffer.from(`P6 ${mask.width} ${mask.height} 255\n`), rgbOf(mask)]);
  return execFileSync('cjpeg', args, { input: ppm, maxBuffer: 2 ** 28, stdio: 'pipe' });
}
