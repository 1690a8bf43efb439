// How sure each pixel is: samples labellings that fit the MCU about as well, and counts how long each pixel keeps its label.
import { propose } from './annealing';
import { flipCount, flippedFrom, flippedPixel } from './change';
import { bestEnergy, returnToBest, saveBest } from './energy';
import { WINDOW_BYTES, high, isReproduced, labelAt, measure, wide, windowLabels } from './mcu';
import { addRival, forgetRivals, hasRival, rivalAt, rivalCount } from './rivals';
import { addSpeckRivals } from './specks';
import { take } from '../memory';
import { classTotal, mcuHigh, mcuWide } from './tables';

const ROUGHNESS_WEIGHT: f64 = 1;
/** Share of a pixel that another labelling, found on the way, gives another label. */
const RIVAL_SHARE: f32 = 0.9;
/** One of so many proposals is made before the counting begins, besides. */
const BURN_IN_PART = 4;

/** How far from the file's cells a labelling is still likely. */
let stiffness: f64 = 100;

/** Steps for which each pixel had each label, `pixel * classTotal + label`; and the step of its last change. */
let counts: usize = 0;
let since: usize = 0;
/** Per pixel of the MCU the share of steps for which it had the label that it has now: floats. */
export let shares: usize = 0;
/** Per pixel of the MCU the label that it had most besides the one that it has now; that one where it had no other. */
export let seconds: usize = 0;

export function takeSampling(): void {
  const pixels = <usize>(mcuWide * mcuHigh);
  counts = take(pixels * classTotal * 4);
  since = take(pixels * 4);
  shares = take(pixels * 4);
  seconds = take(pixels);
}

/**
 * Makes the labels in the window the best, to be sampled at a stiffness; returns whether any change is likely, which
 * `probes` proposals tell. If not, all shares are 1 and there is nothing more to settle.
 */
export function beginSettling(isCertified: bool, samplingStiffness: f64, probes: i32): bool {
  stiffness = samplingStiffness;
  measure();
  saveBest();
  forgetRivals();
  if (isCertified) addRival(bestEnergy);
  const hasRivals = isCertified && addSpeckRivals();
  if (!hasRivals && !isMobile(probes)) {
    for (let pixel = 0; pixel < mcuWide * mcuHigh; pixel++) store<f32>(shares + (pixel << 2), 1);
    return false;
  }
  returnToBest();
  return true;
}

/**
 * Finds the shares by sampling. Pixels then take the label that they had most: all of them where the MCU is not certified
 * or these labels reproduce it; else the MCU takes those labels, of all that were found to reproduce it, whose pixels had
 * them most.
 */
export function settle(proposals: i32, isCertified: bool): void {
  sample(proposals);
  returnToBest();
  takeCommonest();
  if (isCertified) takeReproducing();
  countShares(<f32>proposals);
}

function takeReproducing(): void {
  measure();
  if (isReproduced()) {
    saveBest();
    return;
  }
  let best: usize = rivalAt(0);
  let most: i64 = stepsOf(best);
  for (let i = 1; i < rivalCount; i++) {
    const steps = stepsOf(rivalAt(i));
    if (steps <= most) continue;
    most = steps;
    best = rivalAt(i);
  }
  memory.copy(windowLabels, best, WINDOW_BYTES);
  measure();
  saveBest();
}

/** For how many steps all pixels together had the labels of a window. */
function stepsOf(window: usize): i64 {
  let steps: i64 = 0;
  for (let y = 0; y < high; y++) {
    for (let x = 0; x < wide; x++) {
      const pixel = y * mcuWide + x;
      const label = load<u8>(window + (labelAt(pixel) - windowLabels));
      steps += load<i32>(counts + ((<usize>(pixel * classTotal) + label) << 2));
    }
  }
  return steps;
}

function takeCommonest(): void {
  for (let y = 0; y < high; y++) {
    for (let x = 0; x < wide; x++) {
      const pixel = y * mcuWide + x;
      const at = labelAt(pixel);
      store<u8>(at, <u8>commonestOf(counts + (<usize>(pixel * classTotal) << 2), load<u8>(at)));
    }
  }
}

function step(): bool {
  return propose(stiffness, 1, ROUGHNESS_WEIGHT, 0);
}

function isMobile(probes: i32): bool {
  for (let i = 0; i < probes; i++) if (step()) return true;
  return false;
}

function sample(proposals: i32): void {
  const pixels = <usize>(mcuWide * mcuHigh);
  for (let i = 0; i < proposals / BURN_IN_PART; i++) step();
  memory.fill(counts, 0, pixels * classTotal * 4);
  memory.fill(since, 0, pixels * 4);
  for (let now = 0; now < proposals; now++) {
    if (!step()) continue;
    for (let i = 0; i < flipCount; i++) countUp(flippedPixel(i), <u8>flippedFrom(i), now);
  }
  for (let y = 0; y < high; y++) {
    for (let x = 0; x < wide; x++) {
      const pixel = y * mcuWide + x;
      countUp(pixel, load<u8>(labelAt(pixel)), proposals);
    }
  }
}

function countUp(pixel: i32, label: u8, now: i32): void {
  const at = counts + ((<usize>(pixel * classTotal) + label) << 2);
  const last = since + (<usize>pixel << 2);
  store<i32>(at, load<i32>(at) + now - load<i32>(last));
  store<i32>(last, now);
}

function countShares(total: f32): void {
  for (let y = 0; y < high; y++) {
    for (let x = 0; x < wide; x++) {
      const pixel = y * mcuWide + x;
      const line = counts + (<usize>(pixel * classTotal) << 2);
      const at = labelAt(pixel);
      const own = load<u8>(at);
      const share = <f32>load<i32>(line + (<usize>own << 2)) / total;
      store<u8>(seconds + pixel, <u8>secondOf(line, own));
      store<f32>(shares + (pixel << 2), hasRival(at - windowLabels) ? min(share, RIVAL_SHARE) : share);
    }
  }
}

function secondOf(line: usize, own: i32): i32 {
  let best = own;
  let most = 0;
  for (let label = 0; label < classTotal; label++) {
    const steps = load<i32>(line + (label << 2));
    if (label === own || steps <= most) continue;
    best = label;
    most = steps;
  }
  return best;
}

function commonestOf(line: usize, own: i32): i32 {
  let best = own;
  for (let label = 0; label < classTotal; label++) {
    if (load<i32>(line + (label << 2)) > load<i32>(line + (best << 2))) best = label;
  }
  return best;
}
