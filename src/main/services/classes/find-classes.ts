import { stat } from '../../file-system.ts';
import type { ReadLimits } from '../../../shared/limits.ts';
import type { Palette } from '../../../shared/model/palette.ts';
import { pairFolders } from '../../formats/reading/paired-folders.ts';
import { openFolderTree } from '../../formats/tree/folder-tree.ts';
import type { JobWatch } from '../../jobs/job-progress.ts';
import { gatherPalette } from './gather-palette.ts';
import type { MachineShare } from '../jobs/machine-share.ts';
import { scanSources } from '../sources/scan-sources.ts';

/** The classes that the masks of some folders and files show, photos aside. Throws what `gatherPalette` throws. */
export async function findClasses(paths: readonly string[], share: MachineShare, watch: JobWatch): Promise<Palette> {
  const masks = (await Promise.all(paths.map((path) => masksAt(path, share.limits)))).flat();
  const { files } = await scanSources(masks, { isLeavingOutResults: true });
  return (await gatherPalette({ ...share, files }, watch)).palette;
}

/** Masks of a folder by its names, as it is read as a dataset; another path itself. */
async function masksAt(path: string, limits: ReadLimits): Promise<string[]> {
  const isFolder = await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isFolder) return [path];
  const pairs = pairFolders(await openFolderTree(path, limits));
  // Where nothing is found, the folder itself is what is told of.
  return pairs.length === 0 ? [path] : pairs.map(({ mask }) => mask.path);
}
