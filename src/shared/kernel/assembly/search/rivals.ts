// Other labellings that polishing found to reproduce an MCU: about as smooth as the best, they may be the true ones.
import { bestEnergy } from './energy';
import { WINDOW_BYTES, windowLabels } from './mcu';

/** Labellings that are rougher than the best by no more than this, in energy, count. */
export const RIVAL_MARGIN: f64 = 5;
const MAX_RIVALS = 16;

/** Windows, and their energies. */
const rivals: usize = memory.data(16 * 1600, 16);
const rivalEnergies: usize = memory.data(16 * 8, 16);
export let rivalCount: i32 = 0;

export function forgetRivals(): void {
  rivalCount = 0;
}

/** Remembers the labels in the window. */
export function addRival(energy: f64): void {
  if (rivalCount === MAX_RIVALS) return;
  memory.copy(rivals + <usize>rivalCount * WINDOW_BYTES, windowLabels, WINDOW_BYTES);
  store<f64>(rivalEnergies + (rivalCount << 3), energy);
  rivalCount++;
}

export function rivalAt(index: i32): usize {
  return rivals + <usize>index * WINDOW_BYTES;
}

/** Whether one of them has another label at a place of the window. */
export function hasRival(place: usize): bool {
  for (let i = 0; i < rivalCount; i++) {
    if (load<f64>(rivalEnergies + (i << 3)) > bestEnergy + RIVAL_MARGIN) continue;
    if (load<u8>(rivals + <usize>i * WINDOW_BYTES + place) !== load<u8>(windowLabels + place)) return true;
  }
  return false;
}
