import type { ColourFit } from './open-colours.ts';
import type { ThinClass } from './thin-class-pool.ts';
import type { MergedTwin } from './twin-classes.ts';

/** What edges of some files tell, which are read once more when a palette is inferred. */
export interface SecondLook {
  readonly fits: readonly ColourFit[];
  readonly thin: readonly ThinClass[];
  readonly merged: readonly MergedTwin[];
}

export const nothingSeen: SecondLook = { fits: [], thin: [], merged: [] };

export function isNothing({ fits, thin, merged }: SecondLook): boolean {
  return fits.length === 0 && thin.length === 0 && merged.length === 0;
}
