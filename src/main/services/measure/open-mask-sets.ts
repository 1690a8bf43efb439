import { basename, dirname, resolve } from 'node:path';
import { stat } from '../../file-system.ts';
import { type ErrorData, fromErrorData, MaskmendError, toErrorData } from '../../../shared/errors.ts';
import type { ReadLimits } from '../../../shared/limits.ts';
import type { Dataset, DatasetItem, DatasetProblem } from '../../../shared/model/dataset.ts';
import type { Palette } from '../../../shared/model/palette.ts';
import { readFailure } from '../../codec/file-failure.ts';
import { isPictureName } from '../../codec/picture-names.ts';
import { codingOf } from '../../formats/reading/class-table.ts';
import type { FoundPalette } from '../../formats/reading/item-list.ts';
import { paletteOfTree } from '../../formats/reading/palette-file.ts';
import { stemOf } from '../../formats/tree/safe-name.ts';
import type { JobWatch } from '../../jobs/job-progress.ts';
import { findClasses } from '../classes/find-classes.ts';
import { listIn } from '../classes/lists-beside.ts';
import { isProject, openDatasetFiles, openProject } from '../datasets/open-dataset.ts';
import { toPosixPath } from '../posix-path.ts';

export interface MaskSetRequest {
  /** Folders, archives, annotation files, projects, pictures: each a set of its own. */
  readonly paths: readonly string[];
  /** True where pictures that are named one by one make one set. */
  readonly isGroupingPictures: boolean;
  /** The classes, as the person says. */
  readonly palette?: Palette | undefined;
  /** The classes, where nothing tells them. */
  readonly fallback?: Palette | undefined;
  readonly workers: number;
  readonly memoryBytes: number;
  readonly limits: ReadLimits;
}

/** A mask of a set, with a name for people. */
export interface NamedItem extends DatasetItem {
  /** POSIX path below the set; the stem where the mask is no file of its own. */
  readonly name: string;
  /** Absolute path of the file, where it is one. */
  readonly path: string | undefined;
}

/** Masks that belong together and share their classes. */
export interface MaskSet {
  /** As it was given. */
  readonly name: string;
  readonly format: string;
  readonly palette: Palette;
  readonly items: readonly NamedItem[];
  readonly problems: readonly DatasetProblem[];
  close(): Promise<void>;
}

/** Sets in the order in which they were named, pictures last where they are grouped. */
interface OpenedSets {
  readonly sets: readonly MaskSet[];
  /** Paths that lead to nothing. */
  readonly missing: readonly ErrorData[];
}

/**
 * Opens sets of masks to be measured. Where nothing tells the classes of a set, those of another one count that does, and
 * where none does, they are found from all masks together, so that they mean the same everywhere. A path that
 * leads to nothing stops the others only where there are none. Throws MaskmendErrors.
 */
export async function openMaskSets(request: MaskSetRequest, watch: JobWatch): Promise<OpenedSets> {
  const { places, missing } = await findPlaces(request);
  if (places.length === 0) throw fromErrorData(missing[0]);
  const sets: (MaskSet | undefined)[] = [];
  const opened: MaskSet[] = [];
  try {
    for (const place of places) {
      const set = await openTold(place, request);
      sets.push(set);
      if (set !== undefined) opened.push(set);
    }
    if (opened.length === places.length) return { sets: opened, missing };
    const palette = opened.at(0)?.palette ?? request.fallback ?? (await findClasses(request.paths, request, watch));
    for (const [at, place] of places.entries()) {
      if (sets[at] !== undefined) continue;
      sets[at] = byColour(await openSet(place, { palette, limits: request.limits }));
      opened.push(sets[at]);
    }
    return { sets: sets.filter((set) => set !== undefined), missing };
  } catch (error) {
    for (const set of opened) await set.close();
    throw error;
  }
}

interface Place {
  /** As it was given. */
  readonly name: string;
  /** Absolute. */
  readonly path: string;
  /** Absolute paths, where pictures were given one by one. */
  readonly pictures?: readonly string[];
}

interface FoundPlaces {
  readonly places: readonly Place[];
  readonly missing: readonly ErrorData[];
}

async function findPlaces({ paths, isGroupingPictures }: MaskSetRequest): Promise<FoundPlaces> {
  const pictures: string[] = [];
  const places: Place[] = [];
  const missing: ErrorData[] = [];
  for (const name of paths) {
    const path = resolve(name);
    const found = await stat(path).catch((error: unknown) => readFailure(error, path));
    if (found instanceof MaskmendError) missing.push(toErrorData(found));
    else if (!found.isFile() || !isPictureName(basename(path))) places.push({ name, path });
    else if (isGroupingPictures) pictures.push(path);
    else places.push({ name, path: dirname(path), pictures: [path] });
  }
  if (pictures.length === 0) return { places, missing };
  const name = pictures.length === 1 ? basename(pictures[0]) : 'pictures';
  return { places: [...places, { name, path: dirname(pictures[0]), pictures: [...new Set(pictures)] }], missing };
}

type Reading = Pick<MaskSetRequest, 'palette' | 'limits'>;

/** Undefined where nothing tells the classes. */
async function openTold(place: Place, reading: Reading): Promise<MaskSet | undefined> {
  try {
    return await openSet(place, reading);
  } catch (error) {
    const isUntold = error instanceof MaskmendError && error.code === 'invalid-palette' && error.path === place.path;
    if (!isUntold || reading.palette !== undefined) throw error;
    return undefined;
  }
}

/** Classes from elsewhere: their indices need not be those of these files, their colours are. */
function byColour(set: MaskSet): MaskSet {
  if (set.palette.coding !== 'colour') return set;
  const items = set.items.map((item): NamedItem => {
    const { mask } = item;
    if (typeof mask === 'function' || mask.kind !== 'picture') return item;
    return { ...item, mask: { ...mask, coding: { ...mask.coding, isColourFirst: true } } };
  });
  return { ...set, items };
}

async function openSet(place: Place, { palette, limits }: Reading): Promise<MaskSet> {
  const { name, path, pictures } = place;
  if (pictures !== undefined) return { name, ...(await openPictures(path, pictures, { palette, limits })) };
  const dataset = (await isProject(path))
    ? await openProject(path, limits)
    : await openDatasetFiles(path, { palette, raster: 'coco', limits });
  return { ...dataset, name, items: dataset.items.map(withName) };
}

/** Pictures that were named one by one; a list of classes beside the first of them counts for all. */
async function openPictures(
  folder: string,
  pictures: readonly string[],
  { palette: given, limits }: Reading,
): Promise<Omit<MaskSet, 'name'>> {
  const { palette, problems } =
    given === undefined ? await paletteBeside(folder, limits) : { palette: given, problems: [] };
  const coding = codingOf(palette, 'either');
  const isAlike = new Set(pictures.map((path) => basename(path))).size < pictures.length;
  const items: NamedItem[] = [];
  for (const path of pictures) {
    const name = isAlike ? toPosixPath(path) : basename(path);
    const file = { path, name, bytes: (await stat(path)).size };
    items.push(withName({ stem: stemOf(name), mask: { kind: 'picture', file, coding } }));
  }
  return { format: 'pictures', palette, items, problems, close: () => Promise.resolve() };
}

async function paletteBeside(folder: string, limits: ReadLimits): Promise<FoundPalette> {
  const empty = { path: folder, limits, files: new Map(), problems: [] };
  return (await listIn(folder, limits)) ?? paletteOfTree(empty, undefined);
}

function withName(item: Dataset['items'][number]): NamedItem {
  const { stem, mask } = item;
  if (typeof mask === 'function' || mask.kind !== 'picture') return { ...item, name: stem, path: undefined };
  const { path, name, entry } = mask.file;
  return { ...item, name, path: entry === undefined ? path : undefined };
}
