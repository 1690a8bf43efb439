import { describe, expect, test } from 'vitest';
import type { JpegImage } from '../../src/shared/jpeg/jpeg-image.ts';
import { readJpeg } from '../../src/shared/jpeg/read-jpeg.ts';
import { rgbToYcbcr } from '../../src/shared/jpeg/ycbcr.ts';
import { defaultReadLimits } from '../../src/shared/limits.ts';
import type { Palette, Rgb } from '../../src/shared/model/palette.ts';
import type { Triple } from '../../src/shared/palette/file-evidence.ts';
import { assessContent } from '../../src/shared/repair/assess-content.ts';
import { completePalettes } from '../../src/shared/decide/complete-palette.ts';
import { findFreeColours } from '../../src/shared/decide/free-colours.ts';
import { jpegAlterations } from '../accuracy/alterations.ts';
import { paletteOf, type TruthMask } from '../accuracy/truth-mask.ts';

/** Two areas, and lines of two and three pixels on both that fill no block. */
function drawScene(colours: readonly Rgb[]): TruthMask {
  const [width, height] = [224, 176];
  const labels = Uint8Array.from({ length: width * height }, (_, at) => {
    const [x, y] = [at % width, Math.floor(at / width)];
    const isCurve = Math.abs(y - 0.37 * x - 50 - 9 * Math.sin(x / 13)) < 1.2;
    if (isCurve || Math.abs(x - 0.2 * y - 60) < 1.6) return 2;
    return Math.hypot(x - 150, y - 80) < 50 ? 1 : 0;
  });
  return { dataset: 'drawn', name: 'lines', width, height, labels, colours };
}

async function save(history: string, truth: TruthMask) {
  const alteration = jpegAlterations.find(({ name }) => name === history);
  const { file } = (await alteration?.apply(truth)) ?? { file: new Uint8Array(0) };
  return readJpeg(file, defaultReadLimits).image;
}

function freeColours(image: JpegImage, known: readonly Rgb[]): Triple[] {
  return findFreeColours([{ image, isToLook: () => true }], known.map(rgbToYcbcr)).map(({ colour }) => colour);
}

const colours: readonly Rgb[] = [
  [0, 0, 0],
  [128, 0, 0],
  [255, 255, 100],
];
const shown: Palette = paletteOf(colours.slice(0, 2));
const histories = ['once q75 4:2:0', 'twice q90, q75 4:2:0', 'shifted q90, q75 4:2:0'];

describe('a colour that fills nothing', () => {
  test.each(histories)('is found to a few levels beside those that areas show: %s', async (history) => {
    const image = await save(history, drawScene(colours));
    const found = freeColours(image, colours.slice(0, 2));
    const truth = rgbToYcbcr([255, 255, 100]);
    const distances = found.map((colour) => Math.max(...colour.map((level, at) => Math.abs(level - truth[at]))));
    expect(Math.min(...distances)).toBeLessThan(32);
  });

  test('is found in grey as well', async () => {
    const greys: readonly Rgb[] = [0, 90, 200].map((level) => [level, level, level] as const);
    const image = await save('once q75 4:2:0', drawScene(greys));
    const [first] = freeColours(image, greys.slice(0, 2));
    expect(Math.abs(first[0] - 200)).toBeLessThan(32);
  });

  test('is told more closely where labels with it reproduce the file', async () => {
    const image = await save('once q75 4:2:0', drawScene(colours));
    const [palette] = completePalettes(image, shown);
    expect(palette.classes).toHaveLength(3);
    const lines = palette.classes[2].rgb;
    lines.forEach((level, channel) => {
      expect(Math.abs(level - colours[2][channel])).toBeLessThan(9);
    });
  });

  test.each([
    ['once q75 4:2:0', 'jpeg-once'],
    ['twice q90, q75 4:2:0', 'jpeg-twice'],
    ['shifted q90, q75 4:2:0', 'shifted'],
    ['halved, q90', 'antialiased-or-resized'],
    ['mozjpeg q90 4:2:0', 'trellis-or-unknown-encoder'],
  ] as const)('does not mislead the verdict: %s', async (history, verdict) => {
    const image = await save(history, drawScene(colours));
    expect(assessContent({ kind: 'jpeg', image }).verdict.kind).toBe(verdict);
  });
});

test.each(histories)('where areas show all colours none is found beside them: %s', async (history) => {
  const scene = drawScene([colours[0], colours[1], colours[1]]);
  const image = await save(history, scene);
  expect(completePalettes(image, shown)).toEqual([]);
});
