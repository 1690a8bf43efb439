// Decides the MCUs in which classes meet (see src/shared/decide/mcu-labeller.ts).
import { setCandidates, setUpCosts } from './cell-costs';
import { isMcuCertified, isReproduced, mcuViolation } from './certificate';
import { goToRow, pairCodes, setUpChroma } from './chroma-targets';
import { setUpFirstLabels } from './first-labels';
import { bottom, column, goTo, left, mcuRow, right, top } from './mcu-place';
import { sweepMixed, sweepUnsettled } from './mcu-sweeps';
import { take } from './memory';
import { hasUnwitnessed, setUpNearest, witness, witnessed } from './nearest-class';
import { classCount, labels, mcuHeight, mcuWidth, width } from './picture';
import { labelMcuNearest, showsUnwitnessed } from './sample-lines';
import { collectNear, setUpSolidClasses } from './solid-classes';

const UNWITNESSED_FACTOR: f64 = 0.25;
const FEWEST_PIXELS: u32 = 3;

/** Classes that may stand in the MCU, one byte each; and the pixels of each class in it. */
const classList: usize = memory.data(512, 16);
const seen: usize = memory.data(1024, 16);

/** The labels that miss the MCU's coefficients least so far, by how much, and whether they reproduce it. */
let bestLabels: usize = 0;
let leastViolation: f64 = 0;
let isBestReproduced: bool = false;

export function setUpLabeller(): void {
  setUpNearest();
  setUpSolidClasses();
  setUpFirstLabels();
  setUpCosts();
  setUpChroma();
  bestLabels = take(mcuWidth * mcuHeight);
}

/** Tries, the cheapest first, until the labels reproduce the MCU; else keeps what misses its coefficients least. */
export function decideMcu(mcuColumn: i32, row: i32): bool {
  goTo(mcuColumn, row);
  goToRow(row);
  const count = collectNear(mcuColumn, row, classList);
  leastViolation = Infinity;
  if (count > 1) {
    useCandidates(count);
    sweepMixed();
    if (isMcuCertified(column, mcuRow)) return true;
    const isChanged = sweepUnsettled();
    leastViolation = mcuViolation(column, mcuRow, Infinity);
    if (isChanged && isReproduced) return true;
    isBestReproduced = isReproduced;
    copyOut();
  } else consider(1);
  tryNearest(count);
  if (hasUnwitnessed() && showsUnwitnessed()) tryUnwitnessed(count);
  copyIn();
  return isBestReproduced;
}

function useCandidates(count: i32): void {
  setCandidates(classList, count);
  pairCodes();
}

/** Keeps the labels where they miss the coefficients by less than `factor` of what the best so far miss. */
function consider(factor: f64): bool {
  const limit = factor * leastViolation;
  const violation = mcuViolation(column, mcuRow, limit);
  if (violation >= limit) return false;
  leastViolation = violation;
  isBestReproduced = isReproduced;
  copyOut();
  return true;
}

function tryNearest(count: i32): void {
  labelMcuNearest(false);
  consider(1);
  const total = addSeenClasses(count);
  if (total === count) return;
  useCandidates(total);
  sweepUnsettled();
  consider(1);
}

/** Adds the classes of the MCU's labels to the `count` candidates, but for a few pixels; returns how many they are. */
function addSeenClasses(count: i32): i32 {
  memory.fill(seen, 0, classCount << 2);
  for (let y = top; y < bottom; y++) {
    const line = labels + y * width;
    for (let x = left; x < right; x++) {
      const at = seen + (<usize>load<u8>(line + x) << 2);
      store<u32>(at, load<u32>(at) + 1);
    }
  }
  for (let i = 0; i < count; i++) store<u32>(seen + (<usize>load<u8>(classList + i) << 2), 0);
  let total = count;
  for (let position = 0; position < classCount; position++) {
    if (load<u32>(seen + (position << 2)) >= FEWEST_PIXELS) store<u8>(classList + total++, <u8>position);
  }
  return total;
}

/** Classes that nothing else in the file shows must explain an MCU far better. */
function tryUnwitnessed(count: i32): void {
  labelMcuNearest(true);
  const total = addSeenClasses(count);
  if (!hasSeenUnwitnessed()) return;
  considerUnwitnessed();
  if (leastViolation === 0 || total === count) return;
  useCandidates(total);
  sweepUnsettled();
  considerUnwitnessed();
}

function hasSeenUnwitnessed(): bool {
  for (let position = 0; position < classCount; position++) {
    if (load<u32>(seen + (position << 2)) > 0 && load<u8>(witnessed + position) === 0) return true;
  }
  return false;
}

/** A certified MCU is as good a witness of its classes as a flat one. */
function considerUnwitnessed(): void {
  if (!consider(UNWITNESSED_FACTOR) || !isBestReproduced) return;
  const pixels = (right - left) * (bottom - top);
  for (let place = 0; place < pixels; place++) {
    const position = <i32>load<u8>(bestLabels + place);
    if (load<u8>(witnessed + position) === 0) witness(position);
  }
}

function copyOut(): void {
  const wide = <usize>(right - left);
  let to = bestLabels;
  for (let y = top; y < bottom; y++) {
    memory.copy(to, labels + y * width + left, wide);
    to += wide;
  }
}

function copyIn(): void {
  const wide = <usize>(right - left);
  let from = bestLabels;
  for (let y = top; y < bottom; y++) {
    memory.copy(labels + y * width + left, from, wide);
    from += wide;
  }
}
