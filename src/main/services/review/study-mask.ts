import type { MaskObject, ReviewMask } from '../../../shared/contract/review-schemas.ts';
import { MaskmendError } from '../../../shared/errors.ts';
import type { doubtfulPlaces } from '../../../shared/mask/uncertain-places.ts';
import { TILE_SIDE, tileLevels } from '../../../shared/mask/tile-grid.ts';
import { mergedSlots } from '../../../shared/model/project-palette.ts';
import type { LayeredMask } from '../../db/operations/review-operations.ts';
import { noPalette } from '../repair/project-repair-job.ts';
import type { ProjectSession } from '../project-session.ts';
import { sourceColours } from './source-colours.ts';
import { readShownMask } from './work-out.ts';

const MOST_PLACES = 1000;
const MOST_PAIRS = 200;

/** What the panels beside the viewer tell; throws not-found where the mask has no labels. */
export async function describeMask(session: ProjectSession, id: number): Promise<ReviewMask> {
  await readShownMask(session, id);
  const mask = await session.database.reviewedMask(id);
  if (mask === undefined) throw noLabels();
  return { ...mask, tileSide: TILE_SIDE, levels: tileLevels(mask.width, mask.height) };
}

/** Where the engine was not certain. */
export async function findUncertain(session: ProjectSession, id: number): Promise<ReturnType<typeof doubtfulPlaces>> {
  const mask = await readLayers(session, id);
  return (await session.viewPool()).run('uncertainPlaces', { ...mask, most: MOST_PLACES }, session.stop);
}

/** What the engine made of pixels that looked otherwise. */
export async function describeChanges(session: ProjectSession, id: number) {
  const { revision, changedPixels } = await readShownMask(session, id);
  // Where values are numbers of objects no colour would tell.
  if (changedPixels === 0) return { pairs: [], pixels: 0 };
  const [layers, palette, source] = await Promise.all([
    readLayers(session, id),
    session.database.projectPalette(),
    session.sources.source(id, revision),
  ]);
  if (palette === undefined || palette.classes.length === 0) throw noPalette();
  const task = {
    ...layers,
    merged: mergedSlots(palette),
    originals: source.levels[0] ?? [],
    isOriginalPacked: source.isPacked,
    colours: await sourceColours(session, id, palette),
    most: MOST_PAIRS,
  };
  if (source.width !== layers.size.width || source.height !== layers.size.height) {
    throw new MaskmendError('conflict', 'the file has another size than when it was repaired', {
      hint: 'repair it again',
    });
  }
  return (await session.viewPool()).run('repairChanges', task, session.stop);
}

/** The connected places of a class. */
export async function listObjects(
  session: ProjectSession,
  id: number,
  wanted: {
    readonly slot?: number | undefined;
    readonly connectivity: 4 | 8;
    readonly offset: number;
    readonly limit: number;
  },
): Promise<{ objects: MaskObject[]; total: number }> {
  const task = { ...(await labelsTask(session, id)), ...wanted, slot: wanted.slot };
  return (await session.viewPool()).run('maskObjects', task, session.stop);
}

/** The labels of a mask as they are now, for a worker to read. */
export async function labelsTask(session: ProjectSession, id: number) {
  const [layers, palette] = await Promise.all([readLayers(session, id), session.database.projectPalette()]);
  return { ...layers, merged: palette === undefined ? new Map<number, number>() : mergedSlots(palette) };
}

async function readLayers({ database }: ProjectSession, id: number): Promise<LayeredMask> {
  const mask = await database.layeredMask(id);
  if (mask === undefined || mask.tiles.length === 0) throw noLabels();
  return mask;
}

function noLabels(): MaskmendError {
  return new MaskmendError('not-found', 'the mask has no labels yet', { hint: 'repair it first' });
}
