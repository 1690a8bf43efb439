import { WINDOW_ORIGIN, WINDOW_SIDE } from '../mcu-loader.ts';
import type { McuEnergy } from './mcu-energy.ts';
import type { McuState } from './mcu-state.ts';
import { OUTSIDE } from './mcu-state.ts';
import { neighbourSteps } from './neighbour-steps.ts';

const LOWER = -1e-9;

/** Changes single pixels as long as that lowers the energy: to labels of neighbours. */
export function descend(state: McuState, energy: McuEnergy, maxSweeps: number): void {
  sweep(state, maxSweeps, (pixel, at) => {
    let isChanged = false;
    let last = OUTSIDE;
    for (const step of neighbourSteps) {
      const label = state.window[at + step];
      if (label === OUTSIDE || label === last || label === state.window[at]) continue;
      last = label;
      if (energy.tryFlip(pixel, label, LOWER)) isChanged = true;
    }
    return isChanged;
  });
}

/** To every label of the set: thin and tiny things that no neighbour shows. */
export function descendAmongAll(state: McuState, energy: McuEnergy, maxSweeps: number): void {
  sweep(state, maxSweeps, (pixel, at) => {
    let isChanged = false;
    for (let i = 0; i < state.allCount; i++) {
      const label = state.labelSet[i];
      if (label !== state.window[at] && energy.tryFlip(pixel, label, LOWER)) isChanged = true;
    }
    return isChanged;
  });
}

function sweep({ area, mcu }: McuState, maxSweeps: number, change: (pixel: number, at: number) => boolean): void {
  for (let index = 0; index < maxSweeps; index++) {
    let isChanged = false;
    for (let y = 0; y < area.high; y++) {
      for (let x = 0; x < area.wide; x++) {
        if (change(y * mcu.wide + x, WINDOW_ORIGIN + y * WINDOW_SIDE + x)) isChanged = true;
      }
    }
    if (!isChanged) return;
  }
}
