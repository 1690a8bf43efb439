import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { readJpeg } from '../../src/shared/jpeg/read-jpeg.ts';
import { defaultReadLimits } from '../../src/shared/limits.ts';
import type { Palette, Rgb } from '../../src/shared/model/palette.ts';
import { vocColour } from '../../src/shared/palette/presets/voc.ts';
import type { MaskRepair } from '../../src/shared/repair/mask-repair.ts';
import { repairMask } from '../../src/shared/repair/repair-mask.ts';
import type { DrawnMask } from '../repair/drawn-mask.ts';
import { drawMask, farColours, paletteOf } from '../repair/drawn-mask.ts';
import { encodeByCjpeg, encodeJpeg, hasCjpeg } from '../repair/encode-jpeg.ts';

interface Outcome extends MaskRepair {
  readonly wrong: number;
  readonly wrongAndCertain: number;
}

function repair(mask: DrawnMask, jpeg: Uint8Array, palette: Palette = paletteOf(mask)): Outcome {
  const { image } = readJpeg(jpeg, defaultReadLimits);
  const found = repairMask({ kind: 'jpeg', image }, { palette, preset: 'exact' });
  const isWrong = Array.from(mask.labels, (label, at) => found.labelMap.labels[at] !== label);
  const wrongAndCertain = isWrong.filter((wrong, at) => wrong && found.confidence[at] === 255).length;
  return { ...found, wrong: isWrong.filter(Boolean).length, wrongAndCertain };
}

const black: Rgb = [0, 0, 0];
const white: Rgb = [255, 255, 255];
const vocColours = Array.from({ length: 21 }, (_, index) => vocColour(index));

function paint(width: number, height: number, colours: readonly Rgb[], classAt: (x: number, y: number) => number) {
  const labels = Uint8Array.from({ length: width * height }, (_, at) => classAt(at % width, Math.floor(at / width)));
  return { width, height, labels, colours };
}

/** What people draw that is thinner than a block. */
const thinThings: Readonly<Record<string, DrawnMask>> = {
  'a diagonal line of one pixel': paint(90, 70, farColours, (x, y) => (x === y + 7 ? 1 : 0)),
  'a pole of two pixels': paint(90, 70, farColours, (x, y) => (x >> 1 === 20 && y > 9 ? 2 : x > 60 ? 1 : 0)),
  'dots of one pixel': paint(90, 70, farColours, (x, y) => (x % 11 === 3 && y % 13 === 5 ? 3 : 0)),
  'a strip of one row at the bottom': paint(90, 70, farColours, (x, y) => (y === 69 ? 1 : x > 33 ? 2 : 0)),
};

describe('a mask that was saved once', () => {
  test('comes back exactly: a white disc, in grey, at quality 50', async () => {
    const mask = paint(200, 160, [black, white], (x, y) => (Math.hypot(x - 97, y - 71) < 55 ? 1 : 0));
    const { width, height } = mask;
    const grey = mask.labels.map((label) => label * 255);
    const jpeg = await sharp(grey, { raw: { width, height, channels: 1 } })
      .toColourspace('b-w')
      .jpeg({ quality: 50 })
      .toBuffer();
    const found = repair(mask, jpeg);
    expect(found).toMatchObject({ wrong: 0, certifiedBlocks: found.edgeBlocks });
  });

  test('comes back exactly: blobs in the colours of VOC, at quality 90', async () => {
    const mask = drawMask(300, 220, 6, vocColours.slice(0, 5));
    for (const subsampling of ['4:4:4', '4:2:0'] as const) {
      const found = repair(mask, await encodeJpeg(mask, { quality: 90, subsampling }));
      expect(found, subsampling).toMatchObject({ wrong: 0, certifiedBlocks: found.edgeBlocks });
    }
  });

  test.each(Object.entries(thinThings))('comes back exactly: %s', async (_, mask) => {
    for (const subsampling of ['4:4:4', '4:2:0'] as const) {
      const found = repair(mask, await encodeJpeg(mask, { quality: 90, subsampling }));
      expect(found, subsampling).toMatchObject({ wrong: 0, certifiedBlocks: found.edgeBlocks });
    }
  });

  test.skipIf(!hasCjpeg)('gives the same labels however its coefficients are stored', () => {
    const mask = drawMask(150, 110, 5);
    const baseline = repair(mask, encodeByCjpeg(mask, ['-quality', '70']));
    for (const extra of ['-progressive', '-optimize', '-arithmetic', '-restart 1', '-restart 3B']) {
      const found = repair(mask, encodeByCjpeg(mask, ['-quality', '70', ...extra.split(' ')]));
      expect(found.labelMap, extra).toEqual(baseline.labelMap);
      expect(found.confidence, extra).toEqual(baseline.confidence);
    }
  });

  test('has few wrong pixels within the budget of each quality, and fewer where it is certain', async () => {
    const budgets = [
      { subsampling: '4:4:4', quality: 90, ppm: 0 },
      { subsampling: '4:4:4', quality: 75, ppm: 30 },
      { subsampling: '4:2:0', quality: 90, ppm: 30 },
      { subsampling: '4:2:0', quality: 75, ppm: 60 },
      { subsampling: '4:2:0', quality: 50, ppm: 300 },
    ] as const;
    for (const { subsampling, quality, ppm } of budgets) {
      const masks = [1, 2, 3, 4].map((seed) => drawMask(257, 195, seed));
      const found = [];
      for (const mask of masks) found.push(repair(mask, await encodeJpeg(mask, { quality, subsampling })));
      const pixels = masks.reduce((sum, { labels }) => sum + labels.length, 0);
      const wrong = found.reduce((sum, one) => sum + one.wrong, 0);
      expect((wrong / pixels) * 1e6, `${subsampling} q${quality}`).toBeLessThanOrEqual(ppm);
      const wrongAndCertain = found.reduce((sum, one) => sum + one.wrongAndCertain, 0);
      expect((wrongAndCertain / pixels) * 1e6, `${subsampling} q${quality}, certain`).toBeLessThanOrEqual(ppm / 10);
    }
  });

  test('loses little when all colours of VOC are handed in', async () => {
    const mask = drawMask(257, 195, 2, vocColours.slice(0, 4));
    for (const quality of [75, 90]) {
      const jpeg = await encodeJpeg(mask, { quality, subsampling: '4:2:0' });
      const own = repair(mask, jpeg);
      const all = repair(mask, jpeg, paletteOf({ colours: vocColours }));
      expect(all.wrong, `q${quality}`).toBeLessThanOrEqual(own.wrong + 3);
      expect(all.wrongAndCertain, `q${quality}`).toBe(0);
    }
  });
});

describe('what a file cannot tell', () => {
  test('is never certain: a chequer of two colours of one luma, with reduced chroma', async () => {
    const colours: readonly Rgb[] = [
      [107, 142, 35],
      [70, 130, 180],
    ];
    const isChequered = (x: number, y: number) => x >= 16 && x < 80 && y >= 16 && y < 64;
    const mask = paint(96, 80, colours, (x, y) => (isChequered(x, y) ? (x + y) & 1 : x < 48 ? 0 : 1));
    const found = repair(mask, await encodeJpeg(mask, { quality: 75, subsampling: '4:2:0' }));
    const certain = found.confidence.filter((value, at) => value === 255 && isChequered(at % 96, Math.floor(at / 96)));
    expect(certain.length).toBe(0);
    expect(found.warnings).toMatchObject([{ kind: 'blurred-pairs', pairs: [{ a: 'class 0', b: 'class 1' }] }]);
  });

  test('is not told of where chroma stands for every pixel', async () => {
    const colours: readonly Rgb[] = [
      [107, 142, 35],
      [70, 130, 180],
    ];
    const mask = paint(96, 80, colours, (x, y) => ((x >> 3) + (y >> 3)) & 1);
    const found = repair(mask, await encodeJpeg(mask, { quality: 75, subsampling: '4:4:4' }));
    expect(found.warnings).toEqual([]);
  });

  test('is told: grey indices one level apart, and they are not called certain', async () => {
    const mask = drawMask(160, 120, 3, indices(1));
    const found = repair(mask, await encodeJpeg(mask, { quality: 75 }));
    expect(found.warnings[0]).toMatchObject({
      pairs: expect.arrayContaining([{ a: 'class 0', b: 'class 1' }]) as unknown,
    });
    expect(found.wrong).toBeGreaterThan(100);
    expect(found.wrongAndCertain).toBe(0);
  });

  test('is not much where indices are twenty levels apart', async () => {
    const mask = drawMask(400, 300, 3, indices(20));
    const found = repair(mask, await encodeJpeg(mask, { quality: 90 }));
    expect((found.wrong / mask.labels.length) * 1e6).toBeLessThanOrEqual(10);
    expect(found.warnings).toEqual([]);
  });
});

/** Twelve classes whose grey levels are their indices, times `factor`. */
function indices(factor: number): Rgb[] {
  return Array.from({ length: 12 }, (_, index): Rgb => [index * factor, index * factor, index * factor]);
}
