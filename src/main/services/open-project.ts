import { join, resolve } from 'node:path';
import { openDatabase, type ProjectDatabase } from '../db/database.ts';
import { makeTemporaryFolder } from './temporary-folder.ts';

export interface OpenProject {
  readonly database: ProjectDatabase;
  /** True where the project outlives the work. */
  readonly isKept: boolean;
  close(): Promise<void>;
}

/** Opens the project at `path`, or a temporary one that goes when it is closed; throws what openDatabase throws. */
export async function openProject(path: string | undefined): Promise<OpenProject> {
  if (path === undefined) return openTemporaryProject();
  const database = await openDatabase(resolve(path), { isTemporary: false });
  return { database, isKept: true, close: () => database.close() };
}

async function openTemporaryProject(): Promise<OpenProject> {
  const folder = makeTemporaryFolder();
  try {
    const database = await openDatabase(join(folder.path, 'project.maskmend'), { isTemporary: true });
    const close = (): Promise<void> =>
      database.close().finally(() => {
        folder.remove();
      });
    return { database, isKept: false, close };
  } catch (error) {
    folder.remove();
    throw error;
  }
}
