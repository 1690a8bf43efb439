import { execFileSync } from 'node:child_process';
import sharp from 'sharp';
import { colourPixels, isGrey, type TruthMask } from './truth-mask.ts';

export const subsamplings = ['4:4:4', '4:2:0', '4:2:2', 'grey'] as const;
type Subsampling = (typeof subsamplings)[number];

/** libjpeg's own command: a program of the system, not of a package. */
const CJPEG = 'cjpeg';

/** How a mask is damaged: JPEG quality on the IJG scale, and how its chroma is stored. */
export interface Damage {
  readonly quality: number;
  readonly subsampling: Subsampling;
}

export interface DamagedMask {
  readonly truth: TruthMask;
  readonly jpeg: Uint8Array;
  /** What another program sees in the file: interleaved RGB, decoded by libjpeg. */
  readonly pixels: Uint8Array;
}

/** Grey files make sense of grey masks only. */
export function canDamage({ colours }: TruthMask, { subsampling }: Damage): boolean {
  return subsampling !== 'grey' || colours.every(isGrey);
}

/** Encodes and decodes a mask with libjpeg's defaults: standard tables, accurate integer DCT. */
export async function damageMask(truth: TruthMask, damage: Damage): Promise<DamagedMask> {
  const jpeg = await encode(truth, damage);
  return { truth, jpeg, pixels: await decodePixels(jpeg) };
}

/** Interleaved RGB of a file as libjpeg decodes it. */
export function decodePixels(jpeg: Uint8Array): Promise<Uint8Array> {
  return sharp(jpeg).toColourspace('srgb').raw().toBuffer();
}

async function encode(truth: TruthMask, { quality, subsampling }: Damage): Promise<Uint8Array> {
  if (subsampling === '4:2:2') return encodeByCjpeg(truth, quality);
  const { width, height } = truth;
  const picture = sharp(colourPixels(truth), { raw: { width, height, channels: 3 } });
  if (subsampling === 'grey') return picture.toColourspace('b-w').jpeg({ quality }).toBuffer();
  return picture.jpeg({ quality, chromaSubsampling: subsampling }).toBuffer();
}

/** sharp writes 4:4:4 and 4:2:0 only; 4:2:2 is measured where libjpeg's own command is installed. */
function encodeByCjpeg(truth: TruthMask, quality: number): Uint8Array {
  const ppm = Buffer.concat([Buffer.from(`P6 ${truth.width} ${truth.height} 255\n`), colourPixels(truth)]);
  return execFileSync(CJPEG, ['-quality', String(quality), '-sample', '2x1'], { input: ppm, maxBuffer: 2 ** 28 });
}
