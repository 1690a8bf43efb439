import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { encode } from 'fast-png';

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
  const { width, height } = LARGE;
  const data = new Uint8Array(3 * width * height);
  for (let pixel = 0; pixel < width * height; pixel++) {
    const radius = Math.hypot((pixel % width) - 150 * number, Math.floor(pixel / width) - 100 * number);
    data.set(COLOURS[Math.floor(radius / 60) % COLOURS.length] ?? COLOURS[0], 3 * pixel);
  }
  return encode({ width, height, data, channels: 3, depth: 8 });
}
