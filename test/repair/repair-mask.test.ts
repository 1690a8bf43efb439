import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { MaskmendError } from '../../src/shared/errors.ts';
import { toRaster } from '../../src/shared/jpeg/to-raster.ts';
import { readJpeg } from '../../src/shared/jpeg/read-jpeg.ts';
import { defaultReadLimits } from '../../src/shared/limits.ts';
import type { Raster } from '../../src/shared/mask/raster.ts';
import type { Rgb } from '../../src/shared/model/palette.ts';
import { isMcuCertified } from '../../src/shared/forward/certificate.ts';
import { buildForwardModel } from '../../src/shared/forward/forward-model.ts';
import { jpegCodes } from '../../src/shared/forward/palette-codes.ts';
import { repairMask } from '../../src/shared/repair/repair-mask.ts';
import type { DrawnMask } from './drawn-mask.ts';
import { drawMask, farColours, paletteOf, rgbOf } from './drawn-mask.ts';
import { encodeByCjpeg, encodeJpeg, hasCjpeg } from './encode-jpeg.ts';

/** Whether every MCU of a file is reproduced by the labels it was made from. */
function countUncertified(mask: DrawnMask, jpeg: Uint8Array): number {
  const { image } = readJpeg(jpeg, defaultReadLimits);
  const model = buildForwardModel(image, jpegCodes(image, paletteOf(mask), 'colour'));
  if (model === undefined) throw new Error('expected a forward model');
  let uncertified = 0;
  for (let row = 0; row < image.mcusHigh; row++) {
    for (let column = 0; column < image.mcusWide; column++) {
      if (!isMcuCertified(model, { column, row }, mask.labels)) uncertified++;
    }
  }
  return uncertified;
}

const cornerColours: readonly Rgb[] = [
  [0, 0, 0],
  [255, 0, 0],
  [0, 255, 0],
  [0, 0, 255],
  [255, 255, 0],
  [0, 255, 255],
  [255, 0, 255],
  [255, 255, 255],
];

describe('the forward model', () => {
  test('reproduces libjpeg bit for bit from the truth, for sizes, qualities and colours', async () => {
    for (const width of [1, 7, 8, 9, 15, 16, 17, 31, 33]) {
      for (const height of [1, 8, 17, 33]) {
        for (const subsampling of ['4:4:4', '4:2:0'] as const) {
          const mask = drawMask(width, height, width, width % 2 === 0 ? farColours : cornerColours);
          for (const quality of [10, 50, 75, 90, 100]) {
            const jpeg = await encodeJpeg(mask, { quality, subsampling });
            expect(countUncertified(mask, jpeg), `${width} x ${height} ${subsampling} q${quality}`).toBe(0);
          }
        }
      }
    }
  });

  test.skipIf(!hasCjpeg)('reproduces every sampling, restart intervals, RGB and progressive files (cjpeg)', () => {
    for (const [width, height] of [
      [33, 17],
      [61, 47],
    ] as const) {
      const mask = drawMask(width, height, 3, cornerColours);
      for (const sampling of ['1x1', '2x1', '2x2', '1x2', '4x1', '4x2', '2x4']) {
        for (const extra of [[], ['-progressive'], ['-restart', '1B'], ['-optimize']]) {
          const jpeg = encodeByCjpeg(mask, ['-quality', '70', '-sample', sampling, ...extra]);
          expect(countUncertified(mask, jpeg), `${width} x ${height} ${sampling} ${extra.join(' ')}`).toBe(0);
        }
      }
      expect(countUncertified(mask, encodeByCjpeg(mask, ['-quality', '70', '-rgb']))).toBe(0);
    }
  });

  test('certifies no MCU in which a pixel of another luma was changed at high quality', async () => {
    const mask = drawMask(64, 64);
    const jpeg = await encodeJpeg(mask, { quality: 95, subsampling: '4:4:4' });
    const labels = mask.labels.slice();
    labels[20 * 64 + 20] = (labels[20 * 64 + 20] + 1) % 4;
    expect(countUncertified({ ...mask, labels }, jpeg)).toBe(1);
  });
});

/** Pixels whose nearest colour, in the file as others decode it, is not the truth. */
function nearestWrong(mask: DrawnMask, jpeg: Uint8Array): number {
  const { samples } = toRaster(readJpeg(jpeg, defaultReadLimits).image);
  let wrong = 0;
  for (let pixel = 0; pixel < mask.labels.length; pixel++) {
    const distances = mask.colours.map((rgb) =>
      rgb.reduce((sum, level, i) => sum + (level - samples[pixel * 3 + i]) ** 2, 0),
    );
    if (distances.indexOf(Math.min(...distances)) !== mask.labels[pixel]) wrong++;
  }
  return wrong;
}

function differences(a: ArrayLike<number>, b: ArrayLike<number>): number {
  return Array.from(a).filter((value, at) => value !== b[at]).length;
}

describe('repair of JPEG masks', () => {
  test('leaves few pixels wrong, never more than nearest colour, and is right where it is certain', async () => {
    for (const subsampling of ['4:4:4', '4:2:0'] as const) {
      for (const quality of [50, 75, 90]) {
        const mask = drawMask(317, 233, quality);
        const jpeg = await encodeJpeg(mask, { quality, subsampling });
        const { image } = readJpeg(jpeg, defaultReadLimits);
        const repair = repairMask({ kind: 'jpeg', image }, { palette: paletteOf(mask) });
        const wrong = differences(repair.labelMap.labels, mask.labels);
        const name = `${subsampling} q${quality}`;
        expect(wrong, name).toBeLessThanOrEqual(nearestWrong(mask, jpeg));
        const certainWrong = mask.labels.filter(
          (label, at) => repair.confidence[at] === 255 && repair.labelMap.labels[at] !== label,
        );
        expect(certainWrong.length, name).toBe(0);
        expect(repair.verdict.kind, name).toBe('jpeg-once');
        expect(repair.certifiedBlocks / repair.edgeBlocks, name).toBeGreaterThan(0.7);
      }
    }
  });

  test('certifies only what reproduces the file', async () => {
    const mask = drawMask(150, 120);
    const { image } = readJpeg(await encodeJpeg(mask, { quality: 60 }), defaultReadLimits);
    const palette = paletteOf(mask);
    const repair = repairMask({ kind: 'jpeg', image }, { palette });
    const labels = Uint8Array.from(repair.labelMap.labels);
    const model = buildForwardModel(image, jpegCodes(image, palette, 'colour'));
    if (model === undefined) throw new Error('expected a forward model');
    const certified = Array.from({ length: image.mcusWide * image.mcusHigh }, (_, mcu) =>
      isMcuCertified(model, { column: mcu % image.mcusWide, row: Math.floor(mcu / image.mcusWide) }, labels),
    ).filter(Boolean).length;
    const flat = image.mcusWide * image.mcusHigh - repair.edgeBlocks;
    expect(certified).toBe(repair.certifiedBlocks + flat);
  });

  test('with the whole VOC palette invents no class that is not near', async () => {
    const mask = drawMask(200, 160, 2, [
      [0, 0, 0],
      [128, 0, 0],
      [0, 128, 0],
      [192, 128, 128],
    ]);
    const others: Rgb[] = [
      [128, 128, 0],
      [0, 0, 128],
      [128, 0, 128],
      [0, 128, 128],
      [128, 128, 128],
      [64, 0, 0],
      [192, 0, 0],
    ];
    const { image } = readJpeg(await encodeJpeg(mask, { quality: 75 }), defaultReadLimits);
    const palette = paletteOf({ colours: [...mask.colours, ...others] });
    const { classes } = repairMask({ kind: 'jpeg', image }, { palette });
    expect(classes.filter(({ slot }) => slot >= 4).reduce((sum, { pixels }) => sum + pixels, 0)).toBeLessThan(100);
  });

  test('is certain of no pixel whose class the quantiser may have merged with another', async () => {
    const colours: readonly Rgb[] = [
      [100, 100, 100],
      [102, 102, 102],
      [104, 104, 104],
    ];
    const mask = drawMask(160, 120, 4, colours);
    const { image } = readJpeg(await encodeJpeg(mask, { quality: 50 }), defaultReadLimits);
    const repair = repairMask({ kind: 'jpeg', image }, { palette: paletteOf(mask) });
    const isWrong = (at: number) => repair.labelMap.labels[at] !== mask.labels[at];
    const wrong = mask.labels.filter((_, at) => isWrong(at));
    const wrongAndCertain = mask.labels.filter((_, at) => isWrong(at) && repair.confidence[at] === 255);
    expect(wrong.length).toBeGreaterThan(100);
    expect(wrongAndCertain.length).toBe(0);
    expect(repair.warnings).toHaveLength(1);
    const named = expect.arrayContaining([{ a: 'class 0', b: 'class 1' }]) as unknown;
    expect(repair.warnings[0]).toMatchObject({ kind: 'hopeless-pairs', pairs: named });
  });

  test('names only classes that the file shows among those that it cannot tell apart', async () => {
    const mask = drawMask(96, 64);
    const palette = paletteOf({ colours: [...mask.colours, [120, 200, 20], [121, 200, 20]] });
    const { image } = readJpeg(await encodeJpeg(mask, { quality: 75 }), defaultReadLimits);
    expect(repairMask({ kind: 'jpeg', image }, { palette }).warnings).toEqual([]);
  });

  test('never takes an index beyond 255 for a grey level', async () => {
    const greys: readonly Rgb[] = [
      [0, 0, 0],
      [120, 120, 120],
      [255, 255, 255],
    ];
    const mask = drawMask(96, 64, 1, greys);
    const { width, height } = mask;
    const grey = Uint8Array.from(mask.labels, (label) => greys[label][0]);
    const jpeg = await sharp(grey, { raw: { width, height, channels: 1 } })
      .toColourspace('b-w')
      .jpeg({ quality: 90 })
      .toBuffer();
    const palette = paletteOf(mask);
    // In 8 bits these would be the grey levels of other classes.
    const classes = palette.classes.map((entry, at) => ({ ...entry, index: [376, 256, 511][at] }));
    const { image } = readJpeg(jpeg, defaultReadLimits);
    const repair = repairMask({ kind: 'jpeg', image }, { palette: { ...palette, coding: 'grey-index', classes } });
    expect(differences(repair.labelMap.labels, mask.labels)).toBe(0);
  });

  test('does not do worse than nearest colour where classes are a few levels apart', async () => {
    const colours: readonly Rgb[] = [
      [10, 10, 10],
      [16, 10, 10],
      [10, 18, 10],
    ];
    const mask = drawMask(96, 72, 4, colours);
    for (const quality of [75, 95]) {
      const jpeg = await encodeJpeg(mask, { quality, subsampling: '4:4:4' });
      const { image } = readJpeg(jpeg, defaultReadLimits);
      const repair = repairMask({ kind: 'jpeg', image }, { palette: paletteOf(mask) });
      const wrong = differences(repair.labelMap.labels, mask.labels);
      expect(wrong, `q${quality}`).toBeLessThanOrEqual(nearestWrong(mask, jpeg) + 2);
    }
  });

  test('stops when told to', async () => {
    const { image } = readJpeg(await encodeJpeg(drawMask(200, 200), { quality: 75 }), defaultReadLimits);
    const stop = () => repairMask({ kind: 'jpeg', image }, { palette: paletteOf({ colours: farColours }) }, () => true);
    expect(stop).toThrow(MaskmendError);
  });
});

function rgbRaster(mask: DrawnMask): Raster {
  const { width, height } = mask;
  return { width, height, channels: 'rgb', bitDepth: 8, samples: rgbOf(mask) };
}

describe('repair of pictures without coefficients', () => {
  test('of a clean mask is the identity, and all of it is certain', () => {
    const mask = drawMask(90, 70);
    const repair = repairMask(
      { kind: 'raster', raster: rgbRaster(mask), isLossless: true },
      { palette: paletteOf(mask) },
    );
    expect(repair.labelMap.labels).toEqual(mask.labels);
    expect(repair).toMatchObject({
      changedPixels: 0,
      uncertainPixels: 0,
      coloursBefore: 4,
      verdict: { kind: 'clean' },
    });
  });

  test('keeps the indices of an indexed file', () => {
    const mask = drawMask(40, 30);
    const colourTable = Uint8Array.from(mask.colours.flat());
    const raster: Raster = {
      width: 40,
      height: 30,
      channels: 'indexed',
      bitDepth: 8,
      samples: mask.labels,
      colourTable,
    };
    const repair = repairMask({ kind: 'raster', raster, isLossless: true }, { palette: paletteOf(mask) });
    expect(repair.labelMap.labels).toEqual(mask.labels);
  });

  test('gives soft edges to one of the classes that meet, never to a third, and is not certain of them', () => {
    // Between black and red lies dark red, which is a class elsewhere.
    const colours: readonly Rgb[] = [
      [0, 0, 0],
      [200, 0, 0],
      [100, 0, 0],
    ];
    const samples = Uint8Array.from({ length: 30 * 10 * 3 }, (_, at) => {
      const x = Math.floor(at / 3) % 30;
      return at % 3 === 0 ? (x < 15 ? 0 : x === 15 ? 105 : 200) : 0;
    });
    const raster: Raster = { width: 30, height: 10, channels: 'rgb', bitDepth: 8, samples };
    const repair = repairMask({ kind: 'raster', raster, isLossless: true }, { palette: paletteOf({ colours }) });
    expect(repair.classes.map(({ slot }) => slot)).toEqual([0, 1]);
    // Two exact pixels on either side of a soft one may have come about like it.
    expect(repair).toMatchObject({ changedPixels: 10, uncertainPixels: 50 });
  });

  test('of a mask that was a JPEG in between does hardly worse than nearest colour, and is certain of nothing wrong', async () => {
    const mask = drawMask(200, 150, 3);
    for (const subsampling of ['4:4:4', '4:2:0'] as const) {
      const jpeg = await encodeJpeg(mask, { quality: 85, subsampling });
      const raster = toRaster(readJpeg(jpeg, defaultReadLimits).image);
      const repair = repairMask({ kind: 'raster', raster, isLossless: true }, { palette: paletteOf(mask) });
      const { labels } = repair.labelMap;
      const nearest = nearestWrong(mask, jpeg);
      expect(differences(labels, mask.labels), subsampling).toBeLessThanOrEqual(nearest * 1.05 + 2);
      expect(mask.labels.filter((label, at) => repair.confidence[at] === 255 && labels[at] !== label).length).toBe(0);
    }
  });
});

test('a palette of more classes than a search takes is told, unless nothing was to be searched', async () => {
  const mask = drawMask(64, 48);
  const { image } = readJpeg(await encodeJpeg(mask, { quality: 75, subsampling: '4:2:0' }), defaultReadLimits);
  const [first] = paletteOf(mask).classes;
  const others = Array.from({ length: 4096 }, (_, at) => {
    const rgb: Rgb = [255 - (at & 15), 120 + ((at >> 4) & 15), 255 - (at >> 8)];
    return { ...first, slot: mask.colours.length + at, index: mask.colours.length + at, name: `other ${at}`, rgb };
  });
  const palette = { ...paletteOf(mask), classes: [...paletteOf(mask).classes, ...others] };
  const searched = repairMask({ kind: 'jpeg', image }, { palette, preset: 'fast' });
  expect(searched.warnings[0]).toEqual({ kind: 'beyond-search', classes: 4100, most: 4096 });
  const drafted = repairMask({ kind: 'jpeg', image }, { palette, preset: 'draft' });
  expect(drafted.warnings.map(({ kind }) => kind)).not.toContain('beyond-search');
});
