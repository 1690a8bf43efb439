// The class whose samples are nearest to given ones (see src/shared/decide/nearest-class.ts).
import { classCount, componentAt, componentCount } from './picture';
import { take } from './memory';

const NOT_YET: u16 = 0xffff;
const ENTRIES = 65536;

/** 16-bit entries: among the witnessed classes, and among all. */
let witnessedTable: usize = 0;
let fullTable: usize = 0;
/** 1 per witnessed class; and 1 for every class. */
export let witnessed: usize = 0;
let allClasses: usize = 0;

export function setUpNearest(): void {
  witnessedTable = take(ENTRIES * 2);
  fullTable = take(ENTRIES * 2);
  witnessed = take(256);
  allClasses = take(256);
  memory.fill(witnessedTable, 0xff, ENTRIES * 2);
  memory.fill(fullTable, 0xff, ENTRIES * 2);
  memory.fill(allClasses, 1, 256);
}

/** Lets a further class be found. */
export function witness(position: i32): void {
  store<u8>(witnessed + position, 1);
  memory.fill(witnessedTable, 0xff, ENTRIES * 2);
}

export function hasUnwitnessed(): bool {
  for (let position = 0; position < classCount; position++) if (load<u8>(witnessed + position) === 0) return true;
  return false;
}

// @ts-ignore: decorator
@inline
function clampByte(value: i32): i32 {
  return min(max(value, 0), 255);
}

// @ts-ignore: decorator
@inline
function keyOf(first: i32, second: i32, third: i32): usize {
  if (componentCount === 1) return clampByte(first);
  return ((clampByte(first) >> 2) << 10) | ((clampByte(second) >> 3) << 5) | (clampByte(third) >> 3);
}

// @ts-ignore: decorator
@inline
export function nearestClass(isAmongAll: bool, first: i32, second: i32, third: i32): i32 {
  const key = keyOf(first, second, third);
  const at = (isAmongAll ? fullTable : witnessedTable) + (key << 1);
  const known = load<u16>(at);
  return known !== NOT_YET ? known : search(isAmongAll, <i32>key, at);
}

/** Whether a class is one that the file shows elsewhere. */
// @ts-ignore: decorator
@inline
export function isWitnessed(position: i32): bool {
  return load<u8>(witnessed + position) !== 0;
}

/** Eight samples of three components at once, 16 bits each; gives eight classes, one byte each, the first lowest. */
export function nearestEight(isAmongAll: bool, first: v128, second: v128, third: v128): u64 {
  const table = isAmongAll ? fullTable : witnessedTable;
  const keys = v128.or(
    i16x8.shl(i16x8.shr_u(clampEight(first), 2), 10),
    v128.or(i16x8.shl(i16x8.shr_u(clampEight(second), 3), 5), i16x8.shr_u(clampEight(third), 3)),
  );
  const low =
    entryOf(isAmongAll, table, i16x8.extract_lane_u(keys, 0)) |
    (entryOf(isAmongAll, table, i16x8.extract_lane_u(keys, 1)) << 8) |
    (entryOf(isAmongAll, table, i16x8.extract_lane_u(keys, 2)) << 16) |
    (entryOf(isAmongAll, table, i16x8.extract_lane_u(keys, 3)) << 24);
  const high =
    entryOf(isAmongAll, table, i16x8.extract_lane_u(keys, 4)) |
    (entryOf(isAmongAll, table, i16x8.extract_lane_u(keys, 5)) << 8) |
    (entryOf(isAmongAll, table, i16x8.extract_lane_u(keys, 6)) << 16) |
    (entryOf(isAmongAll, table, i16x8.extract_lane_u(keys, 7)) << 24);
  return <u64>low | (<u64>high << 32);
}

// @ts-ignore: decorator
@inline
function clampEight(values: v128): v128 {
  return i16x8.min_s(i16x8.max_s(values, i16x8.splat(0)), i16x8.splat(255));
}

// @ts-ignore: decorator
@inline
function entryOf(isAmongAll: bool, table: usize, key: u32): u32 {
  const at = table + (key << 1);
  const known = load<u16>(at);
  return known !== NOT_YET ? <u32>known : <u32>search(isAmongAll, <i32>key, at);
}

function search(isAmongAll: bool, key: i32, at: usize): i32 {
  const allowed = isAmongAll ? allClasses : witnessed;
  let best = 0;
  let least = Infinity;
  for (let candidate = 0; candidate < classCount; candidate++) {
    if (load<u8>(allowed + candidate) === 0) continue;
    let distance: f64 = 0;
    for (let index = 0; index < componentCount; index++) {
      const part = componentAt(index);
      const difference = centreOf(key, index) - <f64>load<u8>(part.codes + candidate);
      distance += part.nearestWeight * (difference * difference);
    }
    if (distance >= least) continue;
    least = distance;
    best = candidate;
  }
  store<u16>(at, <u16>best);
  return best;
}

/** The middle of the values that share a key: 6 and 5 bits are kept where there are several components. */
function centreOf(key: i32, index: i32): f64 {
  if (componentCount === 1) return <f64>key;
  if (index === 0) return <f64>((key >> 10) << 2) + 1.5;
  return <f64>(((index === 1 ? key >> 5 : key) & 31) << 3) + 3.5;
}
