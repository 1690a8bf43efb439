import type { FormatEvidence } from '../../../shared/model/format-evidence.ts';
import { resolve } from 'node:path';
import { open } from '../../file-system.ts';
import { nameKey } from '../../../shared/name-key.ts';
import { MaskmendError } from '../../../shared/errors.ts';
import type { ReadLimits } from '../../../shared/limits.ts';
import type { Dataset, DatasetItem, FileRef, Raster } from '../../../shared/model/dataset.ts';
import type { Palette } from '../../../shared/model/palette.ts';
import { pairNameOf } from '../../../shared/checks/source-name.ts';
import { mergedSlots, shownPalette } from '../../../shared/model/project-palette.ts';
import { openDatabase } from '../../db/database.ts';
import { picturesByStem } from '../../formats/reading/photos.ts';
import { type FormatGuess, importDataset, type ImportedDataset } from '../../formats/registry.ts';
import { openFolderTree } from '../../formats/tree/folder-tree.ts';
import type { JobWatch } from '../../jobs/job-progress.ts';
import { projectDataset } from './project-dataset.ts';
import { findClasses } from '../classes/find-classes.ts';

export interface DatasetRequest {
  readonly path: string;
  readonly format?: string | undefined;
  readonly palette?: Palette | undefined;
  readonly raster: Raster;
  /** Folder of photos for masks that have none. */
  readonly photos?: string | undefined;
  readonly workers: number;
  readonly memoryBytes: number;
  readonly limits: ReadLimits;
}

/** A dataset with what it was told by, and what it holds open. */
export interface OpenedDataset extends Dataset {
  readonly evidence?: FormatEvidence | undefined;
  readonly others: readonly FormatGuess[];
  /** Absolute paths that nothing may be written into. */
  readonly sources: readonly string[];
  readonly close: () => Promise<void>;
}

/**
 * Opens a dataset, or a project of this program as one. Where nothing tells the classes they are found from the masks.
 * Throws what `importDataset`, `openDatabase` and `gatherPalette` throw.
 */
export async function openDataset(request: DatasetRequest, watch: JobWatch): Promise<OpenedDataset> {
  const path = resolve(request.path);
  const dataset = (await isProject(path))
    ? await openProject(path, request.limits)
    : opened(path, await importWithClasses({ ...request, path }, watch));
  return request.photos === undefined
    ? dataset
    : { ...dataset, items: await withPhotos(dataset.items, request.photos, request.limits) };
}

const SQLITE_MARK = 'SQLite format 3\0';

/**
 * A project is known by its first bytes, whatever it is called; a damaged one by its name, lest the folder around it be
 * taken for what was meant.
 */
export async function isProject(path: string): Promise<boolean> {
  try {
    await using file = await open(path);
    const { buffer } = await file.read(Buffer.alloc(SQLITE_MARK.length), 0, SQLITE_MARK.length);
    return buffer.toString('latin1') === SQLITE_MARK || /\.maskmend$/i.test(path);
  } catch {
    // A folder, or nothing at all: told where it is opened.
    return false;
  }
}

/** A folder, archive or annotation file; throws what `importDataset` throws. */
export async function openDatasetFiles(
  path: string,
  options: Pick<DatasetRequest, 'format' | 'palette' | 'raster' | 'limits'>,
): Promise<OpenedDataset> {
  return opened(path, await importDataset({ path, ...options }));
}

function opened(path: string, dataset: ImportedDataset): OpenedDataset {
  return { ...dataset, sources: [path], close: () => Promise.resolve() };
}

/**
 * A dataset of files, at an absolute path. Where nothing tells its classes they are found from its masks. Throws what
 * `importDataset` and `findClasses` throw.
 */
export async function importWithClasses(
  { path, format, palette, raster, ...share }: Omit<DatasetRequest, 'photos'>,
  watch: JobWatch,
): Promise<ImportedDataset> {
  const request = { path, format, raster, limits: share.limits };
  try {
    return await importDataset({ ...request, palette });
  } catch (error) {
    const isUntold = error instanceof MaskmendError && error.code === 'invalid-palette' && error.path === path;
    if (!isUntold || palette !== undefined) throw error;
    const found = await findClasses([path], { ...share, format }, watch);
    return importDataset({ ...request, palette: found });
  }
}

/** The masks of a project that have labels, with their photos, parts and objects, and the classes as they are shown. */
export async function openProject(path: string, limits: ReadLimits): Promise<OpenedDataset> {
  const database = await openDatabase(path);
  try {
    const own = await database.projectPalette();
    if (own === undefined) throw new MaskmendError('not-found', 'the project has no classes yet', { path });
    const candidates = await database.exportCandidates({ kind: 'filter', filter: { role: 'mask' } });
    const dataset = await projectDataset(database, {
      taken: candidates.filter(({ status }) => status === 'repaired' || status === 'stale'),
      palette: shownPalette(own),
      replaced: mergedSlots(own),
      hasAnnotations: true,
      limits,
    });
    const sources = (await database.roots()).flatMap((root) => [root.path, root.besideProject]);
    return { ...dataset, others: [], sources, close: () => database.close() };
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** By the part of the name that mask and photo share, where it occurs once. */
async function withPhotos(items: readonly DatasetItem[], folder: string, limits: ReadLimits): Promise<DatasetItem[]> {
  const tree = await openFolderTree(resolve(folder), limits);
  const byPath = picturesByStem(tree, '');
  const byKey = Map.groupBy(byPath, ([stem]) => pairNameOf(stem.slice(stem.lastIndexOf('/') + 1)));
  const photoOf = (stem: string): FileRef | undefined => {
    const named = byKey.get(pairNameOf(stem.slice(stem.lastIndexOf('/') + 1))) ?? [];
    return byPath.get(nameKey(stem)) ?? (named.length === 1 ? named[0][1] : undefined);
  };
  return items.map((item) => ({ ...item, photo: item.photo ?? photoOf(item.stem) }));
}
