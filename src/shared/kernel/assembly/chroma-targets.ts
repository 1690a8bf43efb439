// The subsampled components, as the choice of a cell's labels needs them.
import { CODES_BYTES, candidateCodes, candidateCount } from './cell-costs';
import { componentAt, componentCount, samplesOf } from './picture';

/** Of each subsampled component: its sample over the cell, its weight and the address of its candidates' codes. */
export const targets: usize = memory.data(32, 16);
export const weights: usize = memory.data(32, 16);
const codes: usize = memory.data(16, 16);
export let coarseCount: i32 = 0;
/** The codes of two such components beside each other, by candidate. */
export const pairedCodes: usize = memory.data(24 * 16, 16);

/** Of each: where its samples in the row of MCUs begin, bytes between two of their rows, logarithms of its ratios. */
const starts: usize = memory.data(16, 16);
const strides: usize = memory.data(16, 16);
const shiftsX: usize = memory.data(16, 16);
const shiftsY: usize = memory.data(16, 16);

/** To be called for a picture, once its components are known. */
export function setUpChroma(): void {
  coarseCount = 0;
  for (let index = 0; index < componentCount; index++) {
    const part = componentAt(index);
    if (part.ratioX === 1 && part.ratioY === 1) continue;
    store<f64>(weights + (coarseCount << 3), part.weight);
    store<u32>(codes + (coarseCount << 2), <u32>(candidateCodes + <usize>index * CODES_BYTES));
    coarseCount++;
  }
}

/** Address of the codes of the candidates, 64-bit floats. */
// @ts-ignore: decorator
@inline
export function codesOf(coarse: i32): usize {
  return <usize>load<u32>(codes + (coarse << 2));
}

/** To be called for each row of MCUs before its cells. */
export function goToRow(mcuRow: i32): void {
  let place = 0;
  for (let index = 0; index < componentCount; index++) {
    const part = componentAt(index);
    if (part.ratioX === 1 && part.ratioY === 1) continue;
    store<u32>(starts + place, <u32>samplesOf(part, mcuRow));
    store<i32>(strides + place, part.stride << 1);
    store<i32>(shiftsX + place, part.shiftX);
    store<i32>(shiftsY + place, part.shiftY);
    place += 4;
  }
}

/** To be called when the candidates have changed. */
export function pairCodes(): void {
  if (coarseCount !== 2) return;
  for (let i = 0; i < candidateCount; i++) {
    store<f64>(pairedCodes + (i << 4), load<f64>(codesOf(0) + (i << 3)));
    store<f64>(pairedCodes + (i << 4), load<f64>(codesOf(1) + (i << 3)), 8);
  }
}

/** Takes the samples over the cell at column `left` and row `top` within the row of MCUs. */
export function aim(left: i32, top: i32): void {
  for (let place = 0; place < coarseCount << 2; place += 4) {
    const row = load<u32>(starts + place) + (top >> load<i32>(shiftsY + place)) * load<i32>(strides + place);
    store<f64>(targets + (place << 1), <f64>load<i16>(<usize>row + ((left >> load<i32>(shiftsX + place)) << 1)));
  }
}
