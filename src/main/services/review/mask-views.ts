import type { ProjectSession } from '../project-session.ts';
import type { ServedPicture } from '../show-pictures.ts';

export function drawClassMask(
  _session: ProjectSession,
  _id: number,
  _slot: number,
): Promise<ServedPicture | undefined> {
  return Promise.resolve(undefined);
}
export function drawCutout(
  _session: ProjectSession,
  _id: number,
  _what: { slot: number; at: readonly [number, number] | undefined },
): Promise<ServedPicture | undefined> {
  return Promise.resolve(undefined);
}
