// Small solid places inside MCUs that are not flat (see src/shared/decide/solid-patches.ts).
import { take } from './memory';
import { Component, componentAt, componentCount, groups, mcusWide, samplesOf, slotOf } from './picture';

const PATCH_CELLS = 3;

/** Sums of the samples of each patch found in a row of MCUs: `componentCount` numbers of 32 bits. */
export let patches: usize = 0;

export function setUpPatches(): void {
  patches = take(<usize>mcusWide * 4 * 3 * 4);
}

/** Fills `patches` from a row of MCUs; returns how many there are. */
export function findPatches(row: i32): i32 {
  const line = groups + ((slotOf(row) * mcusWide) << 1);
  let to = patches;
  for (let column = 0; column < mcusWide; column++) {
    if (load<u16>(line + (column << 1)) !== 0) continue;
    for (let y = 0; y + PATCH_CELLS <= 8; y += PATCH_CELLS) {
      for (let x = 0; x + PATCH_CELLS <= 8; x += PATCH_CELLS) {
        if (isSolid(column * 8 + x, y, row, to)) to += componentCount << 2;
      }
    }
  }
  return <i32>(to - patches) / (componentCount << 2);
}

function isSolid(cellX: i32, cellY: i32, row: i32, to: usize): bool {
  for (let index = 0; index < componentCount; index++) {
    if (!isComponentSolid(componentAt(index), cellX, cellY, row, to + (index << 2))) return false;
  }
  return true;
}

function isComponentSolid(part: Component, cellX: i32, cellY: i32, row: i32, to: usize): bool {
  const wide = PATCH_CELLS * part.horizontalSampling;
  const top = cellY * part.verticalSampling;
  let line = samplesOf(part, row) + <usize>(top * part.stride + cellX * part.horizontalSampling) * 2;
  let least = i32.MAX_VALUE;
  let most = i32.MIN_VALUE;
  let sum = 0;
  for (let y = 0; y < PATCH_CELLS * part.verticalSampling; y++) {
    for (let x = 0; x < wide; x++) {
      const value = <i32>load<i16>(line + (x << 1));
      least = min(least, value);
      most = max(most, value);
      sum += value;
    }
    if (most - least > part.patchRange) return false;
    line += part.stride << 1;
  }
  store<i32>(to, sum);
  return true;
}
