import { forwardDctAp922 } from './forward-dct-ap922.ts';
import { forwardDctDouble } from './forward-dct-double.ts';
import { forwardDctFloat } from './forward-dct-float.ts';
import { forwardDctIfast } from './forward-dct-ifast.ts';
import { forwardDct } from './forward-dct.ts';

/**
 * The transforms that writers of masks use, the most usual first. Three are libjpeg's; `ap922` is that of Windows
 * (Paint, GDI+), `double` that of jpeg-js. Colour conversion and down-sampling are libjpeg's with all of them.
 */
export const dctMethods = ['islow', 'ifast', 'float', 'ap922', 'double'] as const;
export type DctMethod = (typeof dctMethods)[number];

/** How an encoder makes quantised coefficients of 64 samples. */
export interface BlockTransform {
  readonly method: DctMethod;
  /**
   * What the transform's outputs are divided by (`islow`, `ifast`) or multiplied with (the others) to give levels; 64 in
   * natural order.
   */
  readonly scales: Float64Array;
  /**
   * Writes the coefficients, in quantiser steps and not yet rounded, to `levels`; uses up `samples`, which are
   * level-shifted (-128..127). Both hold 64 in natural order.
   */
  toLevels(samples: Int32Array, levels: Float64Array): void;
}

/** The transform for 64 quantiser steps in natural order. */
export function blockTransform(method: DctMethod, quantisation: Uint16Array): BlockTransform {
  const scales = Float64Array.from(quantisation, (step, k) => scaleOf(method, step, k));
  return { method, scales, toLevels: levelWriters[method](scales) };
}

/**
 * Whether an encoder rounds a level to this quantised coefficient: halves go to even where the processor's vector
 * conversion rounds (`float` as libjpeg-turbo has it on x86, `ap922`), else away from zero (jcdctmgr.c).
 */
export function isRoundedTo(method: DctMethod, level: number, quantised: number): boolean {
  if (method !== 'float' && method !== 'ap922') {
    return Math.floor(Math.abs(level) + 0.5) === (level < 0 ? -quantised : quantised);
  }
  const distance = Math.abs(level - quantised);
  return distance < 0.5 || (distance === 0.5 && (quantised & 1) === 0);
}

/** A level as an encoder rounds it. */
export function roundLevel(method: DctMethod, level: number): number {
  const below = Math.floor(level);
  return isRoundedTo(method, level, below) ? below : below + 1;
}

/** What the transform of Arai, Agui and Nakajima leaves to the quantiser, by frequency (jcdctmgr.c). */
const AAN_FACTORS = [1, 1.387039845, 1.306562965, 1.175875602, 1, 0.785694958, 0.5411961, 0.275899379];

/** As jcdctmgr.c makes them; those of `ap922` are reciprocals with 15 fractional bits. */
function scaleOf(method: DctMethod, step: number, k: number): number {
  const [row, column] = [AAN_FACTORS[k >> 3], AAN_FACTORS[k & 7]];
  switch (method) {
    case 'islow':
      return 8 * step;
    case 'ifast':
      return Math.floor((step * Math.floor(row * column * 16384 + 0.5) + 1024) / 2048);
    case 'float':
      return Math.fround(1 / (step * row * column * 8));
    case 'double':
      return 1 / (step * row * column * 8);
    case 'ap922':
      return Math.floor(32768 / step + 0.5) / 32768;
  }
}

const singles = new Float32Array(64);
const doubles = new Float64Array(64);

const levelWriters: Readonly<Record<DctMethod, (scales: Float64Array) => BlockTransform['toLevels']>> = {
  islow: (scales) => (samples, levels) => {
    forwardDct(samples);
    for (let k = 0; k < 64; k++) levels[k] = samples[k] / scales[k];
  },
  ifast: (scales) => (samples, levels) => {
    forwardDctIfast(samples);
    for (let k = 0; k < 64; k++) levels[k] = samples[k] / scales[k];
  },
  float: (scales) => (samples, levels) => {
    singles.set(samples);
    forwardDctFloat(singles);
    for (let k = 0; k < 64; k++) levels[k] = Math.fround(singles[k] * scales[k]);
  },
  double: (scales) => (samples, levels) => {
    doubles.set(samples);
    forwardDctDouble(doubles);
    for (let k = 0; k < 64; k++) levels[k] = doubles[k] * scales[k];
  },
  ap922: (scales) => (samples, levels) => {
    forwardDctAp922(samples);
    for (let k = 0; k < 64; k++) levels[k] = samples[k] * scales[k];
  },
};
