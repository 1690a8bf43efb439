import { expect, test } from 'vitest';
import type { Raster } from '../../src/shared/mask/raster.ts';
import type { Rgb } from '../../src/shared/model/palette.ts';
import { drawnKinds, drawTruth } from '../accuracy/drawn-truth.ts';
import type { DrawnMask } from './drawn-mask.ts';
import { enlarge, halve, type Resized, repairResized, trim } from './resized-masks.ts';

const numbers: readonly Rgb[] = [0, 1, 2, 3, 4, 5].map((number) => [number, number, number]);

test.each([
  ['enlarged twice', (mask: DrawnMask) => trim(enlarge(mask, 2))],
  ['enlarged three times', (mask: DrawnMask) => trim(enlarge(mask, 3))],
  ['halved', halve],
])('of class numbers that were %s as if they were levels nothing wrong is certain', (_, resize) => {
  const mask = { ...drawTruth('cells', 'street', { seed: 3 }), colours: numbers };
  const { wrong, certain, nearest, repair } = repairResized(resize(mask), numbers);
  expect(nearest.wrong).toBeGreaterThan(40);
  expect(certain).toBe(0);
  expect(wrong).toBeLessThan(nearest.wrong);
  expect(repair.verdict.kind).toBe('antialiased-or-resized');
});

const kinds = Object.keys(drawnKinds) as (keyof typeof drawnKinds)[];

test.each(kinds)('class numbers that lie in %s stay as they are, and certain', (kind) => {
  for (const classes of [4, 6]) {
    const { width, height, labels } = drawTruth(kind, classes === 4 ? 'grey by 64' : 'street', { seed: 5 });
    const { repair, wrong } = repairResized(asPicture(width, height, labels), numbers.slice(0, classes));
    expect(wrong).toBe(0);
    expect(repair).toMatchObject({ uncertainPixels: 0, verdict: { kind: 'clean' } });
  }
});

test('class numbers drawn by lot stay as they are', () => {
  const [width, height] = [64, 48];
  let state = 1;
  const labels = Uint8Array.from({ length: width * height }, () => {
    state = (state * 48_271) % 2_147_483_647;
    return state % 4;
  });
  const { repair, wrong } = repairResized(asPicture(width, height, labels), numbers.slice(0, 4));
  expect(wrong).toBe(0);
  expect(repair.uncertainPixels).toBe(0);
});

function asPicture(width: number, height: number, truth: Uint8Array): Resized {
  const raster: Raster = { width, height, channels: 'grey', bitDepth: 8, samples: truth };
  return { raster, truth };
}
