import type { Palette } from '../../../shared/model/palette.ts';
import { isClaimed } from '../../../shared/palette/claimed-colours.ts';
import type { ColourRow } from '../tables/colours-table.ts';

/** Ids of the colours that may be those of one of the classes. */
export function coloursOfClasses(colours: readonly ColourRow[], palette: Palette): number[] {
  return colours.filter((colour) => isClaimed(colour, palette)).map(({ id }) => id);
}
