import { closePairs } from '../../../shared/classes/close-pairs.ts';
import { checkPalette } from '../../../shared/checks/palette-checks.ts';
import type { UnclaimedColour, PaletteState, ProjectClass } from '../../../shared/contract/class-schemas.ts';
import { type ProjectPalette, enginePalette, shownPalette } from '../../../shared/model/project-palette.ts';
import { channelDistance } from '../../../shared/palette/channel-distance.ts';
import type { PaletteSnapshot } from '../../db/operations/palette-operations.ts';
import type { UnclaimedGroup } from '../../db/lists/unclaimed-colours.ts';
import type { ProjectSession } from '../project-session.ts';

/** Quality taken for masks of which no JPEG is known. */
const USUAL_QUALITY = 75;
const MOST_EXAMPLES = 20;

/** The palette with what masks and results say of each class. */
export async function describePalette({ database }: ProjectSession): Promise<PaletteState> {
  const [snapshot, unclaimed] = await Promise.all([
    database.paletteSnapshot(),
    database.unclaimedColours({ offset: 0, limit: 0 }),
  ]);
  const { revision, palette, staleFiles, evidenceFiles, files } = snapshot;
  const counts = { revision, staleFiles, evidenceFiles, files, unclaimedColours: unclaimed.total };
  if (palette === undefined) return { ...counts, classes: [], warnings: [], closePairs: [] };
  return {
    ...counts,
    coding: palette.coding,
    source: palette.source,
    classes: describeClasses(palette, snapshot),
    warnings: checkPalette(shownPalette(palette)),
    closePairs: closePairs(
      { ...enginePalette(palette), classes: visible(palette) },
      {
        quality: snapshot.worstQuality ?? USUAL_QUALITY,
        hasReducedChroma: snapshot.hasReducedChroma,
        isSeen: snapshot.worstQuality !== undefined,
      },
    ),
  };
}

/** What the repair tells the classes of the palette apart by. */
function visible(palette: ProjectPalette) {
  const own = new Set(palette.classes.map(({ slot }) => slot));
  return enginePalette(palette).classes.filter(({ slot }) => own.has(slot));
}

function describeClasses(palette: ProjectPalette, { counts }: PaletteSnapshot): ProjectClass[] {
  const total = counts.reduce((sum, { pixels }) => sum + pixels, 0);
  const bySlot = new Map(counts.map((count) => [count.slot, count]));
  return palette.classes.map(({ evidence, ...entry }) => {
    const { files = 0, pixels = 0 } = bySlot.get(entry.slot) ?? {};
    return { ...entry, ...(evidence && { evidence }), files, pixels, share: total === 0 ? 0 : pixels / total };
  });
}

/** Colours that no class claims, with the class that is nearest and the files that show most of them. */
export async function describeUnclaimed(
  { database }: ProjectSession,
  page: { readonly offset: number; readonly limit: number },
): Promise<{ colours: UnclaimedColour[]; total: number }> {
  const [{ groups, total }, palette] = await Promise.all([database.unclaimedColours(page), database.projectPalette()]);
  const colours = await Promise.all(
    groups.map(async ({ rgb, colourIds, pixels, files }) => {
      const shown = await database.filesOfColours(colourIds, MOST_EXAMPLES);
      const rows = await database.sourceRows(shown.map(({ fileId }) => fileId));
      const paths = new Map(rows.map(({ id, path }) => [id, path]));
      const examples = shown.map(({ fileId, pixels: own }) => ({
        file: fileId,
        path: paths.get(fileId) ?? '',
        pixels: own,
      }));
      const nearest = palette && nearestClass(palette, rgb);
      return { rgb, pixels, files, examples, ...(nearest && { nearest }) };
    }),
  );
  return { colours, total };
}

function nearestClass({ classes }: ProjectPalette, rgb: UnclaimedGroup['rgb']): UnclaimedColour['nearest'] {
  const near = classes
    .map(({ slot, sourceRgb }) => ({ slot, distance: channelDistance(sourceRgb, rgb) }))
    .toSorted((a, b) => a.distance - b.distance);
  return near.at(0);
}
