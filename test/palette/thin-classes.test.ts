import { describe, expect, test } from 'vitest';
import { readJpeg } from '../../src/shared/jpeg/read-jpeg.ts';
import { defaultReadLimits } from '../../src/shared/limits.ts';
import type { Rgb } from '../../src/shared/model/palette.ts';
import { inferPalette } from '../../src/shared/palette/infer-palette.ts';
import { gatherEvidence } from '../../src/shared/repair/gather-evidence.ts';
import { isMaskEvidence } from '../../src/shared/repair/is-mask.ts';
import type { JpegOptions } from '../repair/encode-jpeg.ts';
import { encodeJpeg } from '../repair/encode-jpeg.ts';

/** Curves and upright lines of one pixel on a ground. */
function drawLines(colours: readonly Rgb[]) {
  const [width, height] = [240, 200];
  const labels = Uint8Array.from({ length: width * height }, (_, at) => {
    const [x, y] = [at % width, Math.floor(at / width)];
    const isCurve = Math.round(y - 0.37 * x - 30 - 8 * Math.sin(x / 11)) === 0;
    return isCurve || (x % 80 === 79 && y > 40) ? 1 : 0;
  });
  return { width, height, labels, colours };
}

async function inferFrom(colours: readonly Rgb[], options: JpegOptions) {
  const { image } = readJpeg(await encodeJpeg(drawLines(colours), options), defaultReadLimits);
  return inferPalette([gatherEvidence({ kind: 'jpeg', image })]).classes;
}

describe('lines of one pixel, which fill nothing', () => {
  const cases: { ground: Rgb; lines: Rgb }[] = [
    { ground: [0, 0, 0], lines: [250, 230, 60] },
    { ground: [0, 0, 0], lines: [128, 128, 128] },
    { ground: [255, 255, 255], lines: [0, 128, 0] },
    { ground: [60, 120, 180], lines: [250, 250, 250] },
  ];
  const files: JpegOptions[] = [
    { quality: 90, subsampling: '4:4:4' },
    { quality: 90, subsampling: '4:2:0' },
    { quality: 75, subsampling: '4:2:0' },
  ];

  test.each(cases.flatMap((drawn) => files.map((file) => ({ ...drawn, ...file }))))(
    'have a colour of their own: $lines on $ground at quality $quality, $subsampling',
    async ({ ground, lines, ...file }) => {
      const classes = await inferFrom([ground, lines], file);
      expect(classes.map(({ rgb }) => rgb.join()).toSorted()).toEqual([ground.join(), lines.join()].toSorted());
      expect(classes.every(({ evidence }) => evidence?.files === 1)).toBe(true);
    },
  );

  test('are no class where what is drawn has two colours that fill nothing', async () => {
    const { labels, ...size } = drawLines([
      [0, 0, 0],
      [250, 230, 60],
      [40, 160, 230],
    ]);
    const mixed = { ...size, labels: labels.map((label, at) => (label === 1 && at % 2 === 0 ? 2 : label)) };
    const { image } = readJpeg(await encodeJpeg(mixed, { quality: 90 }), defaultReadLimits);
    expect(gatherEvidence({ kind: 'jpeg', image }).thinClass).toBeUndefined();
  });

  test('make a mask of a file that is hardly flat anywhere', async () => {
    const [width, height] = [240, 200];
    const labels = Uint8Array.from({ length: width * height }, (_, at) => {
      const [x, y] = [at % width, Math.floor(at / width)];
      return y < 150 && (x + Math.floor(y / 3)) % 23 === 0 ? 1 : 0;
    });
    const colours: readonly Rgb[] = [
      [0, 0, 0],
      [255, 255, 255],
    ];
    const { image } = readJpeg(
      await encodeJpeg({ width, height, labels, colours }, { quality: 90 }),
      defaultReadLimits,
    );
    const content = { kind: 'jpeg', image } as const;
    expect(isMaskEvidence(content, gatherEvidence(content))).toBe(true);
  });
});
