import type { RepairWarning } from '../../src/shared/model/repair-warning.ts';
import { warningInWords } from '../../src/shared/strings/in-words.ts';
import { expect, test } from 'vitest';
import { readJpeg } from '../../src/shared/jpeg/read-jpeg.ts';
import { defaultReadLimits } from '../../src/shared/limits.ts';
import type { Rgb } from '../../src/shared/model/palette.ts';
import { withForeignColours } from '../../src/shared/repair/foreign-colours.ts';
import type { MaskContent } from '../../src/shared/repair/mask-content.ts';
import { repairMask } from '../../src/shared/repair/repair-mask.ts';
import { drawMask, farColours, paletteOf, rgbOf } from './drawn-mask.ts';
import { encodeJpeg } from './encode-jpeg.ts';

const drawn = drawMask(160, 120);
const jpeg: MaskContent = {
  kind: 'jpeg',
  image: readJpeg(await encodeJpeg(drawn, { quality: 85, subsampling: '4:4:4' }), defaultReadLimits).image,
};
const png: MaskContent = {
  kind: 'raster',
  isLossless: true,
  raster: { width: 160, height: 120, channels: 'rgb', bitDepth: 8, samples: rgbOf(drawn) },
};
const others: readonly Rgb[] = [
  [0, 0, 0],
  [128, 0, 0],
];

function warningsOf(content: MaskContent, colours: readonly Rgb[]): readonly RepairWarning[] {
  const palette = paletteOf({ colours });
  return withForeignColours(repairMask(content, { palette, preset: 'draft' }), content, palette).warnings;
}

test.each([
  ['a JPEG', jpeg],
  ['a PNG', png],
])('%s with areas in colours that no class has says which, and asks for the palette', (_, content) => {
  const warnings = warningsOf(content, others);
  const warning = warnings.at(-1);
  expect(warning && warningInWords(warning)).toMatch(
    /flat areas 2\d\d,\d+,\d+ .*\(\d+ px\): is this the palette of the mask\?$/,
  );
  expect(warningsOf(content, farColours)).toEqual([]);
});

test('damage alone is not taken for another palette', async () => {
  const bytes = await encodeJpeg(drawn, { quality: 3 });
  const content: MaskContent = { kind: 'jpeg', image: readJpeg(bytes, defaultReadLimits).image };
  expect(warningsOf(content, farColours).filter(({ kind }) => kind === 'foreign-colours')).toEqual([]);
});
