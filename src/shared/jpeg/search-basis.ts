import type { DctMethod } from './block-transform.ts';
import { blockTransform } from './block-transform.ts';
import { forwardDctAp922 } from './forward-dct-ap922.ts';
import { forwardDctIfast } from './forward-dct-ifast.ts';

/** A linear stand-in for an encoder's transform, for searches that change one sample after the other. */
export interface SearchBasis {
  /** Change of a coefficient, in quantiser steps, per level of a sample: `position * 64 + k`, natural order. */
  readonly basis: Float32Array;
  /** What the encoder's coefficients lie above those of the basis on average, in steps; natural order. */
  readonly bias: Float32Array;
  /** How far, in steps, a coefficient may lie from the file's for the encoder to round it to that; natural order. */
  readonly threshold: Float32Array;
}

/** How far outputs lie from the linear transform, natural order. */
interface Deviation {
  readonly mean: Float64Array;
  /** Half the width about the mean within which all but five in a thousand lie. */
  readonly spread: Float64Array;
}

/** By how much `islow` misses the linear transform, in coefficient units: measured at most 0.19. */
const ISLOW_SPREAD = 0.2;
/** More than the others ever miss it by. */
const FLOAT_SPREAD = 0.01;

/**
 * The linear stand-in for a component and a transform. Its bounds hold for every block, but with `ifast` and `ap922` for
 * 995 of 1000 coefficients of blocks in which two or three classes meet.
 */
export function searchBasis(component: { readonly quantisation: Uint16Array }, dct: DctMethod): SearchBasis {
  const { quantisation } = component;
  const { scales } = blockTransform(dct, quantisation);
  const divisors = Float64Array.from(quantisation, (step, k) => {
    if (dct === 'ifast') return scales[k];
    return dct === 'ap922' ? 1 / scales[k] : step;
  });
  const { mean, spread } = deviationOf(dct);
  return {
    basis: unitResponses(dct, divisors),
    bias: Float32Array.from(mean, (units, k) => units / divisors[k]),
    threshold: Float32Array.from(spread, (units, k) => 0.5 + units / divisors[k]),
  };
}

function unitResponses(dct: DctMethod, divisors: Float64Array): Float32Array {
  const line = dct === 'ifast' ? ifastLine : orthonormalLine;
  const basis = new Float32Array(4096);
  for (let position = 0; position < 64; position++) {
    for (let k = 0; k < 64; k++) {
      const value = line[(k & 7) * 8 + (position & 7)] * line[(k >> 3) * 8 + (position >> 3)];
      basis[position * 64 + k] = value / divisors[k];
    }
  }
  return basis;
}

/** The one-dimensional orthonormal DCT: `frequency * 8 + position`. */
const orthonormalLine = Float64Array.from({ length: 64 }, (_, at) => {
  const frequency = at >> 3;
  return (frequency === 0 ? Math.SQRT1_2 : 1) * 0.5 * Math.cos(((2 * (at & 7) + 1) * frequency * Math.PI) / 16);
});

/** That of `forwardDctIfast` with its constants of 8 bits, if products kept their fractions. */
const ifastLine = transposed(Array.from({ length: 8 }, (_, position) => ifastUnit(position)));

function ifastUnit(position: number): number[] {
  const unit = (at: number) => (at === position ? 1 : 0);
  const [s0, s1, s2, s3] = [0, 1, 2, 3].map((at) => unit(at) + unit(7 - at));
  const [d0, d1, d2, d3] = [0, 1, 2, 3].map((at) => unit(at) - unit(7 - at));
  const even = ((s1 - s2 + s0 - s3) * 181) / 256;
  const odd = ((d2 + d1) * 181) / 256;
  const shared = ((d3 + d2 - d1 - d0) * 98) / 256;
  const low = ((d3 + d2) * 139) / 256 + shared;
  const high = ((d1 + d0) * 334) / 256 + shared;
  return [
    s0 + s3 + s1 + s2,
    d0 + odd + high,
    s0 - s3 + even,
    d0 - odd - low,
    s0 + s3 - s1 - s2,
    d0 - odd + low,
    s0 - s3 - even,
    d0 + odd - high,
  ];
}

function transposed(columns: readonly (readonly number[])[]): Float64Array {
  return Float64Array.from({ length: 64 }, (_, at) => columns[at & 7][at >> 3]);
}

const measured = new Map<DctMethod, Deviation>();

function deviationOf(dct: DctMethod): Deviation {
  const known = measured.get(dct) ?? measureDeviation(dct);
  measured.set(dct, known);
  return known;
}

function measureDeviation(dct: DctMethod): Deviation {
  if (dct === 'ifast') return calibrate(forwardDctIfast, ifastLine);
  if (dct === 'ap922') return calibrate(forwardDctAp922, orthonormalLine);
  const spread = dct === 'islow' ? ISLOW_SPREAD : FLOAT_SPREAD;
  return { mean: new Float64Array(64), spread: new Float64Array(64).fill(spread) };
}

const CALIBRATION_BLOCKS = 2000;
const COVERED = 0.995;

/** Runs a transform on random blocks of two or three levels, always the same. */
function calibrate(transform: (block: Int32Array) => void, line: Float64Array): Deviation {
  const deviations = Array.from({ length: 64 }, () => new Float64Array(CALIBRATION_BLOCKS));
  const random = randomNumbers();
  const block = new Int32Array(64);
  for (let index = 0; index < CALIBRATION_BLOCKS; index++) {
    drawBlock(random, block);
    const linear = transformLinearly(block, line);
    transform(block);
    for (let k = 0; k < 64; k++) deviations[k][index] = block[k] - linear[k];
  }
  const mean = Float64Array.from(deviations, (values) => values.reduce((sum, value) => sum + value, 0) / values.length);
  const spread = Float64Array.from(deviations, (values, k) => {
    const distances = values.map((value) => Math.abs(value - mean[k])).sort();
    return distances[Math.floor(COVERED * (distances.length - 1))];
  });
  return { mean, spread };
}

/** Numbers of 0 up to 1 by a linear congruential generator with a fixed seed. */
function randomNumbers(): () => number {
  let state = 1;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return (state >>> 8) / 2 ** 24;
  };
}

/** One or two straight boundaries between areas of random levels. */
function drawBlock(random: () => number, block: Int32Array): void {
  const levels = [0, 1, 2, 3].map(() => Math.floor(random() * 256) - 128);
  const boundaries = Array.from({ length: random() < 0.5 ? 1 : 2 }, () => {
    const angle = random() * 2 * Math.PI;
    return { x: Math.cos(angle), y: Math.sin(angle), offset: random() * 10 - 5 };
  });
  for (let at = 0; at < 64; at++) {
    const sides = boundaries.map(({ x, y, offset }) => ((at & 7) - 3.5) * x + ((at >> 3) - 3.5) * y > offset);
    block[at] = levels[sides.filter(Boolean).length];
  }
}

function transformLinearly(block: Int32Array, line: Float64Array): Float64Array {
  const rows = new Float64Array(64);
  for (let at = 0; at < 64; at++) {
    for (let x = 0; x < 8; x++) rows[at] += line[(at & 7) * 8 + x] * block[(at & 56) + x];
  }
  const coefficients = new Float64Array(64);
  for (let at = 0; at < 64; at++) {
    for (let y = 0; y < 8; y++) coefficients[at] += line[(at >> 3) * 8 + y] * rows[y * 8 + (at & 7)];
  }
  return coefficients;
}
