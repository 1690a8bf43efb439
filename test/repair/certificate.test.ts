import { expect, test } from 'vitest';
import type { DctMethod } from '../../src/shared/jpeg/block-transform.ts';
import type { JpegImage } from '../../src/shared/jpeg/jpeg-image.ts';
import { readJpeg } from '../../src/shared/jpeg/read-jpeg.ts';
import { defaultReadLimits } from '../../src/shared/limits.ts';
import type { Rgb } from '../../src/shared/model/palette.ts';
import { isMcuCertified } from '../../src/shared/forward/certificate.ts';
import { buildForwardModel } from '../../src/shared/forward/forward-model.ts';
import { jpegCodes } from '../../src/shared/forward/palette-codes.ts';
import type { DrawnMask } from './drawn-mask.ts';
import { paletteOf } from './drawn-mask.ts';
import { encodeJpeg } from './encode-jpeg.ts';

/** At quality 50 the step of the DC is 16: a level above or below middle grey is half a step, three are one and a half. */
async function encodeGrey(level: number): Promise<{ mask: DrawnMask; image: JpegImage }> {
  const colours: readonly Rgb[] = [[level, level, level]];
  const mask = { width: 8, height: 8, labels: new Uint8Array(64), colours };
  const jpeg = await encodeJpeg(mask, { quality: 50, subsampling: '4:4:4' });
  return { mask, image: readJpeg(jpeg, defaultReadLimits).image };
}

/** The quantised DCs of luma with which the only MCU of a grey picture is certified. */
async function certifiedDcs(level: number, dct: DctMethod): Promise<number[]> {
  const { mask, image } = await encodeGrey(level);
  const model = buildForwardModel(image, jpegCodes(image, paletteOf(mask), 'colour'), dct);
  if (model === undefined) throw new Error('expected a forward model');
  return [-3, -2, -1, 0, 1, 2, 3].filter((dc) => {
    image.components[0].dc[0] = dc;
    return isMcuCertified(model, { column: 0, row: 0 }, mask.labels);
  });
}

test('a coefficient between two steps is certified as the one that the encoder takes, and no other', async () => {
  for (const dct of ['islow', 'ifast', 'double'] as const) {
    const found = await Promise.all([125, 127, 128, 129, 131].map((level) => certifiedDcs(level, dct)));
    expect(found, dct).toEqual([[-2], [-1], [0], [1], [2]]);
  }
  for (const dct of ['float', 'ap922'] as const) {
    const found = await Promise.all([125, 127, 128, 129, 131].map((level) => certifiedDcs(level, dct)));
    expect(found, dct).toEqual([[-2], [0], [0], [0], [2]]);
  }
});

test('the encoder takes the step away from zero', async () => {
  const dcs = await Promise.all([125, 127, 128, 129, 131].map(async (level) => (await encodeGrey(level)).image));
  expect(dcs.map(({ components }) => components[0].dc[0])).toEqual([-2, -1, 0, 1, 2]);
});
