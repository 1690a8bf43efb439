import { join } from 'node:path';
import { existsSync, stat } from '../../file-system.ts';
import { countWithNoun } from '../../../shared/words.ts';
import type { ProjectDatabase } from '../../db/database.ts';
import { isInside } from '../../path-inside.ts';
import { mapFiles } from '../repair/recall-results.ts';

/** Files that are told by their names, at most, of each folder. */
const MOST_TOLD = 20;

/**
 * The folders and files that a project names and that are not there, in words; nothing where all are. A folder that
 * moved together with the project counts as there. Names that lead out of their folder are not looked for.
 */
export async function missingSources(database: ProjectDatabase): Promise<string[]> {
  const told: string[] = [];
  for (const { id, path, besideProject, files } of await database.roots()) {
    if (files === 0) continue;
    const folder = existsSync(path) ? path : besideProject;
    if (existsSync(folder)) told.push(...(await missingIn(folder, await database.filesOfRoot(id))));
    else
      told.push(`${path}: the folder is not there, nor the ${countWithNoun(files, 'file')} that the project has in it`);
  }
  return told;
}

async function missingIn(folder: string, files: readonly { readonly path: string }[]): Promise<string[]> {
  const inside = files.filter(({ path }) => isInside(path));
  const areThere = await mapFiles(inside, async ({ path }) => {
    return (await stat(join(folder, path)).catch(() => undefined))?.isFile() === true;
  });
  const missing = inside.filter((_, place) => !areThere[place]);
  const rest = missing.length - MOST_TOLD;
  return [
    ...missing.slice(0, MOST_TOLD).map(({ path }) => `${join(folder, path)}: the file is not there`),
    ...(rest > 0 ? [`${folder}: ${countWithNoun(rest, 'more file')} ${rest === 1 ? 'is' : 'are'} not there`] : []),
  ];
}
