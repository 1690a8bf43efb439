import { describe, expect, test } from 'vitest';
import { readJpeg } from '../../src/shared/jpeg/read-jpeg.ts';
import { defaultReadLimits } from '../../src/shared/limits.ts';
import { isMcuCertified } from '../../src/shared/forward/certificate.ts';
import { decideByEncoder } from '../../src/shared/decide/decide-by-encoder.ts';
import type { ForwardModel } from '../../src/shared/forward/forward-model.ts';
import { repairJpeg } from '../../src/shared/repair/repair-jpeg.ts';
import { decisionInput } from '../kernel/compare-decisions.ts';
import type { DrawnMask } from '../repair/drawn-mask.ts';
import { paletteOf } from '../repair/drawn-mask.ts';
import { modelOf } from './encode-by-model.ts';
import type { Libjpeg9File } from './libjpeg-9.ts';
import { largeDrawnFiles, libjpeg9Files, libjpeg9Mask, readLibjpeg9 } from './libjpeg-9.ts';

function imageOf(file: Libjpeg9File) {
  return readJpeg(readLibjpeg9(file), defaultReadLimits).image;
}

/** MCUs that are not reproduced by the labels the file was made from. */
function countMismatches(model: ForwardModel, { labels }: DrawnMask): number {
  const { mcusWide, mcusHigh } = model.image;
  const places = Array.from({ length: mcusWide * mcusHigh }, (_, mcu) => ({
    column: mcu % mcusWide,
    row: Math.floor(mcu / mcusWide),
  }));
  return places.filter((place) => !isMcuCertified(model, place, labels)).length;
}

describe("files of IJG's libjpeg 9, which leaves reducing chroma to its transform,", () => {
  test.each(libjpeg9Files)('are reproduced by the labels they were made from: $name', (file) => {
    const mask = libjpeg9Mask(file);
    expect(countMismatches(modelOf(mask, imageOf(file), 'reducing'), mask)).toBe(0);
  });

  test('are told apart from those whose chroma holds means of pixels', () => {
    for (const file of largeDrawnFiles) {
      const mask = libjpeg9Mask(file);
      expect(countMismatches(modelOf(mask, imageOf(file), 'islow'), mask), file.name).toBeGreaterThan(10);
    }
  });

  test.each(largeDrawnFiles)('are recognised, and repaired exactly: $name', (file) => {
    const mask = libjpeg9Mask(file);
    const palette = paletteOf(mask);
    const { input } = decideByEncoder(decisionInput(readLibjpeg9(file), palette));
    expect(input.model.downSampling).toBe('transform');
    const repair = repairJpeg(imageOf(file), { palette, preset: 'exact' }, () => false);
    expect(repair?.labels).toEqual(mask.labels);
    expect(repair?.certifiedBlocks).toBe(repair?.edgeBlocks);
  });
});
