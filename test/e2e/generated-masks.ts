import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { encode } from 'fast-png';
import sharp from 'sharp';

const sample = fileURLToPath(new URL('../../assets/sample/masks/street.jpg', import.meta.url));

/** Copies of a mask that takes the engine a while; each is a file of its own. */
export function copyHardMasks(folder: string, count: number): string {
  const masks = join(folder, 'masks');
  mkdirSync(masks, { recursive: true });
  for (let place = 0; place < count; place++) copyFileSync(sample, join(masks, `street-${place}.jpg`));
  return masks;
}

const SIDE_PX = 8;
const FILES_PER_FOLDER = 1000;

/** Small clean masks in folders of a thousand, no two of the same pixels. */
export function writeSmallMasks(folder: string, count: number): string {
  const masks = join(folder, 'masks');
  for (let place = 0; place < count; place++) {
    const part = join(masks, `part-${String(Math.floor(place / FILES_PER_FOLDER)).padStart(3, '0')}`);
    if (place % FILES_PER_FOLDER === 0) mkdirSync(part, { recursive: true });
    writeFileSync(join(part, `${String(place).padStart(6, '0')}.png`), smallMask(place));
  }
  return masks;
}

/** Small clean masks with these names, no two of the same pixels. */
export function writeNamedMasks(folder: string, names: readonly string[]): string {
  const masks = join(folder, 'masks');
  mkdirSync(masks, { recursive: true });
  for (const [place, name] of names.entries()) writeFileSync(join(masks, name), smallMask(place + 1));
  return masks;
}

/** The number of the mask, bit by bit, in black and white. */
function smallMask(number: number): Uint8Array {
  const data = Uint8Array.from({ length: SIDE_PX * SIDE_PX }, (_, bit) => (bit < 31 && (number >> bit) & 1 ? 255 : 0));
  return encode({ width: SIDE_PX, height: SIDE_PX, data, channels: 1, depth: 8 });
}

const LARGE = { width: 1632, height: 1224 };
const COLOURS = [
  [0, 0, 0],
  [220, 40, 60],
  [40, 160, 90],
  [60, 90, 220],
] as const;

/** Clean masks of 2 megapixels: rings round a centre that is another in every mask. */
export function writeLargeMasks(folder: string, count: number): string {
  const masks = join(folder, 'masks');
  mkdirSync(masks, { recursive: true });
  for (let place = 0; place < count; place++) writeFileSync(join(masks, `rings-${place}.png`), largeMask(place));
  return masks;
}

function largeMask(number: number): Uint8Array {
  return encode({ ...LARGE, data: rings(LARGE, 150 * number, 100 * number), channels: 3, depth: 8 });
}

/** Masks of 0.3 to 2 megapixels, saved once as JPEG: rings of four classes, which a repair gets back whole. */
export async function writeEasyMasks(folder: string, count: number): Promise<string> {
  const masks = join(folder, 'masks');
  mkdirSync(masks, { recursive: true });
  for (let place = 0; place < count; place++) {
    const width = Math.round(640 + (992 * place) / count);
    const size = { width, height: Math.round(0.75 * width) };
    const data = rings(size, (37 * place) % width, (53 * place) % size.height);
    const picture = sharp(data, { raw: { ...size, channels: 3 } }).jpeg({ quality: 92 });
    await picture.toFile(join(masks, `easy-${String(place).padStart(2, '0')}.jpg`));
  }
  return masks;
}

/** RGB of rings round a centre. */
function rings({ width, height }: typeof LARGE, centreX: number, centreY: number): Uint8Array {
  const data = new Uint8Array(3 * width * height);
  for (let pixel = 0; pixel < width * height; pixel++) {
    const radius = Math.hypot((pixel % width) - centreX, Math.floor(pixel / width) - centreY);
    data.set(COLOURS[Math.floor(radius / 60) % COLOURS.length] ?? COLOURS[0], 3 * pixel);
  }
  return data;
}
