import sharp from 'sharp';
import { expect, test } from 'vitest';
import { readJpeg } from '../../src/shared/jpeg/read-jpeg.ts';
import { defaultReadLimits } from '../../src/shared/limits.ts';
import type { Rgb } from '../../src/shared/model/palette.ts';
import { repairMask } from '../../src/shared/repair/repair-mask.ts';
import { placeOfNearest, plainDistance } from '../accuracy/label-by-distance.ts';
import { type DrawnMask, drawMask, farColours, paletteOf } from '../repair/drawn-mask.ts';
import { saveTwice } from './save-twice.ts';

/** Of little contrast in luma, and cut off at 0 wherever chroma reaches over. */
const redOnBlack: readonly Rgb[] = [
  [0, 0, 0],
  [128, 0, 0],
];

async function wrongByNearest({ labels, colours }: DrawnMask, file: Uint8Array): Promise<number> {
  const pixels = await sharp(file).toColourspace('srgb').raw().toBuffer();
  const placeAt = (at: number) =>
    placeOfNearest([pixels[3 * at], pixels[3 * at + 1], pixels[3 * at + 2]], colours, plainDistance);
  return labels.reduce((sum, label, at) => sum + (placeAt(at) === label ? 0 : 1), 0);
}

test.each([
  { first: 90, second: 75, subsampling: '4:2:0', colours: farColours, least: 8 },
  { first: 75, second: 90, subsampling: '4:2:0', colours: farColours, least: 8 },
  { first: 75, second: 90, subsampling: '4:2:0', colours: redOnBlack, least: 4 },
  { first: 75, second: 90, subsampling: '4:4:4', colours: farColours, least: 8 },
] as const)(
  'saved at $first, then $second, $subsampling, $colours.length classes: a fraction of the pixels that are wrong by nearest colour',
  async ({ first, second, subsampling, colours, least }) => {
    const mask = drawMask(224, 192, 4, colours);
    const file = await saveTwice(mask, [first, second], subsampling);
    const repair = repairMask(
      { kind: 'jpeg', image: readJpeg(file, defaultReadLimits).image },
      { palette: paletteOf(mask) },
    );
    const wrong = [...mask.labels.keys()].filter((at) => repair.labelMap.labels[at] !== mask.labels[at]);
    expect(repair.verdict.kind).toBe('jpeg-twice');
    expect(wrong.length).toBeLessThanOrEqual((await wrongByNearest(mask, file)) / least);
    expect(wrong.every((at) => repair.confidence[at] < 255)).toBe(true);
  },
);
