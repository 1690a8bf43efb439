import { resolve } from 'node:path';
import { MaskmendError } from '../../../shared/errors.ts';
import { writeFileAside } from '../../codec/write-file.ts';
import { checkNewFile } from '../../services/new-file.ts';
import { showPath } from '../printable.ts';
import type { Screen } from '../screen.ts';

/** A table that was asked for: the option's path, undefined where it was not given, and what makes its text. */
export interface WantedTable {
  readonly path: string | undefined;
  readonly text: () => string;
}

/** Refuses tables that stand in the way of something, before any work is done; throws MaskmendError usage, exists, not-found. */
export async function checkTables(paths: readonly (string | undefined)[], isOverwriting: boolean): Promise<void> {
  const wanted = paths.filter((path) => path !== undefined).map((path) => resolve(path));
  if (new Set(wanted).size < wanted.length) {
    throw new MaskmendError('usage', 'two tables would be one file', { path: wanted[0], hint: 'give them two names' });
  }
  for (const path of wanted) {
    await checkNewFile(path, isOverwriting).catch((error: unknown) => {
      const isThere = error instanceof MaskmendError && error.code === 'exists';
      throw isThere ? new MaskmendError('exists', error.message, { path, hint: 'replace it with --overwrite' }) : error;
    });
  }
}

export async function writeTables(tables: readonly WantedTable[], screen: Screen): Promise<void> {
  for (const { path, text } of tables) {
    if (path === undefined) continue;
    await writeFileAside(resolve(path), text());
    screen.remark(`table written to ${showPath(path)}`);
  }
}
