import type { ColourPlace } from '../../../shared/contract/class-schemas.ts';
import type { Rgb } from '../../../shared/model/palette.ts';
import { found } from './found.ts';
import type { ProjectSession } from '../project-session.ts';

/** Saved badly, a colour is this many levels off. */
const LEVELS = 6;
const MOST_PLACES = 50;

/** Where a colour occurs in a file of the project, the largest places first. */
export async function placesOf(session: ProjectSession, id: number, rgb: Rgb): Promise<ColourPlace[]> {
  const task = { ...(await sourceTask(session, id)), rgb, levels: LEVELS, most: MOST_PLACES };
  return (await session.viewPool()).run('findPlaces', task, session.stop);
}

/** The colour of a pixel of a file, as other programs decode it. */
export async function colourAt(
  session: ProjectSession,
  id: number,
  place: { readonly x: number; readonly y: number },
): Promise<Rgb> {
  const task = { ...(await sourceTask(session, id)), ...place };
  return (await session.viewPool()).run('colourAt', task, session.stop);
}

/** A file of the project, looked up by its id, to be read in a thread. */
export async function sourceTask({ database, share }: ProjectSession, id: number) {
  const [source] = await database.sourcesOf([id]);
  return { path: found(source, 'file').path, limits: share().limits };
}
