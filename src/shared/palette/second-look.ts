import type { ColourFit } from './open-colours.ts';
import type { ThinClass } from './thin-class-pool.ts';

/** What edges of some files tell, which are read once more when a palette is inferred. */
export interface SecondLook {
  readonly fits: readonly ColourFit[];
  readonly thin: readonly ThinClass[];
}

export const nothingSeen: SecondLook = { fits: [], thin: [] };

export function isNothing({ fits, thin }: SecondLook): boolean {
  return fits.length === 0 && thin.length === 0;
}
