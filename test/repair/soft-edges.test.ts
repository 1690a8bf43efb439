import { expect, test } from 'vitest';
import type { Raster } from '../../src/shared/mask/raster.ts';
import type { Rgb } from '../../src/shared/model/palette.ts';
import { repairMask } from '../../src/shared/repair/repair-mask.ts';
import { type DrawnMask, drawMask, paletteOf } from './drawn-mask.ts';

/** Classes that are drawn, and others halfway and quarterway between them, as VOC has. */
const drawn: readonly Rgb[] = [
  [0, 0, 0],
  [128, 0, 0],
  [0, 128, 0],
];
const between: readonly Rgb[] = [
  [64, 0, 0],
  [32, 0, 0],
  [96, 0, 0],
  [0, 64, 0],
  [0, 96, 0],
  [64, 64, 0],
];
const colours = [...drawn, ...between];

interface Resized {
  readonly raster: Raster;
  /** The class in the middle of each pixel; where a pixel is shared evenly, the number of classes. */
  readonly truth: Uint8Array;
}

/** Enlarges by a whole factor, bilinearly, as OpenCV and Pillow do. */
function enlarge({ width, height, labels, colours: rgbs }: DrawnMask, factor: number): Resized {
  const size = { width: width * factor, height: height * factor };
  const samples = new Uint8Array(size.width * size.height * 3);
  const truth = new Uint8Array(size.width * size.height);
  const place = (at: number, side: number) => {
    const from = Math.min(side - 1, Math.max(0, (at + 0.5) / factor - 0.5));
    const first = Math.min(side - 2, Math.floor(from));
    return { first, share: from - first };
  };
  for (let y = 0, at = 0; y < size.height; y++) {
    const down = place(y, height);
    for (let x = 0; x < size.width; x++, at++) {
      const along = place(x, width);
      truth[at] = labels[Math.floor(y / factor) * width + Math.floor(x / factor)];
      for (let channel = 0; channel < 3; channel++) {
        const level = (row: number, column: number) => rgbs[labels[row * width + column]][channel];
        const line = (row: number) =>
          (1 - along.share) * level(row, along.first) + along.share * level(row, along.first + 1);
        samples[3 * at + channel] = Math.round((1 - down.share) * line(down.first) + down.share * line(down.first + 1));
      }
    }
  }
  return { raster: { ...size, channels: 'rgb', bitDepth: 8, samples }, truth };
}

/** Halves by the mean of two by two pixels. */
function halve({ width, height, labels, colours: rgbs }: DrawnMask): Resized {
  const size = { width: width / 2, height: height / 2 };
  const samples = new Uint8Array(size.width * size.height * 3);
  const truth = new Uint8Array(size.width * size.height);
  for (let at = 0; at < truth.length; at++) {
    const corner = Math.floor(at / size.width) * 2 * width + (at % size.width) * 2;
    const four = [corner, corner + 1, corner + width, corner + width + 1].map((pixel) => labels[pixel]);
    const counts = four.map((label) => four.filter((other) => other === label).length);
    truth[at] = Math.max(...counts) > 2 ? four[counts.indexOf(Math.max(...counts))] : rgbs.length;
    for (let channel = 0; channel < 3; channel++) {
      samples[3 * at + channel] = Math.round(four.reduce((sum, label) => sum + rgbs[label][channel], 0) / 4);
    }
  }
  return { raster: { ...size, channels: 'rgb', bitDepth: 8, samples }, truth };
}

function repaired({ raster, truth }: Resized, palette: readonly Rgb[]) {
  const repair = repairMask({ kind: 'raster', raster, isLossless: true }, { palette: paletteOf({ colours: palette }) });
  const { labels } = repair.labelMap;
  const isWrong = (label: number, at: number): boolean => truth[at] < palette.length && label !== truth[at];
  const wrong = labels.filter(isWrong).length;
  const certain = labels.filter((label, at) => repair.confidence[at] === 255 && isWrong(label, at)).length;
  const nearest = Uint8Array.from(labels, (_, at) => nearestClass(raster, at, palette));
  return { repair, wrong, certain, nearest: { labels: nearest, wrong: nearest.filter(isWrong).length } };
}

function nearestClass({ samples }: Raster, at: number, palette: readonly Rgb[]): number {
  const squares = palette.map((rgb) => rgb.reduce((sum, level, i) => sum + (level - samples[3 * at + i]) ** 2, 0));
  return squares.indexOf(Math.min(...squares));
}

test.each([2, 3])('a mask enlarged %i times has no ghosts of classes that its colours blend to', (factor) => {
  const mask = { ...drawMask(180, 140, 1, drawn), colours };
  const { repair, wrong, certain, nearest } = repaired(enlarge(mask, factor), colours);
  expect(certain).toBe(0);
  expect(wrong).toBeLessThan(nearest.wrong / 3);
  const ghosts = (labels: ArrayLike<number>) => Array.from(labels).filter((label) => label >= drawn.length).length;
  expect(ghosts(repair.labelMap.labels)).toBeLessThan(ghosts(nearest.labels) / 6);
  expect(repair.verdict.kind).toBe('antialiased-or-resized');
});

test.each([
  ['enlarged twice', (mask: DrawnMask) => enlarge(mask, 2)],
  ['enlarged three times', (mask: DrawnMask) => enlarge(mask, 3)],
  ['halved', halve],
])('of classes a level or two apart nothing wrong is certain in a mask that was %s', (_, resize) => {
  const close: readonly Rgb[] = [0, 29, 30, 32].map((level) => [level, level, level]);
  const { certain, repair } = repaired(resize({ ...drawMask(180, 140, 2), colours: close }), close);
  expect(certain).toBe(0);
  const count = repair.confidence.filter((level) => level === 255).length;
  expect(count).toBeGreaterThan(repair.labelMap.labels.length / 2);
});

test('a thin line in the colour between its sides stays in a hard mask that holds a few pixels of no class', () => {
  const [width, height] = [60, 40];
  const truth = Uint8Array.from({ length: width * height }, (_, at) => {
    const x = at % width;
    return x < 20 ? 0 : x === 20 ? drawn.length : x < 40 ? 1 : 0;
  });
  const samples = Uint8Array.from({ length: width * height * 3 }, (_, at) => {
    return colours[truth[Math.floor(at / 3)]][at % 3];
  });
  for (const pixel of [width * 5 + 50, width * 30 + 8]) samples[3 * pixel + 2] = 77;
  const raster: Raster = { width, height, channels: 'rgb', bitDepth: 8, samples };
  expect(repaired({ raster, truth }, colours)).toMatchObject({ wrong: 0, certain: 0 });
});
