import {
  type EdgeSide,
  edgeSides,
  maskPictures,
  type MaskPicture,
  openingParameter,
  tileLayers,
} from '../../shared/contract/picture-urls.ts';
import { shownName } from '../../shared/byte-names.ts';
import { MaskmendError } from '../../shared/errors.ts';
import type { ProjectSession } from '../services/project-session.ts';
import { readCertificate } from '../services/review/read-certificate.ts';
import { readTile } from '../services/review/serve-tile.ts';
import type { ServedTile } from '../services/review/served-tile.ts';
import { drawClassMask, drawCutout, drawObject, drawObjectCutout } from '../services/review/mask-views.ts';
import { readPicture, readShownPhoto, type ServedPicture } from '../services/sources/show-pictures.ts';
import type { Workspace } from '../services/workspace.ts';

/** Pictures of a revision never change, within one opening of a project. */
const FOR_GOOD = 'private, max-age=31536000, immutable';

/**
 * Serves the pictures of the open project, as contract/picture-urls.ts says where. Paths on disk are looked up by id and
 * never taken from the URL. 404 for what is not there, and 204 for what was asked of a project that was left meanwhile, or
 * of an edge where no classes meet any more: the page that asked is about to know, and has nothing to complain of.
 */
export async function servePicture(request: Request, workspace: Workspace): Promise<Response> {
  const url = new URL(request.url);
  const session = workspace.current;
  const opening = url.searchParams.get(openingParameter);
  if (opening !== null && opening !== session?.opening) return nothing();
  if (session === undefined) return notThere();
  const read = pictureOf(url, session);
  if (read === undefined) return notThere();
  try {
    const picture = await read();
    if (picture === undefined) return notThere();
    if (picture === 'nothing') return nothing();
    if ('type' in picture) return respond(picture, opening !== null);
    return respondWithTile(picture, opening !== null && url.searchParams.get('rev') === picture.revision);
  } catch (error) {
    // What a project that is closed in the middle fails with says nothing.
    if (workspace.current !== session) return nothing();
    if (!(error instanceof MaskmendError)) throw error;
    return new Response(inWords(error), { status: 404 });
  }
}

/** What is the matter, and with which file. */
const inWords = ({ message, path }: MaskmendError): string =>
  path === undefined ? message : `${shownName(path)}: ${message}`;

const notThere = (): Response => new Response('there is no such picture', { status: 404 });
const nothing = (): Response => new Response(null, { status: 204 });

type ReadPicture = () => Promise<ServedPicture | ServedTile | 'nothing' | undefined>;

function pictureOf({ pathname, searchParams }: URL, session: ProjectSession): ReadPicture | undefined {
  const [, kind, idText = '', ...rest] = pathname.slice(1).split('/');
  const id = readCount(idText);
  if (id === undefined) return undefined;
  if (kind === 'mask') return maskPictureOf(session, id, { rest, searchParams });
  if (kind !== 'photo' || rest.length > 0) return undefined;
  const size = readCount(searchParams.get('size') ?? '');
  const longestSide = size !== undefined && size >= 1 && size <= 16_384 ? size : undefined;
  return () => readShownPhoto(session, id, longestSide);
}

interface PicturePath {
  /** What follows the id. */
  readonly rest: readonly string[];
  readonly searchParams: URLSearchParams;
}

function maskPictureOf(
  session: ProjectSession,
  id: number,
  { rest, searchParams }: PicturePath,
): ReadPicture | undefined {
  const [name, ...others] = rest;
  if (others.length === 0) {
    if (name === 'certificate') return () => readCertificate(session, id);
    const side = edgeSides.find((known) => name === `edge-${known}`);
    if (side !== undefined) return () => readEdge(session, id, side);
    return isMaskPicture(name) ? () => readPicture(session, id, name) : undefined;
  }
  if (name === 'tiles') return tileOf(session, id, others);
  const slot = others.length === 1 ? readCount(others[0]) : undefined;
  if (slot === undefined) return undefined;
  if (name === 'class-mask') return () => drawClassMask(session, id, slot);
  if (name === 'object-mask') return () => drawObject(session, id, slot);
  if (name === 'object-cutout') return () => drawObjectCutout(session, id, slot);
  if (name !== 'cutout') return undefined;
  const [x, y] = ['x', 'y'].map((side) => readCount(searchParams.get(side) ?? ''));
  const at = x === undefined || y === undefined ? undefined : ([x, y] as const);
  return () => drawCutout(session, id, { slot, at });
}

async function readEdge(session: ProjectSession, id: number, side: EdgeSide): Promise<ServedPicture | 'nothing'> {
  const cut = await session.edges.cut(id);
  return cut === undefined ? 'nothing' : { type: 'image/png', bytes: cut[side] };
}

function tileOf(session: ProjectSession, id: number, [name, ...place]: readonly string[]): ReadPicture | undefined {
  const layer = tileLayers.find((known) => known === name);
  const [level, row, column] = place.map(readCount);
  if (layer === undefined || place.length !== 3 || level === undefined || row === undefined || column === undefined) {
    return undefined;
  }
  return () => readTile(session, id, { layer, address: { level, row, column } });
}

function readCount(text: string): number | undefined {
  return /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

function isMaskPicture(name: string | undefined): name is MaskPicture {
  return maskPictures.some((known) => known === name);
}

function respond({ type, bytes }: ServedPicture, isForGood: boolean): Response {
  // A plain copy: a response does not take shared memory.
  const body = new Uint8Array(bytes);
  return new Response(body, {
    headers: {
      'content-type': type,
      'cache-control': isForGood ? FOR_GOOD : 'no-store',
      'x-content-type-options': 'nosniff',
    },
  });
}

/** What was asked for by an older revision is not kept: it is what is there now. */
function respondWithTile({ bytes, revision, bytesPerLabel }: ServedTile, isForGood: boolean): Response {
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': 'application/octet-stream',
      'cache-control': isForGood ? FOR_GOOD : 'no-store',
      'x-content-type-options': 'nosniff',
      'x-revision': revision,
      ...(bytesPerLabel !== undefined && { 'x-bytes-per-label': String(bytesPerLabel) }),
    },
  });
}
