import { dirname } from 'node:path';
import { stat } from '../file-system.ts';
import { MaskmendError } from '../../shared/errors.ts';

/** Refuses a file that stands already, unless it may be replaced (exists), and a folder that is not there (not-found). */
export async function checkNewFile(path: string, isOverwriting: boolean): Promise<void> {
  const folder = await stat(dirname(path)).catch(() => undefined);
  if (folder?.isDirectory() !== true) {
    throw new MaskmendError('not-found', 'the folder to write into does not exist', { path: dirname(path) });
  }
  const present = await stat(path).catch(() => undefined);
  if (present?.isDirectory() === true) throw new MaskmendError('exists', 'a folder has this name', { path });
  if (present === undefined || isOverwriting) return;
  throw new MaskmendError('exists', 'there is a file of this name already', {
    path,
    hint: 'replace it, or name another',
  });
}
