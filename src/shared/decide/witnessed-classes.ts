import type { FlatMcus } from '../forward/flat-mcus.ts';
import type { ForwardModel } from '../forward/forward-model.ts';
import type { PatchColours } from './patch-colours.ts';

/** How far from a class, in levels per component, the mean of solid places may lie to show it. */
const PATCH_LEVELS = 8;
/** Fewer solid places may be a blend along a thin line. */
const LEAST_PATCHES = 4;

/**
 * Which classes of the palette the file shows beyond doubt, by position: 1 for those of a flat MCU or of a solid place
 * inside another; `findPatches` is asked where flat MCUs leave a class open. A boundary between two classes shows no third one like this.
 */
export function findWitnessedClasses(
  model: ForwardModel,
  flats: FlatMcus,
  findPatches: () => PatchColours,
): Uint8Array {
  const isWitnessed = flats.isShown.slice();
  if (isWitnessed.includes(0)) addSolidPlaces(model, findPatches(), isWitnessed);
  // A file that shows nothing gives no reason to leave a class out.
  return isWitnessed.includes(1) ? isWitnessed : isWitnessed.fill(1);
}

function addSolidPlaces(model: ForwardModel, patches: PatchColours, isWitnessed: Uint8Array): void {
  for (const { low, high, areas } of patches.list()) {
    if (areas < LEAST_PATCHES) continue;
    const centre = low.map((bound, index) => (bound + high[index]) / 2);
    const position = nearestClass(model, centre);
    const isNear = model.components.every(
      ({ codes }, index) => Math.abs(codes[position] - centre[index]) <= PATCH_LEVELS,
    );
    if (isNear) isWitnessed[position] = 1;
  }
}

function nearestClass(model: ForwardModel, values: readonly number[]): number {
  let best = 0;
  let least = Infinity;
  for (let candidate = 0; candidate < model.classCount; candidate++) {
    const distance = model.components.reduce(
      (sum, { codes }, index) => sum + (codes[candidate] - values[index]) ** 2,
      0,
    );
    if (distance < least) [least, best] = [distance, candidate];
  }
  return best;
}
