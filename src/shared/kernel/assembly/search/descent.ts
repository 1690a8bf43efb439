// Changes of single pixels as long as they lower the energy.
import { tryFlip } from './energy';
import { allCount, labelSet } from './label-set';
import { OUTSIDE, STRIDE, high, origin, wide } from './mcu';
import { stepOf } from './moves';
import { mcuWide } from './tables';

const LOWER: f64 = -1e-9;

/** To labels of neighbours. */
export function descend(maxSweeps: i32): void {
  for (let sweep = 0; sweep < maxSweeps; sweep++) {
    let isChanged = false;
    for (let y = 0; y < high; y++) {
      for (let x = 0; x < wide; x++) if (descendAt(x, y)) isChanged = true;
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
    if (tryFlip(y * mcuWide + x, label, LOWER)) isChanged = true;
  }
  return isChanged;
}

/** To every label of the set: thin and tiny things that no neighbour shows. */
export function descendAmongAll(maxSweeps: i32): void {
  for (let sweep = 0; sweep < maxSweeps; sweep++) {
    let isChanged = false;
    for (let y = 0; y < high; y++) {
      for (let x = 0; x < wide; x++) {
        const at = origin + y * STRIDE + x;
        for (let i = 0; i < allCount; i++) {
          const label = load<u8>(labelSet + i);
          if (label !== load<u8>(at) && tryFlip(y * mcuWide + x, label, LOWER)) isChanged = true;
        }
      }
    }
    if (!isChanged) return;
  }
}
