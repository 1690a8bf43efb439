import { basename, dirname } from 'node:path';
import { lstat, readdir } from '../../file-system.ts';

/** Which of these absolute paths have no file on the disk now. Folders are listed, files not asked for one by one. */
export async function missingFiles(paths: readonly string[]): Promise<ReadonlySet<string>> {
  const missing = new Set<string>();
  for (const [folder, files] of Map.groupBy(paths, (path) => dirname(path))) {
    const there = new Set(await readdir(folder).catch(() => []));
    const unlisted = files.filter((path) => !there.has(basename(path)));
    if (there.size === 0) for (const path of unlisted) missing.add(path);
    // Disks that take two spellings for one name list only one of them.
    else for (const path of unlisted) if (await isMissing(path)) missing.add(path);
  }
  return missing;
}

async function isMissing(path: string): Promise<boolean> {
  return lstat(path).then(
    () => false,
    () => true,
  );
}
