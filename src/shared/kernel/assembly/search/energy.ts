// The energy that the search lowers: how far the coefficients lie outside the file's cells, times a stiffness, plus how
// rough the labels are.
import { addFlip, beginTry, changeOfTry, keepTry, takeBackTry } from './change';
import { STRIDE, WINDOW_BYTES, high, isReproduced, measure, origin, totalViolation, wide, windowLabels } from './mcu';
import { likeness, roughnessChange } from './moves';
import { roughnessWeight, stiffest } from './weights';

/** The best labels of the MCU so far, as a window. */
const bestWindow: usize = memory.data(1600, 16);
export let bestEnergy: f64 = Infinity;

export function energy(): f64 {
  let sum: f64 = 0;
  for (let y = 0; y < high; y++) {
    for (let x = 0; x < wide; x++) {
      const at = origin + y * STRIDE + x;
      sum += 8 - likeness(at, load<u8>(at));
    }
  }
  return stiffest * totalViolation() + roughnessWeight * sum;
}

export function forgetBest(): void {
  bestEnergy = Infinity;
}

export function saveBest(): void {
  bestEnergy = energy();
  memory.copy(bestWindow, windowLabels, WINDOW_BYTES);
}

/** Whether the labels in the window are the best. */
export function isBest(): bool {
  return memory.compare(bestWindow, windowLabels, WINDOW_BYTES) === 0;
}

export function returnToBest(): void {
  memory.copy(windowLabels, bestWindow, WINDOW_BYTES);
  measure();
}

/**
 * Keeps the labels at hand where they reproduce the file or are better than the best so far; returns whether they
 * reproduce it. The integers decide, not the violation: that allows for most of a transform's rounding, not for all.
 */
export function consider(): bool {
  const isSolved = isReproduced();
  if (isSolved || energy() < bestEnergy) saveBest();
  return isSolved;
}

/** Changes a pixel if that makes the energy at most `bound` larger. */
export function tryFlip(pixel: i32, label: u8, bound: f64): bool {
  const rougher = roughnessWeight * roughnessChange(pixel, label);
  beginTry();
  addFlip(pixel, label);
  return settleTry(rougher, stiffest, bound);
}

/** How much larger one change makes the energy; nothing is changed. Anything above `limit` where that is exceeded. */
export function changeOfFlip(pixel: i32, label: u8, limit: f64): f64 {
  const rougher = roughnessWeight * roughnessChange(pixel, label);
  beginTry();
  addFlip(pixel, label);
  const change = changeOfTry((limit - rougher) / stiffest);
  takeBackTry();
  return stiffest * change + rougher;
}

/** Keeps the try that was begun if it makes the energy at most `bound` larger, else takes it back. */
export function settleTry(rougher: f64, stiffness: f64, bound: f64): bool {
  const change = changeOfTry((bound - rougher) / stiffness);
  if (stiffness * change + rougher <= bound) {
    keepTry();
    return true;
  }
  takeBackTry();
  return false;
}
