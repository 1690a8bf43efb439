// The best labelling of the usual cell: four pixels that share two chroma samples. What cannot be best by the labels
// that stand there is left out; where rounding might tell in that, `chooseTogether` decides, which leaves nothing out.
import { EPSILON, GOOD_COST_PER_PIXEL, chooseTogether, chosen } from './cell-choice';
import { candidateCount } from './cell-costs';
import { codesOf, pairedCodes, targets, weights } from './chroma-targets';

/** More than rounding can add up to. */
const SAFETY: f64 = 1e-6;
const GOOD_COST: f64 = 4 * GOOD_COST_PER_PIXEL;

/** By how much a candidate exceeds the least costs where it does so least; of those that may be best. */
const excess: usize = memory.data(24 * 8, 16);
const alive: usize = memory.data(32, 16);

let costs: usize = 0;
let least: f64 = 0;
let bestFirst: i32 = 0;
let bestSecond: i32 = 0;
let bestTaken: i32 = 0;
/** Whether two labellings found cost the same but for rounding. */
let isClose: bool = false;

// @ts-ignore: decorator
@inline
function sumOf(upper: v128, lower: v128): f64 {
  return (
    f64x2.extract_lane(upper, 0) +
    f64x2.extract_lane(upper, 1) +
    f64x2.extract_lane(lower, 0) +
    f64x2.extract_lane(lower, 1)
  );
}

/** Fills `chosen`. Where `hasGuess`, it holds the labels that stand in the cell, at most two classes. */
export function chooseQuad(from: usize, hasGuess: bool): void {
  costs = from;
  const limit = hasGuess ? costOfFour() + SAFETY : Infinity;
  let upper = v128.load(costs);
  let lower = v128.load(costs, 16);
  const end = costs + (candidateCount << 5);
  for (let at = costs + 32; at < end; at += 32) {
    upper = f64x2.pmin(upper, v128.load(at));
    lower = f64x2.pmin(lower, v128.load(at, 16));
  }
  const floor = sumOf(upper, lower);
  const count = gatherAlive(upper, lower, limit - floor);
  // Whatever holds another class than the one that fills the cell costs more.
  if (count === 1 && hasGuess) return;
  least = Infinity;
  isClose = false;
  tryPairs(floor, count, limit);
  if (isClose || least === Infinity || Math.abs(least - GOOD_COST) < SAFETY) {
    chooseTogether(from, 4);
    return;
  }
  settlePair();
  if (candidateCount > 2 && least > GOOD_COST) tryThird();
}

/** Lists the candidates whose excess is below `limit`. */
// @ts-ignore: decorator
@inline
function gatherAlive(upper: v128, lower: v128, limit: f64): i32 {
  let count = 0;
  let at = costs;
  for (let i = 0; i < candidateCount; i++, at += 32) {
    const both = f64x2.pmin(f64x2.sub(v128.load(at), upper), f64x2.sub(v128.load(at, 16), lower));
    const least = f64x2.extract_lane(f64x2.pmin(both, v128.shuffle<i64>(both, both, 1, 0)), 0);
    store<f64>(excess + (i << 3), least);
    store<u8>(alive + count, <u8>i);
    count += i32(least < limit);
  }
  return count;
}

// @ts-ignore: decorator
@inline
function tryPairs(floor: f64, count: i32, limit: f64): void {
  for (let i = 0; i < count - 1; i++) {
    const a = <i32>load<u8>(alive + i);
    if (floor + load<f64>(excess + (a << 3)) >= least + SAFETY) continue;
    for (let j = i + 1; j < count; j++) {
      const b = <i32>load<u8>(alive + j);
      if (floor + load<f64>(excess + (b << 3)) < least + SAFETY) tryPair(a, b, limit);
    }
  }
}

/** Chroma costs of one component for two shares at once. */
// @ts-ignore: decorator
@inline
function chromaOf(distance: v128, change: v128, shares: v128, weight: v128): v128 {
  const difference = f64x2.sub(distance, f64x2.mul(change, shares));
  return f64x2.mul(f64x2.mul(difference, difference), weight);
}

// @ts-ignore: decorator
@inline
function consider(a: i32, b: i32, taken: i32, cost: f64): void {
  if (cost >= least + SAFETY) return;
  isClose = cost > least - SAFETY;
  if (cost >= least) return;
  least = cost;
  bestFirst = a;
  bestSecond = b;
  bestTaken = taken;
}

/** Tries the labellings of two candidates: those that gain most take the second. */
function tryPair(a: i32, b: i32, limit: f64): void {
  const upperA = v128.load(costs + (a << 5));
  const lowerA = v128.load(costs + (a << 5), 16);
  const upperB = v128.load(costs + (b << 5));
  const lowerB = v128.load(costs + (b << 5), 16);
  const bound = sumOf(f64x2.pmin(upperA, upperB), f64x2.pmin(lowerA, lowerB));
  if (bound >= least + SAFETY || bound >= limit) return;
  const upperGain = f64x2.sub(upperB, upperA);
  const lowerGain = f64x2.sub(lowerB, lowerA);
  const low = f64x2.pmin(upperGain, lowerGain);
  const high = f64x2.pmax(upperGain, lowerGain);
  const lowSwapped = v128.shuffle<i64>(low, low, 1, 0);
  const highSwapped = v128.shuffle<i64>(high, high, 1, 0);
  const middleA = f64x2.pmax(low, lowSwapped);
  const middleB = f64x2.pmin(high, highSwapped);
  const own0 = sumOf(upperA, lowerA);
  const own1 = own0 + f64x2.extract_lane(f64x2.pmin(low, lowSwapped), 0);
  const own2 = own1 + f64x2.extract_lane(f64x2.pmin(middleA, middleB), 0);
  const own3 = own2 + f64x2.extract_lane(f64x2.pmax(middleA, middleB), 0);
  const own4 = own3 + f64x2.extract_lane(f64x2.pmax(high, highSwapped), 0);
  const first = codesOf(0);
  const second = codesOf(1);
  const firstOwn = v128.load64_splat(first + (a << 3));
  const secondOwn = v128.load64_splat(second + (a << 3));
  const firstChange = f64x2.sub(v128.load64_splat(first + (b << 3)), firstOwn);
  const secondChange = f64x2.sub(v128.load64_splat(second + (b << 3)), secondOwn);
  const firstDistance = f64x2.sub(v128.load64_splat(targets), firstOwn);
  const secondDistance = f64x2.sub(v128.load64_splat(targets, 8), secondOwn);
  const firstWeight = v128.load64_splat(weights);
  const secondWeight = v128.load64_splat(weights, 8);
  const shares01 = f64x2(0, 0.25);
  const shares23 = f64x2(0.5, 0.75);
  const shares4 = f64x2(1, 1);
  const chroma01 = f64x2.add(
    chromaOf(firstDistance, firstChange, shares01, firstWeight),
    chromaOf(secondDistance, secondChange, shares01, secondWeight),
  );
  const chroma23 = f64x2.add(
    chromaOf(firstDistance, firstChange, shares23, firstWeight),
    chromaOf(secondDistance, secondChange, shares23, secondWeight),
  );
  const chroma4 = f64x2.add(
    chromaOf(firstDistance, firstChange, shares4, firstWeight),
    chromaOf(secondDistance, secondChange, shares4, secondWeight),
  );
  const cost01 = f64x2.add(f64x2.replace_lane(f64x2.splat(own0), 1, own1), chroma01);
  const cost23 = f64x2.add(f64x2.replace_lane(f64x2.splat(own2), 1, own3), chroma23);
  const cost4 = f64x2.add(f64x2.splat(own4), chroma4);
  const lowest = f64x2.pmin(f64x2.pmin(cost01, cost23), cost4);
  if (!v128.any_true(f64x2.lt(lowest, f64x2.splat(least + SAFETY)))) return;
  consider(a, b, 0, f64x2.extract_lane(cost01, 0));
  consider(a, b, 1, f64x2.extract_lane(cost01, 1));
  consider(a, b, 2, f64x2.extract_lane(cost23, 0));
  consider(a, b, 3, f64x2.extract_lane(cost23, 1));
  consider(a, b, 4, f64x2.extract_lane(cost4, 0));
}

/** Writes the best labelling of a pair to `chosen`; of equal gains the first pixels' count as greater. */
function settlePair(): void {
  const rowA = costs + (bestFirst << 5);
  const rowB = costs + (bestSecond << 5);
  const gain0 = load<f64>(rowB) - load<f64>(rowA);
  const gain1 = load<f64>(rowB, 8) - load<f64>(rowA, 8);
  const gain2 = load<f64>(rowB, 16) - load<f64>(rowA, 16);
  const gain3 = load<f64>(rowB, 24) - load<f64>(rowA, 24);
  const is1Before0 = i32(gain1 < gain0);
  const is2Before0 = i32(gain2 < gain0);
  const is3Before0 = i32(gain3 < gain0);
  const is2Before1 = i32(gain2 < gain1);
  const is3Before1 = i32(gain3 < gain1);
  const is3Before2 = i32(gain3 < gain2);
  settlePixel(0, is1Before0 + is2Before0 + is3Before0);
  settlePixel(1, 1 - is1Before0 + is2Before1 + is3Before1);
  settlePixel(2, 2 - is2Before0 - is2Before1 + is3Before2);
  settlePixel(3, 3 - is3Before0 - is3Before1 - is3Before2);
}

/** `rank` counts the pixels that take the second candidate before this one. */
// @ts-ignore: decorator
@inline
function settlePixel(pixel: usize, rank: i32): void {
  store<u8>(chosen + pixel, <u8>(rank < bestTaken ? bestSecond : bestFirst));
}

/** Address of what a pixel costs with the candidate chosen for it. */
// @ts-ignore: decorator
@inline
function costAt(pixel: i32): usize {
  return costs + (<usize>load<u8>(chosen + pixel) << 5) + (pixel << 3);
}

/** What the labelling in `chosen` costs; both chroma components at once. */
// @ts-ignore: decorator
@inline
function costOfFour(): f64 {
  const a = <usize>load<u8>(chosen);
  const b = <usize>load<u8>(chosen, 1);
  const c = <usize>load<u8>(chosen, 2);
  const d = <usize>load<u8>(chosen, 3);
  const cost =
    load<f64>(costs + (a << 5)) +
    load<f64>(costs + (b << 5), 8) +
    load<f64>(costs + (c << 5), 16) +
    load<f64>(costs + (d << 5), 24);
  const upper = f64x2.add(v128.load(pairedCodes + (a << 4)), v128.load(pairedCodes + (b << 4)));
  const lower = f64x2.add(v128.load(pairedCodes + (c << 4)), v128.load(pairedCodes + (d << 4)));
  // Codes are whole numbers: their sums and quarters are exact.
  const difference = f64x2.sub(v128.load(targets), f64x2.mul(f64x2.add(upper, lower), f64x2.splat(0.25)));
  const chroma = f64x2.mul(f64x2.mul(difference, difference), v128.load(weights));
  return cost + f64x2.extract_lane(chroma, 0) + f64x2.extract_lane(chroma, 1);
}

/** Gives single pixels another candidate as long as that lowers the cost. */
function tryThird(): void {
  const upper = v128.load64_lane(costAt(1), v128.load64_zero(costAt(0)), 1);
  const lower = v128.load64_lane(costAt(3), v128.load64_zero(costAt(2)), 1);
  let own = sumOf(upper, lower);
  if (!hasCheaper(upper, lower, f64x2.splat(least - own + SAFETY))) return;
  for (let pixel = 0; pixel < 4; pixel++) {
    // What a pixel costs more by itself must be less than all that chroma costs now.
    const before = load<f64>(costAt(pixel));
    tryPixel(pixel, before + (least - own) + SAFETY);
    own += load<f64>(costAt(pixel)) - before;
  }
}

/** Whether at any pixel a candidate costs less than the one chosen and `more`: beside those four themselves. */
// @ts-ignore: decorator
@inline
function hasCheaper(upper: v128, lower: v128, more: v128): bool {
  const upperLimit = f64x2.add(upper, more);
  const lowerLimit = f64x2.add(lower, more);
  let found = i64x2.splat(0);
  const end = costs + (candidateCount << 5);
  for (let at = costs; at < end; at += 32) {
    found = i64x2.sub(found, f64x2.lt(v128.load(at), upperLimit));
    found = i64x2.sub(found, f64x2.lt(v128.load(at, 16), lowerLimit));
  }
  return i64x2.extract_lane(found, 0) + i64x2.extract_lane(found, 1) > 4;
}

/** Tries the candidates of a pixel that cost less than `limit` by themselves. */
// @ts-ignore: decorator
@inline
function tryPixel(pixel: i32, limit: f64): void {
  const kept = load<u8>(chosen + pixel);
  let best = kept;
  let at = costs + (pixel << 3);
  for (let i: u8 = 0; i < <u8>candidateCount; i++, at += 32) {
    // The one chosen costs what it costs.
    if (load<f64>(at) >= limit || i === kept) continue;
    store<u8>(chosen + pixel, i);
    const cost = costOfFour();
    if (cost >= least - EPSILON) continue;
    least = cost;
    best = i;
  }
  store<u8>(chosen + pixel, best);
}
