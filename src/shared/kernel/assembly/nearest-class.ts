// The class whose samples are nearest to given ones (see src/shared/repair/nearest-class.ts).
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

/** Whether the nearest of all classes is none that the file shows elsewhere. */
// @ts-ignore: decorator
@inline
export function isNearestUnwitnessed(first: i32, second: i32, third: i32): bool {
  return load<u8>(witnessed + nearestClass(true, first, second, third)) === 0;
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
