import { expect, test } from 'vitest';
import type { Raster } from '../../src/shared/mask/raster.ts';
import type { Rgb } from '../../src/shared/model/palette.ts';
import { type DrawnMask, drawMask } from './drawn-mask.ts';
import { enlarge, halve, repairResized, trim } from './resized-masks.ts';

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

test.each([2, 3])('a mask enlarged %i times has no ghosts of classes that its colours blend to', (factor) => {
  const mask = { ...drawMask(180, 140, 1, drawn), colours };
  const { repair, wrong, certain, nearest } = repairResized(trim(enlarge(mask, factor)), colours);
  expect(certain).toBe(0);
  expect(wrong).toBeLessThan(nearest.wrong / 3);
  const ghosts = (labels: ArrayLike<number>) => Array.from(labels).filter((label) => label >= drawn.length).length;
  expect(ghosts(repair.labelMap.labels)).toBeLessThan(ghosts(nearest.labels) / 6);
  expect(repair.verdict.kind).toBe('antialiased-or-resized');
});

test.each([
  ['enlarged twice', (mask: DrawnMask) => trim(enlarge(mask, 2))],
  ['enlarged three times', (mask: DrawnMask) => trim(enlarge(mask, 3))],
  ['halved', halve],
])('of classes a level or two apart nothing wrong is certain in a mask that was %s', (_, resize) => {
  const close: readonly Rgb[] = [0, 29, 30, 32].map((level) => [level, level, level]);
  const { certain, repair } = repairResized(resize({ ...drawMask(180, 140, 2), colours: close }), close);
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
  expect(repairResized({ raster, truth }, colours)).toMatchObject({ wrong: 0, certain: 0 });
});
