import { resolve } from 'node:path';
import { openDatabase, openTemporaryDatabase, type ProjectDatabase } from '../db/database.ts';

export interface OpenProject {
  readonly database: ProjectDatabase;
  /** True where the project outlives the work. */
  readonly isKept: boolean;
  close(): Promise<void>;
}

/** Opens the project at `path`, or a temporary one that goes when it is closed; throws what openDatabase throws. */
export async function openProject(path: string | undefined): Promise<OpenProject> {
  const database = await (path === undefined ? openTemporaryDatabase() : openDatabase(resolve(path)));
  return { database, isKept: path !== undefined, close: () => database.close() };
}
