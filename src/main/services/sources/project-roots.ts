import { basename, join, resolve } from 'node:path';
import { existsSync, stat } from '../../file-system.ts';
import type { ProjectRoot } from '../../../shared/contract/project-calls.ts';
import { MaskmendError } from '../../../shared/errors.ts';
import { mapFiles } from '../repair/recall-results.ts';
import type { ProjectSession } from '../project-session.ts';

/** The folders that the project's files are found under. */
export async function listRoots({ database }: ProjectSession): Promise<ProjectRoot[]> {
  const roots = await database.roots();
  return roots
    .filter(({ files }) => files > 0)
    .map(({ id, path, files }) => ({ id, path, files, name: basename(path) || path, isMissing: !existsSync(path) }));
}

/**
 * Says where a folder is now: how many of its files are there, how many are not. Throws not-found where the folder is
 * not there or holds none of the files.
 */
export async function relocateRoot(
  session: ProjectSession,
  root: number,
  path: string,
): Promise<{ found: number; missing: number }> {
  const folder = resolve(path);
  if ((await stat(folder).catch(() => undefined))?.isDirectory() !== true) {
    throw new MaskmendError('not-found', 'there is no such folder', { path: folder });
  }
  const files = await session.database.filesOfRoot(root);
  const areThere = await mapFiles(files, async (file) => {
    return (await stat(join(folder, file.path)).catch(() => undefined))?.isFile() === true;
  });
  const found = areThere.filter(Boolean).length;
  if (files.length > 0 && found === 0) {
    throw new MaskmendError('not-found', 'none of the files is in this folder', {
      path: folder,
      hint: `choose the folder that holds ${files[0].path}`,
    });
  }
  await session.database.moveRoot(root, folder);
  const states = files.map(({ id }, place) => ({
    id,
    disk: areThere[place] ? ('same' as const) : ('missing' as const),
  }));
  await session.database.setDiskStates(states);
  await session.database.refreshChecks();
  session.touch();
  return { found, missing: files.length - found };
}
