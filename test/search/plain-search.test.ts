import { describe, expect, test } from 'vitest';
import { suitsKernelSearch } from '../../src/shared/search/search-by-kernel.ts';
import type { JpegImage } from '../../src/shared/jpeg/jpeg-image.ts';
import type { Rgb } from '../../src/shared/model/palette.ts';
import { repairJpeg } from '../../src/shared/repair/repair-jpeg.ts';
import { blankJpeg } from '../encoders/blank-jpeg.ts';
import { encodeByModel, modelOf } from '../encoders/encode-by-model.ts';
import type { DrawnMask } from '../repair/drawn-mask.ts';
import { drawMask, farColours, paletteOf, scatter } from '../repair/drawn-mask.ts';

/** More classes than 8 bits count, far from the first four. */
const manyColours: readonly Rgb[] = [
  ...farColours,
  ...Array.from({ length: 300 }, (_, i): Rgb => [255 - (i % 3), 100 + (i % 100), 255 - Math.floor(i / 100)]),
];

function repair(mask: DrawnMask, image: JpegImage) {
  expect(suitsKernelSearch(modelOf(mask, image, 'islow'))).toBe(false);
  const draft = repairJpeg(image, { palette: paletteOf(mask), preset: 'draft' }, () => false);
  const found = repairJpeg(image, { palette: paletteOf(mask), preset: 'fast' }, () => false);
  if (draft === undefined || found === undefined) throw new Error('expected a forward model');
  return { draft, found };
}

describe('files that the kernel cannot search', () => {
  test('are searched all the same: more classes than it has room for', () => {
    const drawn = drawMask(60, 50, 2, farColours);
    const labels = scatter(drawn.labels, { share: 0.1, seed: 1, classes: farColours.length });
    const mask = { ...drawn, labels, colours: manyColours };
    const samplings = [
      [2, 2],
      [1, 1],
      [1, 1],
    ] as const;
    const image = encodeByModel(mask, blankJpeg({ width: 60, height: 50, samplings, step: 12 }), 'islow');
    const { draft, found } = repair(mask, image);
    expect(found.certifiedBlocks).toBeGreaterThan(draft.certifiedBlocks);
  });

  test('are searched all the same: more blocks to an MCU than it has bits', () => {
    const mask = drawMask(70, 50, 2);
    const samplings = [
      [4, 4],
      [4, 4],
      [4, 4],
    ] as const;
    const image = encodeByModel(mask, blankJpeg({ width: 70, height: 50, samplings, step: 20 }), 'islow');
    const { draft, found } = repair(mask, image);
    expect(found.certifiedBlocks).toBeGreaterThan(draft.certifiedBlocks);
  });
});
