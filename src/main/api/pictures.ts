import { maskPictures, type MaskPicture } from '../../shared/contract/picture-urls.ts';
import { MaskmendError } from '../../shared/errors.ts';
import { readPicture, readShownPhoto, type ServedPicture } from '../services/show-pictures.ts';
import type { Workspace } from '../services/workspace.ts';

/** Pictures of a revision never change. */
const FOR_GOOD = 'private, max-age=31536000, immutable';

/**
 * Serves the pictures of the open project: `/pictures/mask/<id>/<picture>` and `/pictures/photo/<id>`. Paths on disk are
 * looked up by id and never taken from the URL. 404 for what is not there.
 */
export async function servePicture(request: Request, workspace: Workspace): Promise<Response> {
  const url = new URL(request.url);
  const session = workspace.current;
  const read = session && pictureOf(url, session);
  if (read === undefined) return new Response('there is no such picture', { status: 404 });
  try {
    const picture = await read();
    return picture === undefined ? new Response('there is no such picture', { status: 404 }) : respond(picture);
  } catch (error) {
    if (!(error instanceof MaskmendError)) throw error;
    return new Response(error.message, { status: 404 });
  }
}

type Session = NonNullable<Workspace['current']>;

function pictureOf({ pathname, searchParams }: URL, session: Session) {
  const mask = /^\/pictures\/mask\/(\d{1,15})\/([a-z-]+)$/.exec(pathname);
  const kind = mask?.[2];
  if (mask !== null && isMaskPicture(kind)) return () => readPicture(session, Number(mask[1]), kind);
  const photo = /^\/pictures\/photo\/(\d{1,15})$/.exec(pathname);
  if (photo === null) return undefined;
  const size = Number(searchParams.get('size') ?? NaN);
  const longestSide = Number.isInteger(size) && size >= 1 && size <= 16_384 ? size : undefined;
  return () => readShownPhoto(session, Number(photo[1]), longestSide);
}

function isMaskPicture(name: string | undefined): name is MaskPicture {
  return maskPictures.some((known) => known === name);
}

function respond({ type, bytes }: ServedPicture): Response {
  // A plain copy: a response does not take shared memory.
  const body = new Uint8Array(bytes);
  return new Response(body, {
    headers: { 'content-type': type, 'cache-control': FOR_GOOD, 'x-content-type-options': 'nosniff' },
  });
}
