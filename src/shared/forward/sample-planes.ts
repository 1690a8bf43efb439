import type { SampleRows } from '../jpeg/sample-rows.ts';
import type { ComponentModel } from './forward-model.ts';

/** Share of the quantiser's noise that survives in masks, whose coefficients are mostly zero. */
const NOISE_SHARE = 0.3;
const LEAST_VARIANCE = 0.5;

/** One component as the labelling of a row of MCUs needs it. */
export interface SamplePlane {
  readonly codes: Uint8Array;
  readonly ratioX: number;
  readonly ratioY: number;
  /** Samples of the row of MCUs that is worked on. */
  samples: Int16Array;
  readonly stride: number;
  /** One over the variance of the samples round the truth, in squared levels. */
  readonly weight: number;
  /** How far, in levels, a sample of a place that is one class may lie from that class. */
  readonly tolerance: number;
}

/** How many standard deviations a solid place may lie from its class. */
const SOLID_DEVIATIONS = 2.5;

export function samplePlane(part: ComponentModel, rows: SampleRows): SamplePlane {
  const variance = sampleVariance(part);
  return {
    codes: part.codes,
    ratioX: part.ratioX,
    ratioY: part.ratioY,
    samples: new Int16Array(0),
    stride: rows.stride,
    weight: 1 / variance,
    tolerance: solidTolerance(variance),
  };
}

/** How far, in levels, a sample of a place that is one class may lie from that class. */
export function solidTolerance(variance: number): number {
  return 1 + SOLID_DEVIATIONS * Math.sqrt(variance);
}

/** The variance of a component's samples round the truth, judged by its quantiser steps. */
export function sampleVariance(part: ComponentModel): number {
  const { quantisation } = part.component;
  const meanSquare = quantisation.reduce((sum, step) => sum + step * step, 0) / 64;
  return (NOISE_SHARE * meanSquare) / 12 + LEAST_VARIANCE;
}
