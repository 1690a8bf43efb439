// The best labelling of a cell of any size (see src/shared/decide/cell-decoder.ts), step by step as the twin makes it:
// comparisons depend on the last bit of its sums.
import { candidateCount, costsPerCandidate } from './cell-costs';
import { coarseCount, codesOf, targets, weights } from './chroma-targets';

/** A cell whose two classes fit this well needs no third. */
export const GOOD_COST_PER_PIXEL: f64 = 3;
export const EPSILON: f64 = 1e-9;

/** The candidate chosen for each pixel. */
export const chosen: usize = memory.data(16, 16);

const excess: usize = memory.data(24 * 8, 16);
const gains: usize = memory.data(16 * 8, 16);
const order: usize = memory.data(16, 16);

let costs: usize = 0;
let pixelCount: i32 = 0;
let least: f64 = 0;

// @ts-ignore: decorator
@inline
function costOf(candidate: i32, pixel: i32): f64 {
  return load<f64>(costs + <usize>(candidate * costsPerCandidate + pixel) * 8);
}

/** Without subsampled components each pixel takes what is cheapest. */
export function chooseEach(from: usize, count: i32): void {
  costs = from;
  for (let pixel = 0; pixel < count; pixel++) {
    let best = 0;
    let cost = costOf(0, pixel);
    for (let i = 1; i < candidateCount; i++) {
      const other = costOf(i, pixel);
      if (other >= cost) continue;
      cost = other;
      best = i;
    }
    store<u8>(chosen + pixel, <u8>best);
  }
}

/** Chooses the pixels together, so that their mean meets the subsampled components. */
export function chooseTogether(from: usize, count: i32): void {
  costs = from;
  pixelCount = count;
  least = Infinity;
  memory.fill(chosen, 0, 16);
  const floor = leastCosts();
  for (let a = 0; a < candidateCount; a++) {
    if (floor + load<f64>(excess + (a << 3)) >= least) continue;
    for (let b = a + 1; b < candidateCount; b++) {
      if (floor + load<f64>(excess + (b << 3)) >= least || leastCostOfPair(a, b) >= least) continue;
      tryPair(a, b);
    }
  }
  if (candidateCount > 2 && least > GOOD_COST_PER_PIXEL * <f64>pixelCount) tryThird();
}

function leastCosts(): f64 {
  let sum: f64 = 0;
  for (let i = 0; i < candidateCount; i++) store<f64>(excess + (i << 3), Infinity);
  for (let pixel = 0; pixel < pixelCount; pixel++) {
    let cost: f64 = Infinity;
    for (let i = 0; i < candidateCount; i++) if (costOf(i, pixel) < cost) cost = costOf(i, pixel);
    sum += cost;
    for (let i = 0; i < candidateCount; i++) {
      const more = costOf(i, pixel) - cost;
      if (more < load<f64>(excess + (i << 3))) store<f64>(excess + (i << 3), more);
    }
  }
  return sum;
}

function leastCostOfPair(a: i32, b: i32): f64 {
  let sum: f64 = 0;
  for (let pixel = 0; pixel < pixelCount; pixel++) {
    const first = costOf(a, pixel);
    const second = costOf(b, pixel);
    sum += first < second ? first : second;
  }
  return sum;
}

function tryPair(a: i32, b: i32): void {
  sortByGain(a, b);
  let own: f64 = 0;
  for (let pixel = 0; pixel < pixelCount; pixel++) own += costOf(a, pixel);
  let bestTaken = -1;
  for (let taken = 0; taken <= pixelCount; taken++) {
    if (taken > 0) own += load<f64>(gains + (<usize>load<u8>(order + taken - 1) << 3));
    const cost = own + chromaCost(a, b, <f64>taken / <f64>pixelCount);
    if (cost >= least) continue;
    least = cost;
    bestTaken = taken;
  }
  if (bestTaken < 0) return;
  for (let rank = 0; rank < pixelCount; rank++) {
    store<u8>(chosen + <usize>load<u8>(order + rank), <u8>(rank < bestTaken ? b : a));
  }
}

function sortByGain(a: i32, b: i32): void {
  for (let pixel = 0; pixel < pixelCount; pixel++) {
    const gain = costOf(b, pixel) - costOf(a, pixel);
    store<f64>(gains + (pixel << 3), gain);
    let rank = pixel;
    while (rank > 0 && gain < load<f64>(gains + (<usize>load<u8>(order + rank - 1) << 3))) {
      store<u8>(order + rank, load<u8>(order + rank - 1));
      rank--;
    }
    store<u8>(order + rank, <u8>pixel);
  }
}

function chromaCost(a: i32, b: i32, share: f64): f64 {
  let cost: f64 = 0;
  for (let index = 0; index < coarseCount; index++) {
    const codes = codesOf(index);
    const first = load<f64>(codes + (a << 3));
    const change = load<f64>(codes + (b << 3)) - first;
    const difference = load<f64>(targets + (index << 3)) - first - change * share;
    cost += difference * difference * load<f64>(weights + (index << 3));
  }
  return cost;
}

function tryThird(): void {
  for (let pixel = 0; pixel < pixelCount; pixel++) {
    let best = load<u8>(chosen + pixel);
    for (let candidate = 0; candidate < candidateCount; candidate++) {
      store<u8>(chosen + pixel, <u8>candidate);
      const cost = costOfChosen(costs, pixelCount);
      if (cost >= least - EPSILON) continue;
      least = cost;
      best = <u8>candidate;
    }
    store<u8>(chosen + pixel, best);
  }
}

/** What the labelling in `chosen` costs. */
export function costOfChosen(from: usize, count: i32): f64 {
  let cost: f64 = 0;
  for (let pixel = 0; pixel < count; pixel++) {
    cost += load<f64>(from + <usize>(<i32>load<u8>(chosen + pixel) * costsPerCandidate + pixel) * 8);
  }
  for (let index = 0; index < coarseCount; index++) {
    const codes = codesOf(index);
    let sum: f64 = 0;
    for (let pixel = 0; pixel < count; pixel++) sum += load<f64>(codes + (<usize>load<u8>(chosen + pixel) << 3));
    const difference = load<f64>(targets + (index << 3)) - sum / <f64>count;
    cost += difference * difference * load<f64>(weights + (index << 3));
  }
  return cost;
}
