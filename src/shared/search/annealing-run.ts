/** A run of simulated annealing: stiffness, which is what violations cost, grows while heat falls from 1. */
export interface AnnealingRun {
  /** Its length. */
  readonly proposals: number;
  /** The stiffness at which it begins. */
  readonly softest: number;
  /** The factors of stiffness and heat from one proposal to the next. */
  readonly stiffen: number;
  readonly cool: number;
}

const COLDEST = 0.3;

export function annealingRun(proposals: number, softest: number, stiffest: number): AnnealingRun {
  return {
    proposals,
    softest,
    stiffen: Math.pow(stiffest / softest, 1 / proposals),
    cool: Math.pow(COLDEST, 1 / proposals),
  };
}
