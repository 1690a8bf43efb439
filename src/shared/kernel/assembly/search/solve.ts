// The search for labels that reproduce an MCU (see docs/decisions and src/shared/search).
import { anneal } from './annealing';
import { descend, descendAmongAll } from './descent';
import { bestEnergy, consider, energy, forgetBest, returnToBest, saveBest } from './energy';
import { allCount, nearCount } from './label-set';
import { WINDOW_BYTES, isReproduced, measure, windowLabels } from './mcu';
import { startFromSamples } from './start';

const SWEEPS = 8;
const SWEEPS_AMONG_ALL = 4;
/** Each run is so much longer than the one before. */
const LENGTHENING: f64 = 1.15;
const POLISH_STIFFNESS: f64 = 30;
const LOWER: f64 = 1e-9;

/** Labels decoded from the samples alone. */
const startWindow: usize = memory.data(1600, 16);

/**
 * Searches labels that reproduce the MCU, from those in the window: descent from these and from the samples, then
 * annealing from the best and, every third time, from the samples again. Leaves the best labels in the window; returns
 * whether they reproduce it. `proposals` is the length of the first run, `soft` the stiffness at which runs begin.
 */
export function solve(runs: i32, proposals: i32, soft: f64): bool {
  measure();
  forgetBest();
  descend(SWEEPS);
  let isSolved = consider();
  if (!isSolved) isSolved = descendFromSamples();
  if (!isSolved) {
    returnToBest();
    descendAmongAll(SWEEPS_AMONG_ALL);
    isSolved = consider();
  }
  let length = <f64>proposals;
  for (let run = 0; run < runs && !isSolved; run++) {
    returnToBest();
    if (run % 3 === 2) {
      memory.copy(windowLabels, startWindow, WINDOW_BYTES);
      measure();
    }
    anneal(<i32>length, soft, (run & 1) === 0 ? allCount : nearCount);
    descend(SWEEPS);
    isSolved = consider();
    length *= LENGTHENING;
  }
  returnToBest();
  return isReproduced();
}

function descendFromSamples(): bool {
  startFromSamples();
  memory.copy(startWindow, windowLabels, WINDOW_BYTES);
  measure();
  descend(SWEEPS);
  return consider();
}

/** Looks for smoother labels that reproduce the MCU as well as those in the window do. */
export function polish(runs: i32, proposals: i32): void {
  forgetBest();
  saveBest();
  for (let run = 0; run < runs; run++) {
    anneal(proposals, POLISH_STIFFNESS, nearCount);
    descend(SWEEPS);
    if (energy() < bestEnergy - LOWER && isReproduced()) saveBest();
    else returnToBest();
  }
}
