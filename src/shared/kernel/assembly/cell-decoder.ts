// Labels the pixels of a cell together (see src/shared/repair/cell-decoder.ts). All sums are made in the order of the
// twin, as comparisons depend on their last bit; vectors hold two candidates, or two labellings, at once.
import {
  CODES_BYTES,
  MAX_CELL,
  candidateCodes,
  candidateCount,
  candidates,
  costsOf,
  pairedCount,
  withNeighbours,
} from './cell-costs';
import { componentAt, componentCount, labels, mcuHeight, samplesOf, width } from './picture';

/** A cell whose two classes fit this well needs no third. */
const GOOD_COST_PER_PIXEL: f64 = 3;
const EPSILON: f64 = 1e-9;

/** Of each subsampled component: its sample over the cell, its weight and the address of its candidates' codes. */
const targets: usize = memory.data(32, 16);
const weights: usize = memory.data(32, 16);
const codesOf: usize = memory.data(16, 16);
let coarseCount: i32 = 0;

/** By how much each candidate exceeds the least costs where it does so least; and what it costs with another at least. */
const excess: usize = memory.data(24 * 8, 16);
const bounds: usize = memory.data(24 * 8, 16);
const gains: usize = memory.data(16 * 8, 16);
const order: usize = memory.data(16, 16);
const chosen: usize = memory.data(16, 16);

let costs: usize = 0;
let rowBytes: i32 = 0;
let pixelCount: i32 = 0;
let least: f64 = 0;
let bestFirst: i32 = 0;
let bestSecond: i32 = 0;
let bestTaken: i32 = 0;

/** To be called for a picture, once its components are known. */
export function setUpDecoder(): void {
  coarseCount = 0;
  for (let index = 0; index < componentCount; index++) {
    const part = componentAt(index);
    if (part.ratioX === 1 && part.ratioY === 1) continue;
    store<f64>(weights + (coarseCount << 3), part.weight);
    store<u32>(codesOf + (coarseCount << 2), <u32>(candidateCodes + <usize>index * CODES_BYTES));
    coarseCount++;
  }
}

/** Labels one cell, the `cell`-th of its MCU; tells whether any label changed. */
export function decodeCell(
  cell: i32,
  left: i32,
  top: i32,
  right: i32,
  bottom: i32,
  mcuRow: i32,
  usesNeighbours: bool,
): bool {
  pixelCount = (right - left) * (bottom - top);
  rowBytes = pairedCount << 3;
  costs = costsOf(cell, left, top, right, bottom, mcuRow);
  if (usesNeighbours) costs = withNeighbours(costs, left, top, right, bottom);
  if (coarseCount === 0) chooseEach();
  else {
    aim(left, top - mcuRow * mcuHeight, mcuRow);
    chooseTogether();
  }
  return apply(left, top, right, bottom);
}

function aim(left: i32, top: i32, mcuRow: i32): void {
  let place = 0;
  for (let index = 0; index < componentCount; index++) {
    const part = componentAt(index);
    if (part.ratioX === 1 && part.ratioY === 1) continue;
    const at = samplesOf(part, mcuRow) + <usize>((top / part.ratioY) * part.stride + left / part.ratioX) * 2;
    store<f64>(targets + (place++ << 3), <f64>load<i16>(at));
  }
}

function chooseEach(): void {
  let row = costs;
  for (let pixel = 0; pixel < pixelCount; pixel++) {
    let best = 0;
    let cost = load<f64>(row);
    for (let i = 1; i < candidateCount; i++) {
      const other = load<f64>(row + (i << 3));
      if (other >= cost) continue;
      cost = other;
      best = i;
    }
    store<u8>(chosen + pixel, <u8>best);
    row += rowBytes;
  }
}

function chooseTogether(): void {
  least = Infinity;
  bestTaken = -1;
  const floor = leastCosts();
  for (let a = 0; a < candidateCount; a++) {
    if (floor + load<f64>(excess + (a << 3)) >= least) continue;
    boundPairs(a);
    for (let b = a + 1; b < candidateCount; b++) {
      if (floor + load<f64>(excess + (b << 3)) >= least || load<f64>(bounds + (b << 3)) >= least) continue;
      if (pixelCount === 4 && coarseCount === 2) tryPairOfFour(a, b);
      else tryPair(a, b);
    }
  }
  settlePair();
  if (candidateCount > 2 && least > GOOD_COST_PER_PIXEL * <f64>pixelCount) tryThird();
}

/** The cost if every pixel had its cheapest candidate; fills `excess`. */
function leastCosts(): f64 {
  let sum: f64 = 0;
  for (let i = 0; i < rowBytes; i += 16) v128.store(excess + i, f64x2.splat(Infinity));
  let row = costs;
  for (let pixel = 0; pixel < pixelCount; pixel++) {
    let smallest = v128.load(row);
    for (let i = 16; i < rowBytes; i += 16) smallest = f64x2.pmin(smallest, v128.load(row + i));
    const first = f64x2.extract_lane(smallest, 0);
    const second = f64x2.extract_lane(smallest, 1);
    const cost = second < first ? second : first;
    sum += cost;
    const base = f64x2.splat(cost);
    for (let i = 0; i < rowBytes; i += 16) {
      v128.store(excess + i, f64x2.pmin(v128.load(excess + i), f64x2.sub(v128.load(row + i), base)));
    }
    row += rowBytes;
  }
  return sum;
}

/** Fills `bounds` with what pairs of a candidate and those after it cost at least, whatever chroma says. */
function boundPairs(a: i32): void {
  const own = costs + (a << 3);
  for (let i = ((a + 1) & ~1) << 3; i < rowBytes; i += 16) {
    let sum = f64x2.splat(0);
    let at = 0;
    for (let pixel = 0; pixel < pixelCount; pixel++) {
      sum = f64x2.add(sum, f64x2.pmin(v128.load64_splat(own + at), v128.load(costs + at + i)));
      at += rowBytes;
    }
    v128.store(bounds + i, sum);
  }
}

function keepPair(a: i32, b: i32, taken: i32, cost: f64): void {
  least = cost;
  bestFirst = a;
  bestSecond = b;
  bestTaken = taken;
}

/** Tries the labellings of two candidates. */
function tryPair(a: i32, b: i32): void {
  sortByGain(a, b);
  let own: f64 = 0;
  for (let pixel = 0; pixel < pixelCount; pixel++) own += load<f64>(costs + pixel * rowBytes + (a << 3));
  for (let taken = 0; taken <= pixelCount; taken++) {
    if (taken > 0) own += load<f64>(gains + (<usize>load<u8>(order + taken - 1) << 3));
    const cost = own + chromaCost(a, b, <f64>taken / <f64>pixelCount);
    if (cost < least) keepPair(a, b, taken, cost);
  }
}

function sortByGain(a: i32, b: i32): void {
  for (let pixel = 0; pixel < pixelCount; pixel++) {
    const row = costs + pixel * rowBytes;
    const gain = load<f64>(row + (b << 3)) - load<f64>(row + (a << 3));
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
    const codes = <usize>load<u32>(codesOf + (index << 2));
    const first = load<f64>(codes + (a << 3));
    const change = load<f64>(codes + (b << 3)) - first;
    const difference = load<f64>(targets + (index << 3)) - first - change * share;
    cost += difference * difference * load<f64>(weights + (index << 3));
  }
  return cost;
}

/** Chroma costs of one component for two shares at once. */
// @ts-ignore: decorator
@inline
function chromaOf(distance: v128, change: v128, shares: v128, weight: v128): v128 {
  const difference = f64x2.sub(distance, f64x2.mul(change, shares));
  return f64x2.mul(f64x2.mul(difference, difference), weight);
}

/** The same for the usual case, four pixels and two subsampled components. */
function tryPairOfFour(a: i32, b: i32): void {
  const rowA = costs + (a << 3);
  const rowB = costs + (b << 3);
  const a0 = load<f64>(rowA);
  const a1 = load<f64>(rowA + rowBytes);
  const a2 = load<f64>(rowA + 2 * rowBytes);
  const a3 = load<f64>(rowA + 3 * rowBytes);
  const b01 = v128.load64_lane(rowB + rowBytes, v128.load64_zero(rowB), 1);
  const b23 = v128.load64_lane(rowB + 3 * rowBytes, v128.load64_zero(rowB + 2 * rowBytes), 1);
  const g01 = f64x2.sub(b01, f64x2.replace_lane(f64x2.splat(a0), 1, a1));
  const g23 = f64x2.sub(b23, f64x2.replace_lane(f64x2.splat(a2), 1, a3));
  const low = f64x2.pmin(g01, g23);
  const high = f64x2.pmax(g01, g23);
  const lowSwapped = v128.shuffle<i64>(low, low, 1, 0);
  const highSwapped = v128.shuffle<i64>(high, high, 1, 0);
  const middleA = f64x2.pmax(low, lowSwapped);
  const middleB = f64x2.pmin(high, highSwapped);
  const own0 = a0 + a1 + a2 + a3;
  const own1 = own0 + f64x2.extract_lane(f64x2.pmin(low, lowSwapped), 0);
  const own2 = own1 + f64x2.extract_lane(f64x2.pmin(middleA, middleB), 0);
  const own3 = own2 + f64x2.extract_lane(f64x2.pmax(middleA, middleB), 0);
  const own4 = own3 + f64x2.extract_lane(f64x2.pmax(high, highSwapped), 0);
  const codesA = <usize>load<u32>(codesOf);
  const codesB = <usize>load<u32>(codesOf, 4);
  const firstA = v128.load64_splat(codesA + (a << 3));
  const firstB = v128.load64_splat(codesB + (a << 3));
  const changeA = f64x2.sub(v128.load64_splat(codesA + (b << 3)), firstA);
  const changeB = f64x2.sub(v128.load64_splat(codesB + (b << 3)), firstB);
  const distanceA = f64x2.sub(v128.load64_splat(targets), firstA);
  const distanceB = f64x2.sub(v128.load64_splat(targets, 8), firstB);
  const weightA = v128.load64_splat(weights);
  const weightB = v128.load64_splat(weights, 8);
  const shares01 = f64x2(0, 0.25);
  const shares23 = f64x2(0.5, 0.75);
  const shares4 = f64x2(1, 1);
  const chroma01 = f64x2.add(
    chromaOf(distanceA, changeA, shares01, weightA),
    chromaOf(distanceB, changeB, shares01, weightB),
  );
  const chroma23 = f64x2.add(
    chromaOf(distanceA, changeA, shares23, weightA),
    chromaOf(distanceB, changeB, shares23, weightB),
  );
  const chroma4 = f64x2.add(
    chromaOf(distanceA, changeA, shares4, weightA),
    chromaOf(distanceB, changeB, shares4, weightB),
  );
  const cost0 = own0 + f64x2.extract_lane(chroma01, 0);
  const cost1 = own1 + f64x2.extract_lane(chroma01, 1);
  const cost2 = own2 + f64x2.extract_lane(chroma23, 0);
  const cost3 = own3 + f64x2.extract_lane(chroma23, 1);
  const cost4 = own4 + f64x2.extract_lane(chroma4, 0);
  if (cost0 < least) keepPair(a, b, 0, cost0);
  if (cost1 < least) keepPair(a, b, 1, cost1);
  if (cost2 < least) keepPair(a, b, 2, cost2);
  if (cost3 < least) keepPair(a, b, 3, cost3);
  if (cost4 < least) keepPair(a, b, 4, cost4);
}

/** Writes the best labelling of a pair to `chosen`. */
function settlePair(): void {
  if (bestTaken < 0) {
    memory.fill(chosen, 0, MAX_CELL);
    return;
  }
  if (bestTaken > 0 && bestTaken < pixelCount) sortByGain(bestFirst, bestSecond);
  else for (let rank = 0; rank < pixelCount; rank++) store<u8>(order + rank, <u8>rank);
  for (let rank = 0; rank < pixelCount; rank++) {
    store<u8>(chosen + <usize>load<u8>(order + rank), <u8>(rank < bestTaken ? bestSecond : bestFirst));
  }
}

/** Gives single pixels another candidate as long as that lowers the cost. */
function tryThird(): void {
  let before: f64 = 0;
  for (let pixel = 0; pixel < pixelCount; pixel++) {
    let best = <i32>load<u8>(chosen + pixel);
    for (let first = 0; first < candidateCount; first += 2) {
      const both = costsWith(pixel, first, before);
      if (!v128.any_true(f64x2.lt(both, f64x2.splat(least - EPSILON)))) continue;
      const cost = f64x2.extract_lane(both, 0);
      if (cost < least - EPSILON) {
        least = cost;
        best = first;
      }
      const second = f64x2.extract_lane(both, 1);
      if (second < least - EPSILON) {
        least = second;
        best = first + 1;
      }
    }
    store<u8>(chosen + pixel, <u8>best);
    before += load<f64>(costs + pixel * rowBytes + (best << 3));
  }
}

/** The costs of the chosen labelling with candidates `first` and the next at a pixel; `before`: of the pixels before. */
// @ts-ignore: decorator
@inline
function costsWith(pixel: i32, first: i32, before: f64): v128 {
  let cost = f64x2.add(f64x2.splat(before), v128.load(costs + pixel * rowBytes + (first << 3)));
  for (let other = pixel + 1; other < pixelCount; other++) {
    cost = f64x2.add(cost, v128.load64_splat(costs + other * rowBytes + (<usize>load<u8>(chosen + other) << 3)));
  }
  for (let index = 0; index < coarseCount; index++) {
    const codes = <usize>load<u32>(codesOf + (index << 2));
    let sum = v128.load(codes + (first << 3));
    for (let other = 0; other < pixelCount; other++) {
      if (other !== pixel) sum = f64x2.add(sum, v128.load64_splat(codes + (<usize>load<u8>(chosen + other) << 3)));
    }
    const mean = f64x2.div(sum, f64x2.splat(<f64>pixelCount));
    const difference = f64x2.sub(v128.load64_splat(targets + (index << 3)), mean);
    cost = f64x2.add(cost, f64x2.mul(f64x2.mul(difference, difference), v128.load64_splat(weights + (index << 3))));
  }
  return cost;
}

function apply(left: i32, top: i32, right: i32, bottom: i32): bool {
  let isChanged = false;
  let pixel = 0;
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++, pixel++) {
      const position = load<u8>(candidates + <usize>load<u8>(chosen + pixel));
      const at = labels + y * width + x;
      if (load<u8>(at) === position) continue;
      store<u8>(at, position);
      isChanged = true;
    }
  }
  return isChanged;
}
