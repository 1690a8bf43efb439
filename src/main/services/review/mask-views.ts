import { existsSync } from '../../file-system.ts';
import type { MaskView } from '../../../shared/contract/review-schemas.ts';
import { MaskmendError } from '../../../shared/errors.ts';
import { writeFileAside } from '../../codec/write-file.ts';
import { checkNewFile } from '../new-file.ts';
import { checkExistingFiles } from '../repair/output-safety.ts';
import { found } from '../sources/found.ts';
import type { ProjectSession } from '../project-session.ts';
import type { ServedPicture } from '../sources/show-pictures.ts';
import { sourceTask } from '../sources/source-pixels.ts';
import { objectsTask } from './objects.ts';
import { labelsTask } from './study-mask.ts';

/** A class in white on black, upright, as PNG. Throws not-found where the mask has no labels. */
export async function drawClassMask(session: ProjectSession, id: number, slot: number): Promise<ServedPicture> {
  const { orientation } = await readFacts(session, id);
  const task = { ...(await labelsTask(session, id)), slot, orientation };
  return { type: 'image/png', bytes: await (await session.viewPool()).run('drawClass', task, session.stop) };
}

/** The photo under a class, or under one connected place of it. Throws not-found where the mask has no photo. */
export async function drawCutout(
  session: ProjectSession,
  id: number,
  { slot, at }: { readonly slot: number; readonly at?: readonly [number, number] | undefined },
): Promise<ServedPicture> {
  const { orientation, photo } = await readFacts(session, id);
  const task = { ...(await labelsTask(session, id)), slot, at, orientation, ...(await photoTask(session, photo)) };
  return { type: 'image/png', bytes: await (await session.viewPool()).run('drawCutout', task, session.stop) };
}

/** An object in white on black, upright, as PNG. Throws not-found where the mask has no such object. */
export async function drawObject(session: ProjectSession, id: number, number: number): Promise<ServedPicture> {
  const { orientation } = await readFacts(session, id);
  const { task } = await objectsTask(session, id);
  const pool = await session.viewPool();
  return { type: 'image/png', bytes: await pool.run('drawObject', { ...task, number, orientation }, session.stop) };
}

/** The photo under an object. Throws not-found where the mask has no such object or no photo. */
export async function drawObjectCutout(session: ProjectSession, id: number, number: number): Promise<ServedPicture> {
  const { orientation, photo } = await readFacts(session, id);
  const { task } = await objectsTask(session, id);
  const drawn = { ...task, number, orientation, ...(await photoTask(session, photo)) };
  return { type: 'image/png', bytes: await (await session.viewPool()).run('drawObjectCutout', drawn, session.stop) };
}

async function photoTask(session: ProjectSession, photo: number | undefined) {
  if (photo === undefined) {
    throw new MaskmendError('not-found', 'the mask has no photo to cut from', { hint: 'pair it with one' });
  }
  const { path: photoPath, limits } = await sourceTask(session, photo);
  return { photoPath, limits };
}

/** Writes a picture; throws exists where there is a file of that name, unless it may be replaced. */
export async function saveView(
  session: ProjectSession,
  id: number,
  { view, path, isOverwriting }: { readonly view: MaskView; readonly path: string; readonly isOverwriting: boolean },
): Promise<{ path: string; bytes: number }> {
  await checkNewFile(path, isOverwriting);
  await refuseSource(session, path);
  const { bytes } = await drawView(session, id, view);
  await writeFileAside(path, bytes);
  return { path, bytes: bytes.length };
}

function drawView(session: ProjectSession, id: number, view: MaskView): Promise<ServedPicture> {
  switch (view.kind) {
    case 'class':
      return drawClassMask(session, id, view.slot);
    case 'cutout':
      return drawCutout(session, id, view);
    case 'object':
      return drawObject(session, id, view.number);
    case 'object-cutout':
      return drawObjectCutout(session, id, view.number);
  }
}

/** A source is never written to, by whatever path it is reached. */
async function refuseSource({ database }: ProjectSession, path: string): Promise<void> {
  if (!existsSync(path)) return;
  const roles = ['mask', 'photo'] as const;
  const ids = await Promise.all(roles.map((role) => database.sourceIds({ kind: 'filter', filter: { role } })));
  const sources = (await database.sourcesOf(ids.flat())).map((source) => source.path);
  await checkExistingFiles([path], { sources, ours: new Set(), isOverwriting: true });
}

async function readFacts({ database }: ProjectSession, id: number) {
  const mask = found(await database.sourceDetail(id), 'mask');
  return { orientation: mask.facts?.orientation ?? 1, photo: mask.photo };
}
