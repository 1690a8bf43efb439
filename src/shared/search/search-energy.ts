import type { ForwardModel } from '../repair/forward-model.ts';

/** What a search weighs against each other: how far coefficients lie from the file's, and how rough labels are. */
export interface SearchEnergy {
  /** How far beyond its cell a coefficient may lie at no cost, in units of the unquantised one; undefined: hardly. */
  readonly tolerance: number | undefined;
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

/** For files that were altered between mask and JPEG: coefficients tell roughly where boundaries are, no more. */
export const softEnergy: SearchEnergy = {
  tolerance: 3,
  softest: 0.5,
  stiffest: 2,
  linearWeight: 0,
  roughnessWeight: 1,
  samplingStiffness: 2,
  certifiedSamplingStiffness: 2,
};

/**
 * The stiffness at which annealing begins: such that a violation costs about the same in levels whatever the quantiser's
 * steps. 2 suits the luma table of quality 75, whose steps are 29 on average; four times that suits quality 50.
 */
function softestStiffness(model: ForwardModel): number {
  const { quantisation } = model.components[0].component;
  const mean = quantisation.reduce((sum, step) => sum + step, 0) / 64;
  return Math.min(50, Math.max(0.05, 2 * (mean / 29) ** 2));
}
