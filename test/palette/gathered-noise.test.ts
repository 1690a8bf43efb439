import { expect, test } from 'vitest';
import { readJpeg } from '../../src/shared/jpeg/read-jpeg.ts';
import { toRaster } from '../../src/shared/jpeg/to-raster.ts';
import { defaultReadLimits } from '../../src/shared/limits.ts';
import type { Raster } from '../../src/shared/mask/raster.ts';
import type { Rgb } from '../../src/shared/model/palette.ts';
import { inferPalette } from '../../src/shared/palette/infer-palette.ts';
import { gatherRasterEvidence } from '../../src/shared/palette/raster-evidence.ts';
import { assessContent } from '../../src/shared/repair/assess-content.ts';
import { drawMask } from '../repair/drawn-mask.ts';
import { encodeJpeg } from '../repair/encode-jpeg.ts';

const colours: readonly Rgb[] = [
  [0, 0, 0],
  [255, 0, 0],
  [0, 204, 51],
];

/** Areas large enough to be flat, with the curved shapes of a drawn mask along them. */
const drawn = drawMask(360, 320, 1, colours);

async function mapped(quality: number, toTable: (level: number) => number): Promise<Raster> {
  const jpeg = await encodeJpeg(drawn, { quality, subsampling: '4:2:0' });
  const decoded = toRaster(readJpeg(jpeg, defaultReadLimits).image);
  return { ...decoded, samples: Uint8Array.from(decoded.samples, toTable) };
}

test.each([60, 75, 90])(
  'a JPEG of quality %i in colours of a fixed table shows no more classes than the mask had',
  async (quality) => {
    const raster = await mapped(quality, (level) => 51 * Math.round(level / 51));
    const palette = inferPalette([gatherRasterEvidence(raster, true)]);
    expect(new Set(palette.classes.map(({ rgb }) => rgb.join()))).toEqual(new Set(colours.map((rgb) => rgb.join())));
    expect(assessContent({ kind: 'raster', raster, isLossless: true }).verdict.kind).not.toBe('clean');
  },
);

test('a clean mask in as many colours is one all the same', () => {
  const many = Array.from({ length: 24 }, (_, at): Rgb => [
    51 * (at % 6),
    51 * (Math.floor(at / 6) % 4),
    at % 2 === 0 ? 0 : 204,
  ]);
  const labels = drawn.labels.map(
    (label, at) => label + 3 * ((Math.floor((at % 360) / 45) + Math.floor(at / 360 / 40)) % 8),
  );
  const samples = Uint8Array.from({ length: 3 * labels.length }, (_, at) => many[labels[Math.floor(at / 3)]][at % 3]);
  const raster: Raster = { width: 360, height: 320, channels: 'rgb', bitDepth: 8, samples };
  const { witnesses, patches, distinctColours } = gatherRasterEvidence(raster, true);
  expect(witnesses.length + patches.length).toBe(distinctColours);
});
