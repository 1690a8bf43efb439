import { execFileSync } from 'node:child_process';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import type { DctMethod } from '../../src/shared/jpeg/block-transform.ts';
import { blockTransform, dctMethods, isRoundedTo, roundLevel } from '../../src/shared/jpeg/block-transform.ts';
import { readJpeg } from '../../src/shared/jpeg/read-jpeg.ts';
import { searchBasis } from '../../src/shared/jpeg/search-basis.ts';
import { defaultReadLimits } from '../../src/shared/limits.ts';
import { hasCjpeg } from '../repair/encode-jpeg.ts';

/** Steps of libjpeg's luma table at quality 90, natural order. */
const steps = Uint16Array.from(
  [
    [3, 2, 2, 3, 5, 8, 10, 12],
    [2, 2, 3, 4, 5, 12, 12, 11],
    [3, 3, 3, 5, 8, 11, 14, 11],
    [3, 3, 4, 6, 10, 17, 16, 12],
    [4, 4, 7, 11, 14, 22, 21, 15],
    [5, 7, 11, 13, 16, 21, 23, 18],
    [10, 13, 16, 17, 21, 24, 24, 20],
    [14, 18, 19, 20, 22, 20, 21, 20],
  ].flat(),
);

function encode(method: DctMethod, samples: readonly number[], quantisation = steps): number[] {
  const levels = new Float64Array(64);
  blockTransform(method, quantisation).toLevels(Int32Array.from(samples), levels);
  return Array.from(levels, (level) => roundLevel(method, level));
}

/** A block whose rows, or columns, are all alike. */
const ofRows = (row: readonly number[]) => Array.from({ length: 64 }, (_, at) => row[at & 7]);
const ofColumns = (column: readonly number[]) => Array.from({ length: 64 }, (_, at) => column[at >> 3]);

describe("the transform of Windows' encoder", () => {
  // Blocks of a mask saved by Paint at quality 90, as they stand in the file.
  test('gives the coefficients of a horizontal boundary', () => {
    const expected = [304, -72, -46, -41, -26, -17, -6, -2];
    const found = encode('ap922', ofColumns([22, 127, 127, 127, 127, 127, 127, 127]));
    expect(expected.map((_, k) => found[k * 8])).toEqual(expected);
    expect(encode('ap922', ofColumns([-52, -52, 127, 127, 127, 127, 127, 127])).filter((_, k) => k % 8 === 0)).toEqual([
      219, -230, -110, -54, 0, 22, 14, 7,
    ]);
  });

  test('gives the coefficients of a vertical boundary', () => {
    expect(encode('ap922', ofRows([22, 22, 22, 22, 22, 22, 127, 127])).slice(0, 8)).toEqual([
      129, -134, 97, -32, 0, 8, -8, 5,
    ]);
    expect(encode('ap922', ofRows([127, 127, 127, 127, 127, 127, -52, -52])).slice(0, 8)).toEqual([
      219, 230, -166, 54, 0, -14, 14, -8,
    ]);
  });

  test('gives the coefficients of a corner', () => {
    const samples = Array.from({ length: 64 }, (_, at) => (at === 0 || at > 7 ? 127 : 22));
    expect(encode('ap922', samples)).toEqual(
      [
        [308, 9, 8, 5, 3, 1, 1, 0],
        [-64, 12, 8, 5, 4, 1, 1, 0],
        [-40, 8, 7, 4, 2, 1, 1, 0],
        [-36, 7, 5, 3, 2, 1, 0, 0],
        [-23, 4, 2, 1, 1, 0, 0, 0],
        [-14, 2, 1, 1, 1, 0, 0, 0],
        [-5, 1, 1, 0, 0, 0, 0, 0],
        [-2, 0, 0, 0, 0, 0, 0, 0],
      ].flat(),
    );
  });
});

const NOISE_SIDE = 2048;

/** Grey noise of all levels: of its millions of coefficients some meet every rounding of a transform at its edge. */
function drawNoise(): Uint8Array {
  let state = 5;
  return Uint8Array.from({ length: NOISE_SIDE ** 2 }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return state >>> 24;
  });
}

function countMismatches(jpeg: Uint8Array, method: DctMethod, noise: Uint8Array): number {
  const { dc, place, pool, blocksWide, quantisation } = readJpeg(jpeg, defaultReadLimits).image.components[0];
  const transform = blockTransform(method, quantisation);
  const samples = new Int32Array(64);
  const levels = new Float64Array(64);
  let mismatches = 0;
  for (let block = 0; block < dc.length; block++) {
    const first = Math.floor(block / blocksWide) * 8 * NOISE_SIDE + (block % blocksWide) * 8;
    for (let at = 0; at < 64; at++) samples[at] = noise[first + (at >> 3) * NOISE_SIDE + (at & 7)] - 128;
    transform.toLevels(samples, levels);
    for (let k = 0; k < 64; k++) {
      const quantised = k === 0 ? dc[block] : pool[place[block] * 64 + k];
      if (!isRoundedTo(method, levels[k], quantised)) mismatches++;
    }
  }
  return mismatches;
}

describe('four million coefficients of noise', () => {
  const noise = drawNoise();
  const pgm = () => Buffer.concat([Buffer.from(`P5 ${NOISE_SIDE} ${NOISE_SIDE} 255\n`), noise]);

  test('are those of sharp, with steps of 1', async () => {
    const jpeg = await sharp(noise, { raw: { width: NOISE_SIDE, height: NOISE_SIDE, channels: 1 } })
      .toColourspace('b-w')
      .jpeg({ quality: 100 })
      .toBuffer();
    expect(countMismatches(jpeg, 'islow', noise)).toBe(0);
  });

  const written = [
    ['fast', 'ifast', '97'],
    ['float', 'float', '100'],
  ] as const;
  for (const [name, method, quality] of written) {
    test.skipIf(!hasCjpeg)(`are those of cjpeg's transform '${name}', with steps near 1`, () => {
      const args = ['-grayscale', '-dct', name, '-quality', quality];
      const jpeg = execFileSync('cjpeg', args, { input: pgm(), maxBuffer: 2 ** 28, stdio: 'pipe' });
      expect(countMismatches(jpeg, method, noise)).toBe(0);
    });
  }
});

describe('a level', () => {
  test('is rounded from halves away from zero by islow and ifast, to even by the others', () => {
    const halves = [-2.5, -1.5, -0.5, 0.5, 1.5, 2.5];
    for (const method of ['islow', 'ifast', 'double'] as const) {
      expect(halves.map((level) => roundLevel(method, level))).toEqual([-3, -2, -1, 1, 2, 3]);
    }
    for (const method of ['float', 'ap922'] as const) {
      expect(halves.map((level) => roundLevel(method, level) + 0)).toEqual([-2, -2, 0, 0, 2, 2]);
    }
  });

  test('is rounded to exactly one coefficient', () => {
    for (const method of dctMethods) {
      for (let level = -4; level <= 4; level += 0.125) {
        const fitting = [-5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5].filter((t) => isRoundedTo(method, level, t));
        expect(fitting, `${method} ${level}`).toEqual([roundLevel(method, level) + 0]);
      }
    }
  });
});

/** Blocks of two levels with a straight boundary at all angles and offsets. */
const boundaries = Array.from({ length: 144 }, (_, index) => {
  const angle = (index % 24) * 0.27;
  const offset = Math.floor(index / 24) - 2.5;
  return Int32Array.from({ length: 64 }, (_, at) => {
    const distance = ((at & 7) - 3.5) * Math.cos(angle) + ((at >> 3) - 3.5) * Math.sin(angle);
    return distance > offset ? 96 - index : index - 120;
  });
});

/** Of all coefficients of the blocks, the share that lies as near the stand-in as its thresholds say. */
function shareWithin(method: DctMethod): number {
  const { basis, bias, threshold } = searchBasis({ quantisation: steps }, method);
  const levels = new Float64Array(64);
  let within = 0;
  for (const samples of boundaries) {
    blockTransform(method, steps).toLevels(samples.slice(), levels);
    for (let k = 0; k < 64; k++) {
      const linear = samples.reduce((sum, sample, at) => sum + sample * basis[at * 64 + k], bias[k]);
      if (Math.abs(levels[k] - linear) <= threshold[k] - 0.5 + 1e-4) within++;
    }
  }
  return within / (64 * boundaries.length);
}

describe('the linear stand-in for a transform', () => {
  test('lies as near its levels as it says', () => {
    expect(shareWithin('islow')).toBe(1);
    expect(shareWithin('float')).toBe(1);
    expect(shareWithin('double')).toBe(1);
    expect(shareWithin('ifast')).toBeGreaterThan(0.99);
    expect(shareWithin('ap922')).toBeGreaterThan(0.99);
  });

  test('is the same every time', () => {
    for (const method of dctMethods) {
      expect(searchBasis({ quantisation: steps }, method)).toEqual(searchBasis({ quantisation: steps }, method));
    }
  });
});
