import { expect, test } from 'vitest';
import { readJpeg } from '../../src/shared/jpeg/read-jpeg.ts';
import { defaultReadLimits } from '../../src/shared/limits.ts';
import { isMcuCertified } from '../../src/shared/forward/certificate.ts';
import type { Rgb } from '../../src/shared/model/palette.ts';
import type { DrawnMask } from '../repair/drawn-mask.ts';
import { drawMask } from '../repair/drawn-mask.ts';
import { encodeByCjpeg, hasCjpeg } from '../repair/encode-jpeg.ts';
import { modelOf } from './encode-by-model.ts';

const SIZES = [
  [1, 1],
  [7, 33],
  [8, 9],
  // The last row of means is replicated, not the last row of pixels: it shows where the height is even.
  [9, 10],
  [20, 22],
  [15, 17],
  [16, 31],
  [17, 33],
  [31, 16],
  [33, 15],
] as const;
const QUALITIES = [10, 50, 75, 90, 100];
const LAYOUTS = ['-sample 2x1', '-sample 1x2', '-sample 4x1', '-sample 2x2,1x2,2x1', '-grayscale'];

const colours: readonly Rgb[] = [
  [0, 0, 0],
  [255, 0, 0],
  [128, 128, 128],
];

function mismatches(mask: DrawnMask, jpeg: Uint8Array): number {
  const { image } = readJpeg(jpeg, defaultReadLimits);
  const model = modelOf(mask, image, 'islow');
  const mcus = Array.from({ length: image.mcusWide * image.mcusHigh }, (_, mcu) => mcu);
  const isReproduced = (mcu: number) =>
    isMcuCertified(model, { column: mcu % image.mcusWide, row: Math.floor(mcu / image.mcusWide) }, mask.labels);
  return mcus.filter((mcu) => !isReproduced(mcu)).length;
}

test.skipIf(!hasCjpeg).each(LAYOUTS)(
  'a file laid out by cjpeg %s is reproduced by the labels it was made from',
  (layout) => {
    // Where there is no colour, only greys come back as they were.
    const used = layout === '-grayscale' ? [colours[0], colours[2]] : colours;
    for (const [index, [width, height]] of SIZES.entries()) {
      const mask = drawMask(width, height, index + 3, used);
      for (const quality of QUALITIES) {
        const jpeg = encodeByCjpeg(mask, ['-baseline', '-quality', String(quality), ...layout.split(' ')]);
        expect(mismatches(mask, jpeg), `${width} x ${height} q${quality}`).toBe(0);
      }
    }
  },
);
