import type { ProjectSession } from '../project-session.ts';
import type { ServedTile } from './served-tile.ts';

/** What the certificate says of each block, a byte each; undefined where none is kept. */
export async function readCertificate({ database }: ProjectSession, id: number): Promise<ServedTile | undefined> {
  const [mask, certificate] = await Promise.all([database.shownMask(id), database.certificate(id)]);
  if (mask === undefined || certificate === undefined) return undefined;
  return { bytes: certificate.states, revision: String(mask.revision), bytesPerLabel: undefined };
}
