// Random numbers, the prior over labels, and what a pixel may be changed to.
import { OUTSIDE, STRIDE, high, labelAt, origin, placeOf, wide } from './mcu';
import { mcuWide } from './tables';

const SIDE: f64 = 1;
const DIAGONAL: f64 = 0.707;

let state: u32 = 1;

export function seed(value: u32): void {
  state = value !== 0 ? value : 0x9e3779b9;
}

/** xorshift32 (Marsaglia 2003). */
// @ts-ignore: decorator
@inline
export function random(): u32 {
  let x = state;
  x ^= x << 13;
  x ^= x >> 17;
  x ^= x << 5;
  state = x;
  return x;
}

// @ts-ignore: decorator
@inline
export function randomBelow(count: i32): i32 {
  return <i32>((<u64>random() * <u64>count) >> 32);
}

/** -ln of (i + 0.5) / 4096; filled by the host. */
export const logarithms: usize = memory.data(4096 * 8, 16);

/** An exponentially distributed number. */
// @ts-ignore: decorator
@inline
export function randomExponential(): f64 {
  return load<f64>(logarithms + (<usize>(random() >> 20) << 3));
}

/** A place in the middle of three rows of four labels: bits of those at its sides, and of those at its corners. */
const SIDES: i32 = 0b0010_0101_0010;
const CORNERS: i32 = 0b0101_0000_0101;

// @ts-ignore: decorator
@inline
function labelsRound(at: usize): v128 {
  const rows = v128.load32_lane(at - 1, v128.load32_zero(at - STRIDE - 1), 1);
  return v128.load32_lane(at + STRIDE - 1, rows, 2);
}

// @ts-ignore: decorator
@inline
function weightOf(label: u8, labels: v128): f64 {
  const alike = i8x16.bitmask(i8x16.eq(labels, i8x16.splat(label)));
  return <f64>popcnt(alike & SIDES) * SIDE + <f64>popcnt(alike & CORNERS) * DIAGONAL;
}

/** Weight of the neighbours of a place that have a label. */
// @ts-ignore: decorator
@inline
export function likeness(at: usize, label: u8): f64 {
  return weightOf(label, labelsRound(at));
}

const stepsX: usize = memory.data<i8>([1, -1, 0, 0, 1, 1, -1, -1], 16);
const stepsY: usize = memory.data<i8>([0, 0, 1, -1, 1, -1, 1, -1], 16);

// @ts-ignore: decorator
@inline
export function stepOf(direction: i32): i32 {
  return <i32>load<i8>(stepsY + direction) * STRIDE + <i32>load<i8>(stepsX + direction);
}

export let pickedPixel: i32 = 0;
export let pickedLabel: u8 = 0;

/** Picks a pixel and a label that one of its neighbours has; false where it found none. */
export function pickAtBoundary(tries: i32): bool {
  for (let i = 0; i < tries; i++) {
    const bits = random();
    const x = <i32>(((bits & 0xffff) * <u32>wide) >> 16);
    const y = <i32>(((bits >> 16) * <u32>high) >> 16);
    const more = random();
    const distance = (more & 0xf0) === 0 ? 2 : 1;
    const at = origin + y * STRIDE + x;
    const label = load<u8>(at + stepOf(<i32>(more & 7)) * distance);
    if (label === OUTSIDE || label === load<u8>(at)) continue;
    pickedPixel = y * mcuWide + x;
    pickedLabel = label;
    return true;
  }
  return false;
}

/** Picks a pixel near another whose own label is `from`, at a boundary to `to`; -1 where it found none. */
export function pickPartner(pixel: i32, from: u8, to: u8): i32 {
  const y0 = placeOf(pixel) / STRIDE;
  const x0 = placeOf(pixel) % STRIDE;
  const radius = (random() & 3) === 0 ? 5 : 2;
  const span = 2 * radius + 1;
  for (let i = 0; i < 10; i++) {
    const bits = random();
    const x = x0 - radius + <i32>(((bits & 0xffff) * <u32>span) >> 16);
    const y = y0 - radius + <i32>(((bits >> 16) * <u32>span) >> 16);
    if (x < 0 || y < 0 || x >= wide || y >= high) continue;
    const at = origin + y * STRIDE + x;
    if (load<u8>(at) !== from || (x === x0 && y === y0)) continue;
    if (
      load<u8>(at - 1) !== to &&
      load<u8>(at + 1) !== to &&
      load<u8>(at - STRIDE) !== to &&
      load<u8>(at + STRIDE) !== to
    )
      continue;
    return y * mcuWide + x;
  }
  return -1;
}

/** How much rougher the labels get by one change. */
export function roughnessChange(pixel: i32, label: u8): f64 {
  const at = labelAt(pixel);
  const labels = labelsRound(at);
  return weightOf(load<u8>(at), labels) - weightOf(label, labels);
}
