// What the host calls to search MCUs: tables of a file once, then MCU by MCU.
import { takeChange } from './change';
import { labelSet } from './label-set';
import { bias, coefficients, origin, takeMcu, thresholds } from './mcu';
import { logarithms } from './moves';
import { seconds, shares, takeSampling } from './sampling';
import { takeStart } from './start';
import { eightfoldFirst, firstSteps, halfCells, inverseCells, isResaved, resavedShifts, resavedTargets } from './resaving';
import { partAt } from './tables';

export { enterMcu } from './mcu';
export { seed } from './moves';
export { setLabelSet } from './label-set';
export { beginSettling, settle } from './sampling';
export { setPart, setTables } from './tables';
export { beginSearch, finishSearch, polish, searchOn } from './solve';
export { setEnergy } from './weights';

/** Third step, when all components are set: takes the rest of the memory. */
export function setUpSearch(): void {
  takeMcu();
  takeChange();
  takeStart();
  takeSampling();
}

/** Addresses of what the host writes once per component: see `SearchPart`. */
export function searchCodesAt(index: i32): usize {
  return partAt(index).codes;
}

export function searchBasisAt(index: i32): usize {
  return partAt(index).basis;
}

export function searchTransposedAt(index: i32): usize {
  return partAt(index).transposed;
}

export function searchStepsAt(index: i32): usize {
  return partAt(index).eightfoldSteps;
}

export function searchScalesAt(index: i32): usize {
  return partAt(index).scales;
}

/** 4096 doubles, -ln((i + 0.5) / 4096). */
export function logarithmsAt(): usize {
  return logarithms;
}

/** Addresses of what the host writes per MCU: pixel (0, 0) in a window of labels, coefficients, labels it may hold. */
export function windowAt(): usize {
  return origin;
}

export function mcuCoefficientsAt(): usize {
  return coefficients;
}

/** Addresses of what the host writes once, or per MCU where cells differ from block to block: see mcu.ts. */
export function mcuBiasAt(): usize {
  return bias;
}

export function mcuThresholdsAt(): usize {
  return thresholds;
}

/** Addresses of what the host writes of files saved twice, per file and per MCU: see resaving.ts. */
export function firstStepsAt(): usize {
  return firstSteps;
}

export function eightfoldFirstAt(): usize {
  return eightfoldFirst;
}

export function halfCellsAt(): usize {
  return halfCells;
}

export function inverseCellsAt(): usize {
  return inverseCells;
}

export function isResavedAt(): usize {
  return isResaved;
}

export function resavedTargetsAt(): usize {
  return resavedTargets;
}

export function resavedShiftsAt(): usize {
  return resavedShifts;
}

export function labelSetAt(): usize {
  return labelSet;
}

/** Address of what `settle` found: a float per pixel of the MCU. */
export function sharesAt(): usize {
  return shares;
}

export function secondsAt(): usize {
  return seconds;
}
