import type { EditedObjects, ObjectAct, ObjectPreview, ObjectRow } from '../../../shared/contract/object-schemas.ts';
import type { TilePlace } from '../../../shared/contract/review-schemas.ts';
import { MaskmendError } from '../../../shared/errors.ts';
import { pixelsOfRuns } from '../../../shared/edit/label-runs.ts';
import { TILE_SIDE } from '../../../shared/mask/tile-grid.ts';
import { mergedSlots, type ProjectPalette } from '../../../shared/model/project-palette.ts';
import type { WorkedOutAct } from '../../workers/object-tasks.ts';
import type { ObjectsTask } from '../../workers/object-window.ts';
import type { ProjectSession } from '../project-session.ts';
import { type ActRequest, actOnce } from './act-once.ts';
import { tellForgotten } from './edit-mask.ts';
import { objectLabel } from './object-label.ts';

interface ListRequest {
  readonly id: number;
  readonly offset: number;
  readonly limit: number;
  readonly sort: 'number' | 'largest' | 'class';
}

const orders: Readonly<Record<ListRequest['sort'], (a: ObjectRow, b: ObjectRow) => number>> = {
  number: (a, b) => a.number - b.number,
  largest: (a, b) => b.pixels - a.pixels || a.number - b.number,
  class: (a, b) => a.slot - b.slot || b.pixels - a.pixels || a.number - b.number,
};

/** The objects of a mask that have pixels. */
export async function listObjects(
  session: ProjectSession,
  { id, offset, limit, sort }: ListRequest,
): Promise<{ objects: ObjectRow[]; total: number; labelsRevision: number }> {
  const { rows, labelsRevision } = await readObjects(session, id);
  const objects = [...rows].sort(orders[sort]).slice(offset, offset + limit);
  return { objects, total: rows.length, labelsRevision };
}

/** The object at a pixel. */
export async function objectAt(
  session: ProjectSession,
  { id, x, y }: { readonly id: number; readonly x: number; readonly y: number },
): Promise<{ object?: ObjectRow }> {
  const { task } = await objectsTask(session, id, [
    { row: Math.floor(y / TILE_SIDE), column: Math.floor(x / TILE_SIDE) },
  ]);
  if (x >= task.size.width || y >= task.size.height) return {};
  const number = await (await session.viewPool()).run('numberAt', { ...task, x, y }, session.stop);
  const { rows } = await readObjects(session, id);
  const object = rows.find((row) => row.number === number);
  return object === undefined ? {} : { object };
}

/** Does one act on the objects of a mask; throws conflict where its labels have changed since the revision. */
export async function editObjects(session: ProjectSession, request: ActRequest<ObjectAct>): Promise<EditedObjects> {
  return actOnce(session, request, () => changeObjects(session, request));
}

async function changeObjects(
  session: ProjectSession,
  { id, labelsRevision, act, key }: ActRequest<ObjectAct>,
): Promise<EditedObjects> {
  const { task, palette, revision } = await objectsTask(session, id);
  if (revision !== labelsRevision) {
    throw new MaskmendError('conflict', 'the labels have changed meanwhile', { hint: 'look at them again' });
  }
  const { labels, numbers, segments } = await workOutAct(session, { task, palette, act });
  const { forgotten, ...edited } = await session.database.changeObjects({
    fileId: id,
    labelsRevision,
    label: objectLabel(act, palette),
    labels,
    numbers,
    segments: segments.map((change) => ({ ...change })),
    key,
  });
  if (edited.entry !== undefined)
    session.tellLabels({ fileId: id, labelsRevision: edited.labelsRevision, tiles: edited.tiles });
  if (forgotten > 0) tellForgotten(session, forgotten);
  return { ...edited, made: madeBy(segments) };
}

/** What an act would do, without doing it. */
export async function previewObjects(session: ProjectSession, id: number, act: ObjectAct): Promise<ObjectPreview> {
  const { task, palette } = await objectsTask(session, id);
  const { labels, numbers, segments } = await workOutAct(session, { task, palette, act });
  const [ofLabels, ofNumbers] = [labels, numbers].map((tiles) =>
    tiles.map(({ row, column, runs }) => ({ row, column, runs: [...runs] })),
  );
  const pixelsOf = (tiles: WorkedOutAct['labels']): number =>
    tiles.reduce((sum, { runs }) => sum + pixelsOfRuns(runs), 0);
  return {
    changedPixels: Math.max(pixelsOf(labels), pixelsOf(numbers)),
    labels: ofLabels,
    numbers: ofNumbers,
    made: madeBy(segments),
  };
}

interface ActToWorkOut extends Pick<Awaited<ReturnType<typeof objectsTask>>, 'task' | 'palette'> {
  readonly act: ObjectAct;
}

async function workOutAct(session: ProjectSession, { task, palette, act }: ActToWorkOut): Promise<WorkedOutAct> {
  checkSlot(act, palette);
  const locked = (palette?.classes ?? []).filter(({ isLocked }) => isLocked).map(({ slot }) => slot);
  return (await session.viewPool()).run('actOnMask', { ...task, act, locked }, session.stop);
}

function madeBy(segments: WorkedOutAct['segments']): number[] {
  return segments.flatMap(({ before, after }) => (before === undefined ? [after.number] : []));
}

function checkSlot(act: ObjectAct, palette: ProjectPalette | undefined): void {
  if (!('slot' in act) || palette?.classes.some(({ slot }) => slot === act.slot) === true) return;
  throw new MaskmendError('usage', `there is no class ${act.slot}`, { hint: 'choose another one' });
}

async function readObjects(session: ProjectSession, id: number) {
  const { task, revision } = await objectsTask(session, id);
  const rows =
    task.segments.length === 0 ? [] : await (await session.viewPool()).run('listObjects', task, session.stop);
  return { rows, labelsRevision: revision };
}

/** Classes and objects of a mask, or of some of its tiles, for a worker; throws not-found where it has no labels. */
export async function objectsTask(
  session: ProjectSession,
  id: number,
  places?: readonly TilePlace[],
): Promise<{ task: ObjectsTask; palette: ProjectPalette | undefined; revision: number }> {
  const [mask, palette] = await Promise.all([
    session.database.objectMask(id, places),
    session.database.projectPalette(),
  ]);
  if (mask === undefined || (mask.tiles.length === 0 && places === undefined)) {
    throw new MaskmendError('not-found', 'the mask has no labels yet', { hint: 'repair it first' });
  }
  const { labelsRevision: revision, ...parts } = mask;
  const merged = palette === undefined ? new Map<number, number>() : mergedSlots(palette);
  return { task: { ...parts, merged }, palette, revision };
}

/** A tile of a mask's objects as they are shown, compressed; undefined where there is none. */
export async function shownNumbers(
  session: ProjectSession,
  id: number,
  place: TilePlace,
): Promise<Uint8Array | undefined> {
  const { task } = await objectsTask(session, id, [place]);
  const shown = await (await session.viewPool()).run('shownNumbers', task, session.stop);
  return shown.at(0)?.packed;
}
