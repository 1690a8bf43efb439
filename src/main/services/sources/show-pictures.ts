import type { MaskPicture } from '../../../shared/contract/picture-urls.ts';
import { mergedSlots } from '../../../shared/model/project-palette.ts';
import { isNumbers } from '../../codec/thumbnail.ts';
import type { Thumbnail } from '../../db/tables/thumbnails-table.ts';
import type { ColouredMask } from '../../workers/show-labels.ts';
import type { ProjectSession } from '../project-session.ts';
import { sourceTask } from './source-pixels.ts';

export interface ServedPicture {
  /** Media type. */
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** A picture of a mask; undefined where there is none of that kind yet. */
export async function readPicture(
  session: ProjectSession,
  id: number,
  kind: MaskPicture,
): Promise<ServedPicture | undefined> {
  switch (kind) {
    case 'thumbnail':
      return readThumbnail(session, id);
    case 'repaired-thumbnail':
      return readRepairedThumbnail(session, id);
    case 'original':
      return png((await session.viewPool()).run('showOriginal', await sourceTask(session, id), session.stop));
    case 'labels':
    case 'colour':
    case 'confidence':
      return readLabels(session, id, kind);
  }
}

export async function readShownPhoto(
  session: ProjectSession,
  id: number,
  longestSide: number | undefined,
): Promise<ServedPicture> {
  const task = { ...(await sourceTask(session, id)), ...(longestSide !== undefined && { longestSide }) };
  return (await session.viewPool()).run('showPhoto', task, session.stop);
}

async function readThumbnail(session: ProjectSession, id: number): Promise<ServedPicture | undefined> {
  const small = (await session.database.thumbnail(id, 'picture')) ?? (await makeThumbnail(session, id));
  const colours = await session.database.levelColours(id);
  // What cannot be levels of grey needs no thread to say so.
  if (colours.size === 0 && !isNumbers(small)) return { type: 'image/webp', bytes: small.bytes };
  const shown = await (await session.viewPool()).run('showLevels', { small, colours }, session.stop);
  return shown === undefined ? { type: 'image/webp', bytes: small.bytes } : { type: 'image/png', bytes: shown };
}

/** A project that the command line made has none: whoever has no window needs none. */
async function makeThumbnail(session: ProjectSession, id: number): Promise<Thumbnail> {
  const task = await sourceTask(session, id);
  const made = await (await session.viewPool()).run('showThumbnail', task, session.stop);
  await session.database.keepThumbnail(id, made);
  return made;
}

async function readRepairedThumbnail(session: ProjectSession, id: number): Promise<ServedPicture | undefined> {
  const thumbnail = await session.database.thumbnail(id, 'labels');
  if (thumbnail === undefined) return readLabels(session, id, 'small');
  const task = { thumbnail, ...(await readColours(session)) };
  return png((await session.viewPool()).run('showColourThumbnail', task, session.stop));
}

const TASKS = {
  small: 'showSmallColour',
  labels: 'showLabels',
  colour: 'showColour',
  confidence: 'showConfidence',
} as const;

async function readLabels(
  session: ProjectSession,
  id: number,
  kind: keyof typeof TASKS,
): Promise<ServedPicture | undefined> {
  const [kept, colours] = await Promise.all([session.database.keptResult(id), readColours(session)]);
  if (kept === undefined) return undefined;
  const { width, height } = kept.repair.metrics;
  const { limits } = session.share();
  const task: ColouredMask = { tiles: kept.tiles, size: { width, height }, limits, ...colours };
  return png((await session.viewPool()).run(TASKS[kind], task, session.stop));
}

async function readColours({ database }: ProjectSession): Promise<Pick<ColouredMask, 'merged' | 'colours'>> {
  const palette = await database.projectPalette();
  if (palette === undefined) return { merged: new Map(), colours: new Map() };
  return { merged: mergedSlots(palette), colours: new Map(palette.classes.map(({ slot, rgb }) => [slot, rgb])) };
}

async function png(bytes: Promise<Uint8Array>): Promise<ServedPicture> {
  return { type: 'image/png', bytes: await bytes };
}
