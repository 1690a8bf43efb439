import type { AreaOperation } from '../../../shared/contract/review-schemas.ts';
import { marginOf, targetSlots } from '../../../shared/edit/apply-operation.ts';
import { boxOfArea } from '../../../shared/edit/area-pixels.ts';
import type { AreaShape, EditOperation, Rectangle } from '../../../shared/edit/edit-operation.ts';
import { MaskmendError } from '../../../shared/errors.ts';
import { TILE_SIDE, tilesOver } from '../../../shared/mask/tile-grid.ts';
import { mergedSlots, type ProjectPalette } from '../../../shared/model/project-palette.ts';
import type { ShownMask } from '../../db/operations/review-operations.ts';
import type { EditTask } from '../../workers/edit-labels.ts';
import { noPalette } from '../repair/project-repair-job.ts';
import { found } from '../sources/found.ts';
import type { ProjectSession } from '../project-session.ts';
import { sourceColours } from './source-colours.ts';

/** Operations that look at more than single pixels hold the labels of their part of the mask twice over. */
const MOST_PIXELS = 300_000_000;

/** What a worker needs to work an operation out; undefined where its area lies outside the mask. */
export async function editTask(
  session: ProjectSession,
  { id, mask }: { readonly id: number; readonly mask: ShownMask },
  { operation, area, within, rules }: AreaOperation,
): Promise<EditTask | undefined> {
  const palette = await readPalette(session, operation);
  const window = windowOf(mask, { operation, area, within });
  if (window === undefined) return undefined;
  const needsOriginal =
    operation.kind === 'nearest-original' || (operation.kind === 'fill' && operation.guide === 'original');
  const places = tilesOver(mask.size, window).map(({ row, column }) => ({ row, column }));
  const tiles = await session.database.editableTiles(id, places);
  if (operation.kind === 'alternative' && !tiles.some(({ alternative }) => alternative !== undefined)) {
    throw new MaskmendError('not-found', 'the repair kept no second most likely labels here', {
      hint: 'it keeps them of pixels in doubt, in masks that it searched',
    });
  }
  if (operation.kind === 'nearest-original') await refuseNumbers(session, id);
  const source = needsOriginal ? await session.sources.source(id, mask.revision) : undefined;
  const wide = Math.ceil(mask.size.width / TILE_SIDE);
  const locks = palette.classes.filter(({ isLocked }) => isLocked).map(({ slot }) => slot);
  return {
    operation,
    areas: [area, within].filter((shape) => shape !== undefined),
    rules: { ...rules, locked: [...locks, ...(rules?.locked ?? [])] },
    size: mask.size,
    window,
    tiles: tiles.map((tile) => ({ ...tile, original: source?.levels[0]?.[tile.row * wide + tile.column] })),
    isOriginalPacked: source?.isPacked ?? false,
    merged: mergedSlots(palette),
    colours: await sourceColours(session, id, palette),
  };
}

/** The values of a mask may be numbers of objects: they are near to no class. */
async function refuseNumbers({ database }: ProjectSession, id: number): Promise<void> {
  const own = (await database.objectSources([id])).at(0);
  if (own === undefined || own.source.file !== undefined) return;
  const segments = await database.segments(id);
  if (segments.length === 0 || segments.some(({ sourceRgb }) => sourceRgb !== undefined)) return;
  throw new MaskmendError('usage', 'the values of this file are numbers of objects, not colours of classes', {
    hint: 'the eraser takes back what was painted',
  });
}

/** Refuses what cannot be painted with. */
async function readPalette({ database }: ProjectSession, operation: EditOperation): Promise<ProjectPalette> {
  const palette = await database.projectPalette();
  if (palette === undefined) throw noPalette();
  for (const slot of targetSlots(operation)) {
    const entry = palette.classes.find((candidate) => candidate.slot === slot);
    if (entry === undefined)
      throw new MaskmendError('usage', `there is no class ${slot}`, { hint: 'choose another one' });
    if (entry.isLocked) {
      throw new MaskmendError('usage', `the class "${entry.name}" is locked`, { hint: 'unlock it to paint with it' });
    }
  }
  return palette;
}

function windowOf({ size }: ShownMask, { operation, area, within }: AreaOperation): Rectangle | undefined {
  const box = commonBox([area, within], size);
  if (box === undefined) return undefined;
  const margin = marginOf(operation);
  const [x, y] = [Math.max(0, box.x - margin), Math.max(0, box.y - margin)];
  const window = {
    x,
    y,
    width: Math.min(size.width, box.x + box.width + margin) - x,
    height: Math.min(size.height, box.y + box.height + margin) - y,
  };
  if ((margin > 0 || operation.kind === 'fill') && window.width * window.height > MOST_PIXELS) {
    throw new MaskmendError('too-large', 'the area is too large to be worked on at once', {
      hint: 'choose a smaller part',
    });
  }
  return window;
}

/** Where all areas may meet; undefined: nowhere. */
function commonBox(areas: readonly (AreaShape | undefined)[], size: ShownMask['size']): Rectangle | undefined {
  const whole: Rectangle | undefined = { x: 0, y: 0, ...size };
  return areas.reduce<Rectangle | undefined>((common, area) => {
    const box = area === undefined ? whole : boxOfArea(area, size);
    return common && box && overlapOf(common, box);
  }, whole);
}

function overlapOf(a: Rectangle, b: Rectangle): Rectangle | undefined {
  const [x, y] = [Math.max(a.x, b.x), Math.max(a.y, b.y)];
  const width = Math.min(a.x + a.width, b.x + b.width) - x;
  const height = Math.min(a.y + a.height, b.y + b.height) - y;
  return width > 0 && height > 0 ? { x, y, width, height } : undefined;
}

/** The mask's labels and their versions; throws not-found where it has none. */
export async function readShownMask({ database }: ProjectSession, id: number): Promise<ShownMask> {
  const [mask, [source]] = await Promise.all([database.shownMask(id), database.sourcesOf([id])]);
  found(source, 'mask');
  if (mask === undefined)
    throw new MaskmendError('not-found', 'the mask has no labels yet', { hint: 'repair it first' });
  return mask;
}
