import type { Rgb } from '../../../shared/model/palette.ts';
import { enginePalette, type ProjectPalette } from '../../../shared/model/project-palette.ts';
import { nearestRgb } from '../../../shared/palette/claimed-colours.ts';
import { channelDistance } from '../../../shared/palette/channel-distance.ts';
import type { Tables } from '../tables/tables.ts';
import { coloursOfClasses } from './class-colours.ts';
import { masksOfObjectValues } from './claimed-guesses.ts';

/** Colours nearer to each other than this are one that was saved in several ways. */
const GROUP_LEVELS = 6;
/** Flat areas smaller than one MCU, over all files, are no class. */
const LEAST_PIXELS = 64;

/** One colour that no class claims, in all the ways it was saved. */
export interface UnclaimedGroup {
  readonly rgb: Rgb;
  readonly colourIds: readonly number[];
  readonly files: number;
  readonly pixels: number;
}

/** The unclaimed colours of flat areas, the most pixels first; none where there is no palette. */
export function claimsOf(tables: Tables, palette: ProjectPalette | undefined): UnclaimedGroup[] {
  if (palette === undefined) return [];
  const engine = enginePalette(palette);
  const colours = tables.colours.all();
  const claimed = new Set(coloursOfClasses(colours, engine));
  const unclaimed = new Map(colours.filter(({ id }) => !claimed.has(id)).map((colour) => [colour.id, colour]));
  const leftOut = masksOfObjectValues(tables);
  const sums = tables.colours.sumsOf([...unclaimed.keys()], leftOut).toSorted((a, b) => b.pixels - a.pixels);
  const groups: { rgb: Rgb; colourIds: number[]; files: number; pixels: number }[] = [];
  for (const { id, files, pixels } of sums) {
    const colour = unclaimed.get(id);
    if (colour === undefined) continue;
    const rgb = nearestRgb(colour);
    const group = groups.find((other) => channelDistance(other.rgb, rgb) < GROUP_LEVELS);
    if (group === undefined) groups.push({ rgb, colourIds: [id], files, pixels });
    else {
      group.colourIds.push(id);
      group.files = Math.max(group.files, files);
      group.pixels += pixels;
    }
  }
  return groups.filter(({ pixels }) => pixels >= LEAST_PIXELS);
}

/** The masks that show most of these colours where they would be classes'. */
export function filesOfColours(
  tables: Tables,
  colourIds: readonly number[],
  limit: number,
): { readonly fileId: number; readonly pixels: number }[] {
  return tables.colours.filesOf(colourIds, { leftOut: masksOfObjectValues(tables), limit });
}
