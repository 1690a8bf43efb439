import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MaskmendError } from '../../src/shared/errors.ts';
import { dctMethods } from '../../src/shared/jpeg/block-transform.ts';
import { readJpeg } from '../../src/shared/jpeg/read-jpeg.ts';
import { decideByKernel, suitsKernel } from '../../src/shared/decide/decide-by-kernel.ts';
import { defaultReadLimits } from '../../src/shared/limits.ts';
import type { Rgb } from '../../src/shared/model/palette.ts';
import { openDataFolder } from '../accuracy/open-data.ts';
import { encodeByModel } from '../encoders/encode-by-model.ts';
import type { DrawnMask } from '../repair/drawn-mask.ts';
import { drawMask, farColours, paletteOf } from '../repair/drawn-mask.ts';
import { encodeByCjpeg, encodeJpeg, hasCjpeg } from '../repair/encode-jpeg.ts';
import type { Comparison } from './compare-decisions.ts';
import { compareDecisions, decisionInput } from './compare-decisions.ts';

function expectSame(comparison: Comparison): void {
  const { firstLabel, firstConfidence, firstCertificate, byKernel, byTypeScript } = comparison;
  expect({ firstLabel, firstConfidence, firstCertificate }).toEqual({
    firstLabel: -1,
    firstConfidence: -1,
    firstCertificate: -1,
  });
  expect(byKernel).toEqual(byTypeScript);
}

/** Colours of which some are near each other, and many lie between two others. */
const manyColours: readonly Rgb[] = Array.from({ length: 40 }, (_, i) => [
  (i * 53) % 256,
  (i * 97) % 256,
  (i * 31) % 256,
]);
/** As far as colours go: rings beside their edges leave what a byte holds, in every component. */
const corners: readonly Rgb[] = Array.from({ length: 8 }, (_, i) => [
  255 * (i & 1),
  255 * ((i >> 1) & 1),
  255 * (i >> 2),
]);
/** A change between two of these may be less than what a file keeps. */
const nearColours: readonly Rgb[] = [
  [100, 100, 100],
  [102, 101, 97],
  [103, 99, 104],
  [97, 102, 101],
  [105, 104, 98],
];
const greys: readonly Rgb[] = [0, 30, 60, 90, 150, 255].map((level) => [level, level, level]);

/** A mask of random labels: every block has detail in all frequencies. */
function noiseMask(width: number, height: number, seed: number, colours: readonly Rgb[]): DrawnMask {
  let state = seed * 2 + 1;
  const labels = Uint8Array.from({ length: width * height }, () => {
    state = Math.imul(state, 1103515245) + 12345;
    return (state >>> 16) % colours.length;
  });
  return { width, height, labels, colours };
}

const masks = fc
  .record({
    width: fc.integer({ min: 1, max: 70 }),
    height: fc.integer({ min: 1, max: 70 }),
    seed: fc.integer({ min: 0, max: 60 }),
    colours: fc.constantFrom(farColours, manyColours, nearColours, corners, greys, farColours.slice(0, 2)),
    isNoise: fc.boolean(),
  })
  .map(({ width, height, seed, colours, isNoise }) =>
    isNoise ? noiseMask(width, height, seed, colours) : drawMask(width, height, seed, colours),
  );
const qualities = fc.constantFrom(10, 30, 50, 75, 90, 95, 100);

/** The arguments that make cjpeg write each layout it can. */
const layouts = [
  '1x1',
  '2x1',
  '2x2',
  '1x2',
  '4x1',
  '4x2',
  '1x1,1x1,1x1 -rgb',
  '1x1 -grayscale',
  '2x2,1x2,2x1',
  '2x1,2x1,1x1',
  '2x2 -progressive',
  '2x2 -restart 1',
].map((layout) => ['-sample', ...layout.split(' ')]);

describe('the kernel', () => {
  test('decides masks exactly as the plain TypeScript does, with and without subsampled chroma', async () => {
    const property = fc.asyncProperty(
      masks,
      qualities,
      fc.constantFrom('4:4:4', '4:2:0'),
      fc.boolean(),
      async (mask, quality, subsampling, isProgressive) => {
        expectSame(compareDecisions(await encodeJpeg(mask, { quality, subsampling, isProgressive }), paletteOf(mask)));
      },
    );
    await fc.assert(property, { numRuns: 150 });
  });

  test.skipIf(!hasCjpeg)('does so for every layout of components that libjpeg writes', () => {
    const property = fc.property(masks, qualities, fc.constantFrom(...layouts), (mask, quality, layout) => {
      expectSame(
        compareDecisions(encodeByCjpeg(mask, ['-baseline', '-quality', String(quality), ...layout]), paletteOf(mask)),
      );
    });
    fc.assert(property, { numRuns: 150 });
  });

  test('does so for every transform, in files that it wrote and in others', async () => {
    const property = fc.asyncProperty(
      masks,
      fc.constantFrom(50, 75, 90, 96),
      fc.constantFrom('4:4:4', '4:2:0'),
      fc.constantFrom(...dctMethods),
      async (mask, quality, subsampling, dct) => {
        const like = readJpeg(await encodeJpeg(mask, { quality, subsampling }), defaultReadLimits).image;
        for (const written of new Set([dct, 'islow'] as const)) {
          expectSame(compareDecisions(encodeByModel(mask, like, written), paletteOf(mask), { dct }));
        }
      },
    );
    await fc.assert(property, { numRuns: 250 });
  });

  test('does so where the palette has classes that the file does not show', async () => {
    const mask = drawMask(300, 200, 7, manyColours);
    const jpeg = await encodeJpeg(mask, { quality: 60 });
    expectSame(compareDecisions(jpeg, paletteOf({ colours: [...manyColours.slice(0, 3), ...greys, ...farColours] })));
  });

  test('does so for classes that stand in the file as their indices', async () => {
    const mask = drawMask(
      90,
      70,
      3,
      [0, 1, 2, 3].map((level): Rgb => [level * 20, level * 20, level * 20]),
    );
    const palette = paletteOf(mask);
    const classes = palette.classes.map((entry) => ({ ...entry, index: entry.slot * 20 }));
    const jpeg = await encodeJpeg(mask, { quality: 75 });
    expectSame(compareDecisions(jpeg, { ...palette, classes }, { reading: 'index' }));
  });

  test('certifies what the labels reproduce', async () => {
    const mask = drawMask(200, 150);
    const jpeg = await encodeJpeg(mask, { quality: 90, subsampling: '4:4:4' });
    const decided = decideByKernel(decisionInput(jpeg, paletteOf(mask)));
    expect(decided.certifiedBlocks).toBeGreaterThan(50);
    expect(decided.labels).toEqual(mask.labels);
  });

  test('certifies a coefficient that is half a step only as what the encoder takes', async () => {
    const labels = Uint8Array.from({ length: 64 }, (_, at) => ((at & 7) < 4 ? 0 : 1));
    // The mean is a level above or below middle grey: the DC is half of its step of 16.
    for (const [high, low, away] of [
      [189, 69, 1],
      [187, 67, -1],
    ]) {
      const colours = [high, low].map((level): Rgb => [level, level, level]);
      const mask: DrawnMask = { width: 8, height: 8, labels, colours };
      const jpeg = await encodeJpeg(mask, { quality: 50, subsampling: '4:4:4' });
      for (const dct of dctMethods) {
        const certifiedDcs = [-1, 0, 1].filter((dc) => {
          const image = encodeByModel(mask, readJpeg(jpeg, defaultReadLimits).image, dct);
          image.components[0].dc[0] = dc;
          return decideByKernel(decisionInput(image, paletteOf(mask), { dct })).certifiedBlocks === 1;
        });
        expect(certifiedDcs, `${dct} ${away}`).toEqual(dct === 'float' || dct === 'ap922' ? [0] : [away]);
      }
    }
  });

  test('gives the same again after a picture of another size', async () => {
    const small = await encodeJpeg(drawMask(33, 21), { quality: 50 });
    const large = await encodeJpeg(drawMask(700, 500, 9), { quality: 50 });
    const palette = paletteOf({ colours: farColours });
    const first = decideByKernel(decisionInput(small, palette));
    decideByKernel(decisionInput(large, palette));
    expect(decideByKernel(decisionInput(small, palette))).toEqual(first);
  });

  test('stops when told, and works again afterwards', async () => {
    const mask = drawMask(64, 64);
    const jpeg = await encodeJpeg(mask, { quality: 95, subsampling: '4:4:4' });
    const input = decisionInput(jpeg, paletteOf(mask));
    expect(() => decideByKernel({ ...input, shouldStop: () => true })).toThrow(MaskmendError);
    expect(decideByKernel(input).labels).toEqual(mask.labels);
  });

  test('leaves palettes of more than 256 classes to the plain TypeScript', async () => {
    const mask = drawMask(20, 20);
    const colours = Array.from({ length: 257 }, (_, i): Rgb => [i & 255, i >> 8, 99]);
    const { model } = decisionInput(await encodeJpeg(mask, { quality: 90 }), paletteOf({ colours }));
    expect(suitsKernel(model)).toBe(false);
  });

  const folder = openDataFolder();
  if (folder === undefined) process.stdout.write('kernel on real masks: skipped, no data folder (MASKMEND_DATA)\n');
  test.skipIf(folder === undefined)('decides real damaged masks exactly as the plain TypeScript does', () => {
    const palette = paletteOf({ colours: [...farColours, ...manyColours.slice(0, 10)] });
    for (const jpeg of someJpegs(join(folder ?? '', 'damaged'))) expectSame(compareDecisions(jpeg, palette));
  });
});

/** Every fourth of a folder's JPEGs that are small. */
function someJpegs(folder: string): Uint8Array[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.jpe?g$/i.test(name));
  const files = names.sort().filter((_, place) => place % 4 === 0);
  return files.map((name) => readFileSync(join(folder, name))).filter(({ length }) => length < 100_000);
}
