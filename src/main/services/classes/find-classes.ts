import { basename } from 'node:path';
import { stat } from '../../file-system.ts';
import { MaskmendError } from '../../../shared/errors.ts';
import type { FileRef } from '../../../shared/model/dataset.ts';
import type { Palette } from '../../../shared/model/palette.ts';
import { isPictureName } from '../../codec/picture-names.ts';
import { paletteOfClasses } from '../../formats/reading/class-table.ts';
import { importDataset } from '../../formats/registry.ts';
import { isFileItself } from '../../formats/tree/read-ref.ts';
import type { JobWatch } from '../../jobs/job-progress.ts';
import { gatherPalette } from './gather-palette.ts';
import type { MachineShare } from '../jobs/machine-share.ts';
import { scanSources } from '../sources/scan-sources.ts';
import { UnpackedMasks } from './unpacked-masks.ts';

interface ClassSearch extends MachineShare {
  /** The format of the paths; found where absent. */
  readonly format?: string | undefined;
}

/**
 * The classes that the masks of some folders, archives and files show, photos aside. Masks of an archive are unpacked into a
 * temporary folder, which goes again. Throws what `gatherPalette` throws.
 */
export async function findClasses(paths: readonly string[], search: ClassSearch, watch: JobWatch): Promise<Palette> {
  const found = await Promise.all(paths.map((path) => masksAt(path, search)));
  const unpacked = new UnpackedMasks();
  try {
    for (const [place, masks] of found.entries()) {
      await unpacked.add(masks, String(place), { ...search, signal: watch.signal });
      if (!masks.every(isFileItself)) await unpacked.addLists(paths[place], String(place), search);
    }
    unpacked.refuseNone();
    const { files } = await scanSources([...unpacked.paths], { isLeavingOutResults: true });
    return (await gatherPalette({ ...search, files }, watch)).palette;
  } catch (error) {
    throw unpacked.nameAsPacked(error);
  } finally {
    await unpacked.remove();
  }
}

/** The masks of a folder or archive, as it is read as a dataset; another path itself. */
async function masksAt(path: string, { format, limits }: ClassSearch): Promise<readonly FileRef[]> {
  const itself = { path, name: path, bytes: 0 };
  const isFolder = await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isFolder && isPictureName(basename(path))) return [itself];
  try {
    const { items } = await importDataset({ path, format, limits, raster: 'coco', palette: STAND_IN });
    const masks = items.flatMap(({ mask }) => (typeof mask !== 'function' && mask.kind === 'picture' ? mask.file : []));
    // Where nothing is found, the folder itself is what is told of.
    return masks.length === 0 ? [itself] : masks;
  } catch (error) {
    if (error instanceof MaskmendError) return [itself];
    throw error;
  }
}

/** Classes have to be named before the files of a dataset can be; these colour none of its pixels. */
const STAND_IN = paletteOfClasses([{ name: 'any', index: 0 }], 'none');
