import type { PresetClass } from './preset-class.ts';

function level(name: string, value: number): PresetClass {
  return { name, index: value, rgb: [value, value, value] };
}

/** Black and white: the level is colour and index at once. */
export const binaryClasses: readonly PresetClass[] = [level('background', 0), level('foreground', 255)];

/** Levels 0 and 1 as they are stored, almost black to the eye; the colour is the stored level. */
export const binary01Classes: readonly PresetClass[] = [level('background', 0), level('foreground', 1)];

/** Trimaps of Oxford-IIIT Pet: levels 1, 2, 3 as they are stored; the colour is the stored level. */
export const trimapClasses: readonly PresetClass[] = [level('pet', 1), level('background', 2), level('border', 3)];
