import { describe, expect, test } from 'vitest';
import { readJpeg } from '../../src/shared/jpeg/read-jpeg.ts';
import { defaultReadLimits } from '../../src/shared/limits.ts';
import type { Rgb } from '../../src/shared/model/palette.ts';
import { repairMask } from '../../src/shared/repair/repair-mask.ts';
import type { DrawnMask } from '../repair/drawn-mask.ts';
import { drawMask, paletteOf } from '../repair/drawn-mask.ts';
import type { JpegOptions } from '../repair/encode-jpeg.ts';
import { encodeJpeg } from '../repair/encode-jpeg.ts';

/** Colours of VOC that no mask here has. */
const absent: readonly Rgb[] = [
  [128, 128, 0],
  [0, 0, 128],
  [128, 0, 128],
  [0, 128, 128],
  [128, 128, 128],
  [64, 0, 0],
  [192, 0, 0],
  [64, 128, 0],
  [192, 128, 0],
  [64, 0, 128],
  [0, 64, 0],
  [0, 192, 0],
];
/** The last one is drawn in lines of one pixel only. */
const present: readonly Rgb[] = [
  [0, 0, 0],
  [128, 0, 0],
  [0, 128, 0],
  [192, 128, 128],
];

interface Outcome {
  readonly wrong: number;
  readonly ofAbsent: number;
}

async function repairWith(colours: readonly Rgb[], mask: DrawnMask, options: JpegOptions): Promise<Outcome> {
  const { image } = readJpeg(await encodeJpeg(mask, options), defaultReadLimits);
  const { labelMap } = repairMask({ kind: 'jpeg', image }, { palette: paletteOf({ colours }) });
  const wrong = mask.labels.filter((label, pixel) => labelMap.labels[pixel] !== label).length;
  return { wrong, ofAbsent: labelMap.labels.filter((label) => label >= mask.colours.length).length };
}

describe('a palette of which a file holds only some classes', () => {
  const options: JpegOptions[] = [
    { quality: 75, subsampling: '4:2:0' },
    { quality: 50, subsampling: '4:2:0' },
    { quality: 50, subsampling: '4:4:4' },
  ];

  test.each(options)('costs no pixel at quality $quality, $subsampling', async (jpeg) => {
    const mask = drawMask(200, 160, 2, present);
    const own = await repairWith(present, mask, jpeg);
    const whole = await repairWith([...present, ...absent], mask, jpeg);
    expect(whole.ofAbsent).toBe(0);
    // Other random numbers find other labels where several fit.
    expect(whole.wrong).toBeLessThanOrEqual(own.wrong + 10);
  });

  test('keeps a class of thin lines that fills nothing', async () => {
    const mask = drawMask(200, 160, 2, present);
    const lines = mask.labels.filter((label) => label === 3).length;
    expect(lines).toBeGreaterThan(100);
    const { wrong } = await repairWith([...present, ...absent], mask, { quality: 75, subsampling: '4:4:4' });
    expect(wrong).toBe(0);
  });

  test('keeps a class that has a few pixels in one place', async () => {
    const labels = new Uint8Array(160 * 120);
    for (let y = 0; y < 120; y++) labels.fill(y < 50 + 9 * Math.sin(y) ? 1 : 2, y * 160 + y, (y + 1) * 160);
    for (let y = 70; y < 75; y++) labels.fill(3, y * 160 + 100, y * 160 + 105);
    const mask: DrawnMask = { width: 160, height: 120, labels, colours: present };
    const { wrong, ofAbsent } = await repairWith([...present, ...absent], mask, { quality: 75, subsampling: '4:2:0' });
    expect({ wrong, ofAbsent }).toEqual({ wrong: 0, ofAbsent: 0 });
  });
});

test('hundreds of classes that stand in small pieces are found without trying each alone', async () => {
  const colours = Array.from({ length: 256 }, (_, i): Rgb => [
    (i % 7) * 40,
    (Math.floor(i / 7) % 7) * 40,
    Math.floor(i / 49) * 40,
  ]);
  const [width, height] = [280, 210];
  // Pieces of six pixels on a side, more or less; neighbours are of far numbers.
  const labels = Uint8Array.from({ length: width * height }, (_, at) => {
    const [x, y] = [at % width, Math.floor(at / width)];
    const piece = Math.floor((x + 2 * Math.sin(y / 3)) / 6) * 37 + Math.floor((y + 2 * Math.sin(x / 4)) / 6) * 101;
    return ((piece % 256) + 256) % 256;
  });
  const { wrong } = await repairWith(
    colours,
    { width, height, labels, colours },
    { quality: 95, subsampling: '4:4:4' },
  );
  expect(wrong).toBeLessThan(labels.length / 1000);
});
