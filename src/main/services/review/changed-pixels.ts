import { zstdDecompressSync } from 'node:zlib';
import { labelTileRevision, type TileAddress } from '../../../shared/contract/picture-urls.ts';
import type { TilePlace } from '../../../shared/contract/review-schemas.ts';
import { MaskmendError } from '../../../shared/errors.ts';
import { TILE_SIDE } from '../../../shared/mask/tile-grid.ts';
import { mergedSlots } from '../../../shared/model/project-palette.ts';
import type { ShownMask } from '../../db/operations/review-operations.ts';
import { type ChangedTask, UNCHANGED } from '../../workers/changed-tiles.ts';
import { noPalette } from '../repair/project-repair-job.ts';
import type { ProjectSession } from '../project-session.ts';
import type { ServedTile } from './served-tile.ts';
import { sourceColours } from './source-colours.ts';
import { readShownMask } from './work-out.ts';

/** Tiles that a thread compares at a time. */
const TILES_A_TASK = 32;

/**
 * What threads need to compare tiles of a mask with its source. Throws what reading the source throws, conflict where it
 * has another size than when the mask was repaired.
 */
export async function changedTasks(
  session: ProjectSession,
  id: number,
  isWanted: (place: TilePlace) => boolean,
): Promise<ChangedTask[]> {
  const { revision, size, changedPixels } = await readShownMask(session, id);
  const [source, palette] = await Promise.all([
    session.sources.source(id, revision),
    session.database.projectPalette(),
  ]);
  if (palette === undefined || palette.classes.length === 0) throw noPalette();
  if (source.width !== size.width || source.height !== size.height) {
    throw new MaskmendError('conflict', 'the file has another size than when it was repaired', {
      hint: 'repair it again',
    });
  }
  const wide = Math.ceil(size.width / TILE_SIDE);
  const kept = await session.database.shownTiles(id, 'labels');
  // Where values are numbers of objects no colour would tell what changed; where the repair changed nothing, its labels do.
  const repaired = changedPixels === 0 ? await session.database.shownTiles(id, 'engine-labels') : [];
  const repairedAt = new Map(repaired.map((tile) => [tile.row * wide + tile.column, tile.packed]));
  const tiles = kept.filter(isWanted).flatMap(({ row, column, packed }): ChangedTask['tiles'] => {
    const at = row * wide + column;
    const [before, original] = [repairedAt.get(at), source.levels.at(0)?.at(at)];
    if (before !== undefined) return [{ row, column, labels: packed, repaired: before }];
    return original === undefined ? [] : [{ row, column, labels: packed, original }];
  });
  const common = {
    size,
    isOriginalPacked: source.isPacked,
    merged: mergedSlots(palette),
    colours: await sourceColours(session, id, palette),
  };
  const parts = Array.from({ length: Math.ceil(tiles.length / TILES_A_TASK) }, (_, part) =>
    tiles.slice(part * TILES_A_TASK, (part + 1) * TILES_A_TASK),
  );
  return parts.map((part) => ({ ...common, tiles: part }));
}

/** A tile of the layer `changed`; undefined where there is none. */
export async function readChanged(
  session: ProjectSession,
  id: number,
  { mask, address: { level, row, column } }: { readonly mask: ShownMask; readonly address: TileAddress },
): Promise<ServedTile | undefined> {
  const { paletteRevision } = await session.database.project();
  const place = { row, column };
  const packed =
    level === 0
      ? await compareOne(session, id, place)
      : await session.pyramids.tile(id, mask, { kind: 'changed', level, place });
  if (packed === undefined) return undefined;
  return {
    bytes: zstdDecompressSync(packed).map((mark) => UNCHANGED - mark),
    revision: labelTileRevision(mask.labelsRevision, paletteRevision),
    bytesPerLabel: undefined,
  };
}

async function compareOne(session: ProjectSession, id: number, place: TilePlace): Promise<Uint8Array | undefined> {
  const isIt = ({ row, column }: TilePlace): boolean => row === place.row && column === place.column;
  const task = (await changedTasks(session, id, isIt)).at(0);
  if (task === undefined) return undefined;
  const tiles = await (await session.viewPool()).run('changedTiles', task, session.stop);
  return tiles.at(0)?.packed;
}
