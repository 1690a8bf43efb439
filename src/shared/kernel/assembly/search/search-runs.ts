// The search of one MCU: descent, annealing, polish.
import { addFlip, beginTry, changeOfTry, keepTry, takeBackTry } from './search-change';
import {
  OUTSIDE,
  STRIDE,
  high,
  isReproduced,
  labelAt,
  measure,
  origin,
  totalViolation,
  wide,
  windowLabels,
} from './search-mcu';
import {
  likeness,
  pickAtBoundary,
  pickPartner,
  pickedLabel,
  pickedPixel,
  priorChangeAt,
  random,
  randomBelow,
  randomExponential,
  stepOf,
} from './search-moves';
import { startFromSamples } from './search-start';
import { take } from '../memory';
import { classTotal, mcuHigh, mcuWide } from './search-tables';
import { flipCount, flippedPixel, flippedFrom } from './search-change';

let PRIOR_WEIGHT: f64 = 0.5;
let RANDOM_SHARE: u32 = 26;
let PAIR_SHARE: u32 = 3;
let K0: f64 = 2;
let T1: f64 = 0.3;
let STIFFNESS_END: f64 = 1000;
export function tune(prior: f64, share: i32, pairs: i32, k0: f64, t1: f64, k1: f64): void {
  PRIOR_WEIGHT = prior;
  RANDOM_SHARE = share;
  PAIR_SHARE = pairs;
  K0 = k0;
  T1 = t1;
  STIFFNESS_END = k1;
}
export const STIFF: f64 = 1000;
const NO_VIOLATION: f64 = 1e-6;

/** Labels that random proposals may take: one byte each. */
export const labelSet: usize = memory.data(256, 16);
export let labelSetCount: i32 = 0;
let nearCount: i32 = 0;
let allCount: i32 = 0;
/** The first `near` labels of the set are those seen round the MCU; `all` come after them. */
export function nearLabels(): i32 {
  return nearCount;
}

export function allLabels(): i32 {
  return allCount;
}

export function setLabelSet(near: i32, all: i32): void {
  nearCount = near;
  allCount = all;
  labelSetCount = near;
}

/** The best labels of the MCU so far, as a window. */
const bestWindow: usize = memory.data(1600, 16);
const startWindow: usize = memory.data(1600, 16);
let bestEnergy: f64 = Infinity;
export let evaluations: i32 = 0;

function energy(stiffness: f64): f64 {
  return stiffness * totalViolation() + PRIOR_WEIGHT * roughness();
}

/** Neighbours of other labels, each pair of the MCU counted once. */
function roughness(): f64 {
  let sum: f64 = 0;
  for (let y = 0; y < high; y++) {
    for (let x = 0; x < wide; x++) {
      const at = origin + y * STRIDE + x;
      sum -= likeness(at, load<u8>(at));
    }
  }
  // Pairs inside were counted twice, pairs across the border once; only differences between labellings matter.
  return sum;
}

/** Tries one pixel; keeps what makes the energy at most `bound` larger. */
function tryFlip(pixel: i32, label: u8, stiffness: f64, bound: f64): bool {
  const prior = PRIOR_WEIGHT * priorChangeAt(pixel, label);
  beginTry();
  addFlip(pixel, label);
  evaluations++;
  const change = changeOfTry((bound - prior) / stiffness);
  if (stiffness * change + prior > bound) {
    takeBackTry();
    return false;
  }
  keepTry();
  return true;
}

/** Single changes to labels of neighbours, as long as they help. */
export function descend(maxSweeps: i32): void {
  for (let sweep = 0; sweep < maxSweeps; sweep++) {
    let isChanged = false;
    for (let y = 0; y < high; y++) {
      for (let x = 0; x < wide; x++) {
        if (descendAt(x, y)) isChanged = true;
      }
    }
    if (!isChanged) return;
  }
}

function descendAt(x: i32, y: i32): bool {
  const at = origin + y * STRIDE + x;
  let isChanged = false;
  let last: u8 = OUTSIDE;
  for (let direction = 0; direction < 8; direction++) {
    const label = load<u8>(at + stepOf(direction));
    if (label === OUTSIDE || label === last || label === load<u8>(at)) continue;
    last = label;
    if (tryFlip(y * mcuWide + x, label, STIFF, -1e-9)) isChanged = true;
  }
  return isChanged;
}

/** The same with every label of the set. */
function descendWithAll(maxSweeps: i32): void {
  for (let sweep = 0; sweep < maxSweeps; sweep++) {
    let isChanged = false;
    for (let y = 0; y < high; y++) {
      for (let x = 0; x < wide; x++) {
        const at = origin + y * STRIDE + x;
        for (let i = 0; i < labelSetCount; i++) {
          const label = load<u8>(labelSet + i);
          if (label !== load<u8>(at) && tryFlip(y * mcuWide + x, label, STIFF, -1e-9)) isChanged = true;
        }
      }
    }
    if (!isChanged) return;
  }
}

function anneal(proposals: i32, stiffFrom: f64, stiffTo: f64, hotFrom: f64, hotTo: f64): void {
  let stiffness = stiffFrom;
  let heat = hotFrom;
  const stiffFactor = Math.pow(stiffTo / stiffFrom, 1 / <f64>proposals);
  const heatFactor = Math.pow(hotTo / hotFrom, 1 / <f64>proposals);
  for (let i = 0; i < proposals; i++) {
    propose(stiffness, heat, PRIOR_WEIGHT);
    stiffness *= stiffFactor;
    heat *= heatFactor;
  }
}

function propose(stiffness: f64, heat: f64, priorWeight: f64): bool {
  if (!pickAtBoundary(16)) return false;
  const pixel = pickedPixel;
  let label = pickedLabel;
  const bits = random();
  if (labelSetCount > 0 && (bits & 0xff) < RANDOM_SHARE) {
    label = load<u8>(labelSet + randomBelow(labelSetCount));
    if (label === load<u8>(labelAt(pixel))) return false;
  }
  const own = load<u8>(labelAt(pixel));
  const bound = heat * randomExponential();
  let prior = priorWeight * priorChangeAt(pixel, label);
  beginTry();
  addFlip(pixel, label);
  if (((bits >> 8) & 3) < PAIR_SHARE) {
    const isOpposite = ((bits >> 10) & 3) !== 0;
    if (pickPartner(pixel, isOpposite ? label : own, isOpposite ? own : label)) {
      prior += priorWeight * priorChangeAt(pickedPixel, pickedLabel);
      addFlip(pickedPixel, pickedLabel);
    }
  }
  evaluations++;
  const change = changeOfTry((bound - prior) / stiffness);
  if (stiffness * change + prior > bound) {
    takeBackTry();
    return false;
  }
  keepTry();
  return true;
}

function saveBest(): void {
  memory.copy(bestWindow, windowLabels, 1600);
}

function restoreBest(): void {
  memory.copy(windowLabels, bestWindow, 1600);
}

/** Keeps the labels at hand where they are better than the best so far; returns whether these reproduce the file. */
function consider(): bool {
  const found = energy(STIFF);
  if (found < bestEnergy) {
    bestEnergy = found;
    saveBest();
  }
  return totalViolation() < NO_VIOLATION && isReproduced();
}

/** Searches labels that reproduce the MCU, from those in the window; leaves the best there. */
export function solve(runs: i32, proposals: i32): bool {
  measure();
  bestEnergy = Infinity;
  descend(8);
  let isSolved = consider();
  if (!isSolved) {
    startFromSamples();
    memory.copy(startWindow, windowLabels, 1600);
    measure();
    descend(8);
    isSolved = consider();
  }
  if (!isSolved) {
    restoreBest();
    measure();
    labelSetCount = allCount;
    descendWithAll(4);
    isSolved = consider();
  }
  let length = <f64>proposals;
  for (let run = 0; run < runs && !isSolved; run++) {
    if (run % 3 === 2) memory.copy(windowLabels, startWindow, 1600);
    else restoreBest();
    measure();
    labelSetCount = (run & 1) === 0 ? allCount : nearCount;
    anneal(<i32>length, K0, STIFFNESS_END, 1, T1);
    descend(8);
    isSolved = consider();
    length *= 1.25;
  }
  restoreBest();
  measure();
  return isReproduced();
}

/** Looks for smoother labels that reproduce the MCU as well. */
export function polish(runs: i32, proposals: i32, stiffFrom: f64): bool {
  measure();
  bestEnergy = energy(STIFF);
  saveBest();
  const first = bestEnergy;
  for (let run = 0; run < runs; run++) {
    anneal(proposals, stiffFrom, STIFF, 1, 0.3);
    descend(8);
    const found = energy(STIFF);
    if (found < bestEnergy - 1e-9 && isReproduced()) {
      bestEnergy = found;
      saveBest();
    } else {
      restoreBest();
      measure();
    }
  }
  return bestEnergy < first;
}

/** Proposals in which each pixel had each label: `pixel * classTotal + label`; and when its last change was. */
let counts: usize = 0;
let since: usize = 0;
/** Per pixel the share of the commonest label, times 65535 (16 bits), and that label; and the share of its own label. */
export let ownShares: usize = 0;
let hasMoved: bool = false;

export function takeSampling(): void {
  const pixels = <usize>(mcuWide * mcuHigh);
  counts = take(pixels * classTotal * 4);
  since = take(pixels * 4);
  ownShares = take(pixels * 4);
}

/** Samples labellings that fit the MCU about as well as those at hand, and counts how long each pixel has each label. */
export function sample(burnIn: i32, proposals: i32, stiffness: f64, priorWeight: f64, takesMajority: bool): void {
  measure();
  bestEnergy = energy(STIFF);
  saveBest();
  const pixels = mcuWide * mcuHigh;
  memory.fill(counts, 0, <usize>(pixels * classTotal) * 4);
  memory.fill(since, 0, <usize>pixels * 4);
  labelSetCount = 0;
  let accepted = 0;
  for (let i = 0; i < burnIn; i++) {
    if (propose(stiffness, 1, priorWeight)) accepted++;
    if (i === 500 && accepted === 0) break;
  }
  let now = 0;
  if (accepted > 0) {
    for (; now < proposals; now++) {
      if (!pickAndNote(stiffness, priorWeight, now)) continue;
    }
  } else now = 1;
  for (let y = 0; y < high; y++) {
    for (let x = 0; x < wide; x++) {
      const pixel = y * mcuWide + x;
      countUp(pixel, load<u8>(labelAt(pixel)), now);
    }
  }
  restoreBest();
  for (let y = 0; y < high; y++) {
    for (let x = 0; x < wide; x++) {
      const pixel = y * mcuWide + x;
      const line = counts + <usize>(pixel * classTotal) * 4;
      const at = labelAt(pixel);
      if (takesMajority) {
        let best = <i32>load<u8>(at);
        for (let label = 0; label < classTotal; label++) {
          if (load<u32>(line + (label << 2)) > load<u32>(line + (best << 2))) best = label;
        }
        store<u8>(at, <u8>best);
      }
      store<f32>(ownShares + (pixel << 2), <f32>load<u32>(line + (<usize>load<u8>(at) << 2)) / <f32>now);
    }
  }
}

function countUp(pixel: i32, label: u8, now: i32): void {
  const at = counts + ((<usize>(pixel * classTotal) + label) << 2);
  const last = since + (<usize>pixel << 2);
  store<u32>(at, load<u32>(at) + <u32>(now - load<i32>(last)));
  store<i32>(last, now);
}

function pickAndNote(stiffness: f64, priorWeight: f64, now: i32): bool {
  if (!propose(stiffness, 1, priorWeight)) return false;
  for (let i = 0; i < flipCount; i++) countUp(flippedPixel(i), <u8>flippedFrom(i), now);
  return true;
}
