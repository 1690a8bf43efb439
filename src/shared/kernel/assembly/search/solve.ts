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
const LENGTHENING: f64 = 1.1;
const POLISH_STIFFNESS: f64 = 30;
const LOWER: f64 = 1e-9;
/** Labellings that reproduce the MCU and are rougher by no more than this, in energy, may be the true ones as well. */
const RIVAL_MARGIN: f64 = 5;
const MAX_RIVALS = 16;

/** Labels decoded from the samples alone. */
const startWindow: usize = memory.data(1600, 16);

/** Other labellings that polishing found to reproduce the MCU: windows, and their energies. */
const rivals: usize = memory.data(16 * 1600, 16);
const rivalEnergies: usize = memory.data(16 * 8, 16);
let rivalCount: i32 = 0;

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

/**
 * Looks for smoother labels that reproduce the MCU as well as those in the window do, and remembers what else it finds
 * to reproduce it.
 */
export function polish(runs: i32, proposals: i32): void {
  forgetBest();
  saveBest();
  rivalCount = 0;
  addRival(bestEnergy);
  for (let run = 0; run < runs; run++) {
    anneal(proposals, POLISH_STIFFNESS, nearCount);
    descend(SWEEPS);
    const found = energy();
    if (found < bestEnergy + RIVAL_MARGIN && isReproduced()) {
      addRival(found);
      if (found < bestEnergy - LOWER) saveBest();
    }
    returnToBest();
  }
}

function addRival(found: f64): void {
  if (rivalCount === MAX_RIVALS) return;
  memory.copy(rivals + <usize>rivalCount * WINDOW_BYTES, windowLabels, WINDOW_BYTES);
  store<f64>(rivalEnergies + (rivalCount << 3), found);
  rivalCount++;
}

/** Whether a labelling about as smooth as the best has another label at this place of the window. */
export function hasRival(place: usize): bool {
  for (let i = 0; i < rivalCount; i++) {
    if (load<f64>(rivalEnergies + (i << 3)) > bestEnergy + RIVAL_MARGIN) continue;
    if (load<u8>(rivals + <usize>i * WINDOW_BYTES + place) !== load<u8>(windowLabels + place)) return true;
  }
  return false;
}

export function forgetRivals(): void {
  rivalCount = 0;
}
