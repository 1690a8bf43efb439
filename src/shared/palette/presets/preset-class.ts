import type { Rgb } from '../../model/palette.ts';

/** A class of a preset as its data set publishes it. */
export interface PresetClass {
  readonly name: string;
  readonly index: number;
  readonly rgb: Rgb;
}

/** Classes numbered in the order of the list, from 0. */
export function inOrder(classes: readonly (readonly [name: string, ...rgb: Rgb])[]): readonly PresetClass[] {
  return classes.map(([name, red, green, blue], index) => ({ name, index, rgb: [red, green, blue] }));
}
