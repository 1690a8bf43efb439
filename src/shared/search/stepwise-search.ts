import { type ShouldStop, throwIfStopped } from '../should-stop.ts';
import type { Labels } from '../forward/down-sampling.ts';
import { annealingRun } from './annealing-run.ts';
import type { McuChoice, McuPlace, McuSearch, SettleWork, SolveWork } from './mcu-search.ts';
import type { SearchEnergy } from './search-energy.ts';
import type { SearchSteps } from './search-steps.ts';

/** Each run is so much longer than the one before, up to so many times the first. */
const LENGTHENING = 1.1;
const LONGEST = 20;
/** Every third run starts from the samples. */
const FROM_SAMPLES = 3;
/** Where one of so many proposals of the sampling changes nothing, nothing else fits. */
const SAMPLES_PER_PROBE = 8;
/** Polishing begins stiff: it starts from labels that reproduce the MCU. */
const POLISH_STIFFNESS = 30;

/** Searches MCUs step by step, and asks between the steps whether to stop: throws `cancelled` then. */
export class StepwiseSearch implements McuSearch {
  private readonly steps: SearchSteps;
  private readonly energy: SearchEnergy;
  private readonly shouldStop: ShouldStop;

  constructor(steps: SearchSteps, energy: SearchEnergy, shouldStop: ShouldStop) {
    this.steps = steps;
    this.energy = energy;
    this.shouldStop = shouldStop;
  }

  get shares(): Float32Array {
    return this.steps.shares;
  }

  get seconds(): Uint8Array | Uint16Array {
    return this.steps.seconds;
  }

  enter(place: McuPlace, labels: Labels, choice: McuChoice): void {
    throwIfStopped(this.shouldStop);
    this.steps.enter(place, labels, choice);
  }

  solve({ runs, proposals, isBrief = false }: SolveWork): boolean {
    const { steps, energy } = this;
    // Where nothing is reproduced anyway, specks are not worth the time that they take.
    const isExact = energy.tolerance === undefined && energy.cells === undefined;
    let isSolved = steps.begin({ triesAll: !isBrief, triesGround: !isBrief && isExact });
    let length = proposals;
    for (let run = 0; run < runs && !isSolved; run++) {
      throwIfStopped(this.shouldStop);
      const way = { startsFromSamples: run % FROM_SAMPLES === FROM_SAMPLES - 1, takesAll: run % 2 === 0 };
      isSolved = steps.searchOn(annealingRun(Math.trunc(length), energy.softest, energy.stiffest), way);
      length = Math.min(length * LENGTHENING, LONGEST * proposals);
    }
    return steps.finish();
  }

  settle({ isCertified, polishRuns, polishProposals, samples }: SettleWork): boolean {
    const { steps, energy } = this;
    const stiffness = isCertified ? energy.certifiedSamplingStiffness : energy.samplingStiffness;
    if (!steps.beginSettling(isCertified, stiffness, Math.ceil(samples / SAMPLES_PER_PROBE))) return false;
    if (isCertified && polishRuns > 0) {
      const run = annealingRun(polishProposals, POLISH_STIFFNESS, energy.stiffest);
      for (let index = 0; index < polishRuns; index++) {
        throwIfStopped(this.shouldStop);
        steps.polish(run);
      }
    }
    throwIfStopped(this.shouldStop);
    steps.settle(samples, isCertified);
    return true;
  }

  leave(labels: Labels): void {
    this.steps.leave(labels);
  }
}
