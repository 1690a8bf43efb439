import { searchByKernel, suitsKernelSearch } from './search-by-kernel.ts';
import type { DecisionInput } from '../decide/decide-labels.ts';
import type { ForwardModel } from '../forward/forward-model.ts';
import type { McuSearch } from './mcu-search.ts';
import { PlainSearch } from './plain-search.ts';
import type { SearchEnergy } from './search-energy.ts';
import type { SearchSteps } from './search-steps.ts';
import { StepwiseSearch } from './stepwise-search.ts';

/** Classes that a search takes, at most: its work and memory grow with them. */
export const MOST_SEARCHED_CLASSES = 4096;

/** Whether files of a model are searched at all. */
export function suitsSearch({ classCount }: ForwardModel): boolean {
  return classCount <= MOST_SEARCHED_CLASSES;
}

/** Runs `work` with the search of a file's MCUs: by the kernel where it can, else in plain TypeScript. */
export function searchFile<Result>(
  { model, shouldStop }: DecisionInput,
  energy: SearchEnergy,
  work: (search: McuSearch) => Result,
): Result {
  const stepwise = (steps: SearchSteps) => work(new StepwiseSearch(steps, energy, shouldStop));
  return suitsKernelSearch(model) ? searchByKernel(model, energy, stepwise) : stepwise(new PlainSearch(model, energy));
}
