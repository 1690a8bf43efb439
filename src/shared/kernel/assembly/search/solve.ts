// The search for labels that reproduce an MCU, in steps: the host asks for one after the other (see
// src/shared/search/stepwise-search.ts).
import { anneal } from './annealing';
import { descend, descendAmongAll } from './descent';
import { bestEnergy, consider, energy, forgetBest, returnToBest, saveBest } from './energy';
import { allCount, nearCount } from './label-set';
import { WINDOW_BYTES, isReproduced, measure, windowLabels } from './mcu';
import { RIVAL_MARGIN, addRival } from './rivals';
import { descendFromGround } from './specks';
import { startFromSamples } from './start';

const SWEEPS = 8;
const SWEEPS_AMONG_ALL = 4;
const LOWER: f64 = 1e-9;

/** Labels decoded from the samples alone. */
const startWindow: usize = memory.data(1600, 16);

/**
 * Descends from the labels in the window and from the samples, and in the end, with `triesAll`, to labels that nothing near
 * shows, with `triesGround` from the ground alone; returns whether labels found reproduce the MCU.
 */
export function beginSearch(triesAll: bool, triesGround: bool): bool {
  measure();
  forgetBest();
  descend(SWEEPS);
  if (consider()) return true;
  startFromSamples();
  memory.copy(startWindow, windowLabels, WINDOW_BYTES);
  measure();
  descend(SWEEPS);
  if (consider()) return true;
  if (!triesAll) return false;
  returnToBest();
  descendAmongAll(SWEEPS_AMONG_ALL);
  if (consider()) return true;
  if (!triesGround) return false;
  returnToBest();
  return descendFromGround() && consider();
}

/**
 * A run of annealing from the best labels or from the samples; `takesAll` tells whether labels that nothing near shows
 * may be proposed. Returns whether the labels found reproduce the MCU.
 */
export function searchOn(
  startsFromSamples: bool,
  takesAll: bool,
  proposals: i32,
  softest: f64,
  stiffen: f64,
  cool: f64,
): bool {
  if (startsFromSamples) {
    memory.copy(windowLabels, startWindow, WINDOW_BYTES);
    measure();
  } else returnToBest();
  anneal(proposals, softest, stiffen, cool, takesAll ? allCount : nearCount);
  descend(SWEEPS);
  return consider();
}

/** Leaves the best labels in the window; returns whether they reproduce the MCU. */
export function finishSearch(): bool {
  returnToBest();
  return isReproduced();
}

/**
 * A run that looks for smoother labels which reproduce the MCU as well as the best so far, and remembers what else it
 * finds to reproduce it. Leaves the best in the window.
 */
export function polish(proposals: i32, softest: f64, stiffen: f64, cool: f64): void {
  anneal(proposals, softest, stiffen, cool, nearCount);
  descend(SWEEPS);
  const found = energy();
  if (found < bestEnergy + RIVAL_MARGIN && isReproduced()) {
    addRival(found);
    if (found < bestEnergy - LOWER) saveBest();
  }
  returnToBest();
}
