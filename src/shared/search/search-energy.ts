import type { ForwardModel } from '../forward/forward-model.ts';

/** Where the coefficients of labels may lie, for blocks with AC coefficients: 64 by a block's place in the pool, in steps. */
export interface CoefficientCells {
  /** Added to the coefficients of labels before they are held against the file's. */
  readonly bias: Float32Array;
  /** How far they may lie from these then. */
  readonly thresholds: Float32Array;
}

/**
 * How blocks of the first component went through a second saving, by another program that decoded the first: it saw luma
 * in red, green and blue, which are cut to 0..255.
 */
export interface LumaResaving {
  /** The quantiser's steps of the second saving; those of the first are the component's. */
  readonly steps: Uint16Array;
  /**
   * Writes what a block's coefficients are, dequantised, eightfold, and what chroma adds to its luma: 64 for red, green and
   * blue each. False where the block lies in part outside the picture: cells tell of it.
   */
  load(block: number, targets: Float32Array, shifts: Int16Array): boolean;
}

/** What a search weighs against each other: how far coefficients lie from the file's, and how rough labels are. */
export interface SearchEnergy {
  /** How far beyond its cell a coefficient may lie at no cost, in units of the unquantised one; undefined: hardly. */
  readonly tolerance: number | undefined;
  /** By component; undefined where all blocks have the cells that the quantiser makes, as far as `tolerance` allows. */
  readonly cells?: readonly CoefficientCells[] | undefined;
  /** Of files that were saved twice: luma is saved twice as well, in place of its cells. */
  readonly resaving?: LumaResaving | undefined;
  /** What a violation costs when annealing begins, and when it ends. */
  readonly softest: number;
  readonly stiffest: number;
  /** Weight of a violation itself beside its square. */
  readonly linearWeight: number;
  readonly roughnessWeight: number;
  /** What a violation costs in the sampling from which certainty follows; and in that of certified MCUs. */
  readonly samplingStiffness: number;
  readonly certifiedSamplingStiffness: number;
}

/** For files whose coefficients are those of a mask: only what reproduces them will do. */
export function exactEnergy(model: ForwardModel): SearchEnergy {
  return {
    tolerance: undefined,
    softest: softestStiffness(model),
    stiffest: 1000,
    linearWeight: 0.2,
    roughnessWeight: 0.5,
    // A labelling a tenth of a step outside a cell is still likely: about what the prior allows.
    samplingStiffness: 100,
    // Softer than fits the prior: what a pixel could be is to be found, not how likely it is. At 30 half as many of the
    // pixels called certain are wrong as at 100; the commonest label is better found at 100.
    certifiedSamplingStiffness: 30,
  };
}

/** Violations of a file without much noise cost no more than this, of a very noisy one no less. */
const MOST_SOFT_STIFFNESS = 30;
const LEAST_SOFT_STIFFNESS = 0.1;
/** Less noise is not told from the roundings, more is a picture with other contents. */
const LEAST_NOISE = 0.3;
const MOST_NOISE = 6;

/**
 * For files that were altered between mask and JPEG: coefficients tell where boundaries are as far as `noise` allows, the
 * distance of coefficients from those of the labels in units of the unquantised ones (see `labelNoise`). Constants were
 * chosen on 15 masks under seven alterations; half and double do little worse.
 */
export function softEnergy(model: ForwardModel, noise: number): SearchEnergy {
  const spread = Math.min(MOST_NOISE, Math.max(LEAST_NOISE, noise));
  const stiffness = 3 * (meanStep(model) / 29 / spread) ** 1.5;
  const stiffest = Math.min(MOST_SOFT_STIFFNESS, Math.max(LEAST_SOFT_STIFFNESS, stiffness));
  return {
    tolerance: 0.8 * spread,
    softest: stiffest / 4,
    stiffest,
    linearWeight: 0,
    roughnessWeight: 1,
    samplingStiffness: stiffest,
    certifiedSamplingStiffness: stiffest,
  };
}

/**
 * The stiffness at which annealing begins: such that a violation costs about the same in levels whatever the quantiser's
 * steps. 2 suits the luma table of quality 75, whose steps are 29 on average; four times that suits quality 50.
 */
function softestStiffness(model: ForwardModel): number {
  return Math.min(50, Math.max(0.05, 2 * (meanStep(model) / 29) ** 2));
}

function meanStep({ components }: ForwardModel): number {
  return components[0].component.quantisation.reduce((sum, step) => sum + step, 0) / 64;
}
