import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { JpegImage } from '../../src/shared/jpeg/jpeg-image.ts';
import { readJpeg } from '../../src/shared/jpeg/read-jpeg.ts';
import { toRaster } from '../../src/shared/jpeg/to-raster.ts';
import { defaultReadLimits } from '../../src/shared/limits.ts';
import type { Raster } from '../../src/shared/mask/raster.ts';
import { type DecodedJpeg, findDecodedJpeg } from '../../src/shared/recovery/decoded-jpeg.ts';
import { assessContent } from '../../src/shared/repair/assess-content.ts';
import { repairMask } from '../../src/shared/repair/repair-mask.ts';
import type { DrawnMask } from '../repair/drawn-mask.ts';
import { drawMask, farColours, paletteOf, rgbOf } from '../repair/drawn-mask.ts';
import { encodeByCjpeg, encodeJpeg, hasCjpeg } from '../repair/encode-jpeg.ts';

const neverStop = () => false;

function decode(jpeg: Uint8Array): { image: JpegImage; raster: Raster } {
  const { image } = readJpeg(jpeg, defaultReadLimits);
  return { image, raster: toRaster(image) };
}

/** A mask's picture with what lies before `left` and `top` cut off. */
function cropped(raster: Raster, left: number, top: number): Raster {
  const [width, height] = [raster.width - left, raster.height - top];
  const samples = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++) {
    const from = ((top + y) * raster.width + left) * 3;
    samples.set(raster.samples.subarray(from, from + width * 3), y * width * 3);
  }
  return { width, height, channels: 'rgb', bitDepth: 8, samples };
}

function croppedMask(mask: DrawnMask, left: number, top: number): DrawnMask {
  const [width, height] = [mask.width - left, mask.height - top];
  const labels = mask.labels.slice(0, width * height);
  for (let y = 0; y < height; y++) {
    const from = (top + y) * mask.width + left;
    labels.set(mask.labels.subarray(from, from + width), y * width);
  }
  return { ...mask, width, height, labels };
}

function find(raster: Raster, mask: DrawnMask): DecodedJpeg | undefined {
  const found = findDecodedJpeg(raster, mask, neverStop);
  return found?.isProven === true ? found : undefined;
}

/** Blocks of a component whose coefficients are not those of the file. */
function countDifferent(image: JpegImage, recovered: JpegImage): number {
  let different = 0;
  image.components.forEach((component, index) => {
    const other = recovered.components[index];
    for (let row = 0; row < component.blocksHigh; row++) {
      for (let column = 0; column < component.blocksWide; column++) {
        const block = row * component.storedBlocksWide + column;
        const first = component.place[block] * 64;
        const second = other.place[row * other.storedBlocksWide + column] * 64;
        const isSame = component.pool
          .subarray(first + 1, first + 64)
          .every((value, k) => value === other.pool[second + 1 + k]);
        if (!isSame || component.dc[block] !== other.dc[row * other.storedBlocksWide + column]) different++;
      }
    }
  });
  return different;
}

function wrongPixels(mask: DrawnMask, labels: ArrayLike<number>): number {
  return mask.labels.reduce((sum, label, at) => sum + (label === labels[at] ? 0 : 1), 0);
}

/** Without black and white no colour is cut off. */
const mildColours = [
  [70, 70, 70],
  [180, 90, 90],
  [90, 150, 180],
  [190, 180, 100],
] as const;

describe('recovery of a JPEG from its pixels', () => {
  test('gives the very coefficients back where nothing was cut off at black or white', async () => {
    const cases = fc.asyncProperty(
      fc.constantFrom(60, 75, 85, 90),
      fc.constantFrom('4:4:4' as const, '4:2:0' as const),
      fc.integer({ min: 0, max: 30 }),
      async (quality, subsampling, seed) => {
        const mask = drawMask(112, 96, seed, mildColours);
        const { image, raster } = decode(await encodeJpeg(mask, { quality, subsampling }));
        const found = find(raster, mask);
        const recovered = found?.recovered;
        expect(found?.frame.quality).toBe(quality);
        expect(recovered?.provenDetailed).toBe(recovered?.detailed);
        expect(countDifferent(image, recovered?.image ?? image)).toBe(0);
      },
    );
    await fc.assert(cases, { numRuns: 12 });
  });

  test('finds the grid of a JPEG that was cropped, and gives the coefficients of whole blocks back', async () => {
    const mask = drawMask(320, 256, 4, mildColours);
    for (const subsampling of ['4:4:4', '4:2:0'] as const) {
      const { raster } = decode(await encodeJpeg(mask, { quality: 80, subsampling }));
      const found = find(cropped(raster, 5, 3), croppedMask(mask, 5, 3));
      const wide = subsampling === '4:4:4' ? 8 : 16;
      expect([(found?.area.left ?? 0) % wide, (found?.area.top ?? 0) % wide]).toEqual([wide - 5, wide - 3]);
      expect(found?.share).toBe(1);
    }
  });

  test.skipIf(!hasCjpeg)('finds chroma that was halved in one direction', () => {
    const mask = drawMask(112, 96, 3, mildColours);
    const { raster } = decode(encodeByCjpeg(mask, ['-quality', '80', '-sample', '2x1']));
    expect(find(raster, mask)?.frame).toEqual({ quality: 80, ratio: { x: 2, y: 1 }, isSmooth: true });
  });

  test('tells pictures that were no JPEG from those that were', () => {
    const mask = drawMask(128, 96, 5);
    const pixels = rgbOf(mask);
    const soft = pixels.map((level, at) => (at < 3 ? level : Math.round((level + pixels[at - 3]) / 2)));
    const raster: Raster = { width: 128, height: 96, channels: 'rgb', bitDepth: 8, samples: soft };
    expect(find(raster, mask)).toBeUndefined();
  });

  test('proves nothing of what was painted over later, and all of the rest', async () => {
    const mask = drawMask(128, 96, 2, mildColours);
    const { raster } = decode(await encodeJpeg(mask, { quality: 80, subsampling: '4:4:4' }));
    const samples = Uint8Array.from(raster.samples);
    for (let y = 40; y < 44; y++) samples.fill(33, (y * 128 + 40) * 3, (y * 128 + 44) * 3);
    const recovered = find({ ...raster, samples }, mask)?.recovered;
    expect([...(recovered?.proven ?? [])].filter((value) => value === 0).length).toBe(1);
    expect(recovered?.proven[5 * 16 + 5]).toBe(0);
  });
});

describe('repair of a lossless picture that was a JPEG', () => {
  test('is as exact as that of the JPEG, certificate included', async () => {
    for (const subsampling of ['4:4:4', '4:2:0'] as const) {
      const mask = drawMask(160, 128, 1, farColours);
      const { image, raster } = decode(await encodeJpeg(mask, { quality: 85, subsampling }));
      const palette = paletteOf(mask);
      const ofJpeg = repairMask({ kind: 'jpeg', image }, { palette });
      const ofRaster = repairMask({ kind: 'raster', raster, isLossless: true }, { palette });
      expect(wrongPixels(mask, ofRaster.labelMap.labels)).toBe(wrongPixels(mask, ofJpeg.labelMap.labels));
      expect(ofRaster.certifiedBlocks).toBeGreaterThan(0.95 * ofJpeg.certifiedBlocks);
      expect(ofRaster.verdict.kind).toBe('jpeg-once');
    }
  });

  test('goes for a part that was cropped off the grid too, and says so', async () => {
    const mask = drawMask(208, 192, 2, farColours);
    const { raster } = decode(await encodeJpeg(mask, { quality: 85, subsampling: '4:2:0' }));
    const part = croppedMask(mask, 5, 3);
    const palette = paletteOf(mask);
    const repair = repairMask({ kind: 'raster', raster: cropped(raster, 5, 3), isLossless: true }, { palette });
    expect(repair.verdict.kind).toBe('shifted');
    expect(repair.labelMap.labels.length).toBe(part.labels.length);
    expect(wrongPixels(part, repair.labelMap.labels)).toBeLessThan(0.001 * part.labels.length);
  });

  test('is told without its palette', async () => {
    const mask = drawMask(256, 256, 1, farColours);
    const { raster } = decode(await encodeJpeg(mask, { quality: 75, subsampling: '4:2:0' }));
    expect(assessContent({ kind: 'raster', raster, isLossless: true }).verdict.kind).toBe('jpeg-once');
  });

  test('is not misled by numbers of an indexed picture that happen to be those of classes', () => {
    const mask = drawMask(96, 96, 1, farColours);
    // Each class has two colours near its own, none of them exactly; one of their numbers, 3, is that of a class.
    const near = farColours.flatMap((rgb) => [1, 2].flatMap((step) => rgb.map((level) => level ^ step)));
    const colourTable = Uint8Array.from([...new Array<number>(9).fill(200), ...near]);
    const samples = mask.labels.map((label, pixel) => 3 + 2 * label + (pixel & 1));
    const raster: Raster = { width: 96, height: 96, channels: 'indexed', bitDepth: 8, samples, colourTable };
    const repair = repairMask({ kind: 'raster', raster, isLossless: true }, { palette: paletteOf(mask) });
    expect(wrongPixels(mask, repair.labelMap.labels)).toBe(0);
  });
});
