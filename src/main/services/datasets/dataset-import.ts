import type { DatasetFormatName } from '../../../shared/model/dataset-format.ts';
import { formatInWords } from '../../../shared/strings/in-words.ts';
import { createHash } from 'node:crypto';
import { basename, dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { mkdir } from '../../file-system.ts';
import { joinClasses, type JoinedClasses } from '../../../shared/classes/join-classes.ts';
import type { DatasetGuess } from '../../../shared/contract/source-calls.ts';
import { MaskmendError } from '../../../shared/errors.ts';
import type { ReadLimits } from '../../../shared/limits.ts';
import type { DatasetItem, DatasetProblem, FileRef } from '../../../shared/model/dataset.ts';
import { enginePalette } from '../../../shared/model/project-palette.ts';
import { annotationInWords } from '../../../shared/words.ts';
import { writeFailure } from '../../codec/file-failure.ts';
import { writeFileAside } from '../../codec/write-file.ts';
import type { DatasetMask, PlacedFile } from '../../db/operations/dataset-operations.ts';
import { nameItems } from '../../formats/exporting/name-items.ts';
import { sourceOf } from '../../formats/exporting/source-of.ts';
import { formatOf, formats } from '../../formats/format-list.ts';
import { KEPT_SET, writeKeptSet } from '../../formats/reading/kept-set.ts';
import { isFileItself } from '../../formats/tree/read-ref.ts';
import { detectFormat, type ImportedDataset } from '../../formats/registry.ts';
import { isZipArchive } from '../../formats/tree/open-tree.ts';
import type { PlacedItem } from '../../workers/place-item.ts';
import type { LiveJob } from '../jobs/live-job.ts';
import type { ProjectSession } from '../project-session.ts';
import { importWithClasses } from './open-dataset.ts';

export const datasetToAddSchema = z.object({
  /** Absolute path of a folder, archive or annotation file. */
  path: z.string(),
  format: z.string(),
  raster: z.enum(['coco', 'opencv']),
});
type DatasetToAdd = z.infer<typeof datasetToAddSchema>;

/**
 * What paths look like, for a person to confirm or overrule; none for what is plain pictures, unless they lie in an archive,
 * or cannot be looked at.
 */
export async function detectDatasets(
  paths: readonly string[],
  limits: ReadLimits,
): Promise<{ path: string; guesses: DatasetGuess[] }[]> {
  const found = [];
  for (const given of paths) {
    const path = resolve(given);
    const guesses = await detectFormat(path, limits).catch(refuseNothing);
    const isArchive = guesses.length > 0 && (await isZipArchive(path));
    if (isArchive || guesses.some(isTelling)) found.push({ path, guesses: guesses.map((guess) => ({ ...guess })) });
  }
  return found;
}

/** Formats that a person may name in place of what was found. */
export function readableFormats(): { name: DatasetFormatName; hasShapes: boolean }[] {
  return formats.flatMap(({ name, exporter, readShapes }) => {
    if (exporter?.isReadable === false) return [];
    return { name, hasShapes: readShapes !== undefined };
  });
}

/** What cannot be opened is told when it is added. */
function refuseNothing(error: unknown): [] {
  if (error instanceof MaskmendError) return [];
  throw error;
}

/** Below this a folder of pictures looks like a dataset by little more than the names of its folders. */
const TELLING_CONFIDENCE = 0.5;

function isTelling({ format, confidence }: DatasetGuess): boolean {
  return format !== 'folder' && confidence >= TELLING_CONFIDENCE;
}

export interface AddedDataset {
  readonly masks: number;
  /** Files that are new to the project. */
  readonly added: number;
  readonly problems: readonly { readonly path: string; readonly message: string }[];
}

/**
 * Takes a dataset into the project: its classes, photos and parts, and its masks, as the files they are where these read
 * alike, else drawn as files of the project. Throws what `importWithClasses` throws, where it cannot be read as a whole.
 */
export async function addDataset(job: LiveJob, { path, format, raster }: DatasetToAdd): Promise<AddedDataset> {
  job.reporter.start({ stage: 'scanning', total: 0 });
  const watch = { signal: job.signal, onProgress: () => undefined };
  const dataset = await importWithClasses({ ...job.session.share(), path: resolve(path), format, raster }, watch);
  const joined = await takeClasses(job.session, dataset);
  const folder = drawnFolder(job.session, path);
  const { masks, problems } = await placeItems(job, { dataset, joined, folder });
  await keepSet(dataset, { joined, folder });
  const added = await register(job, masks, folder);
  const told = [...remarksOf(dataset, path), ...dataset.problems, ...problems];
  return { masks: masks.length, added, problems: told.map(toScanProblem) };
}

/** What is to be known of the dataset as a whole. */
function remarksOf({ notes }: ImportedDataset, path: string): DatasetProblem[] {
  return notes.map((message) => ({ file: basename(path), message, isWarning: true }));
}

async function takeClasses(session: ProjectSession, { palette, format }: ImportedDataset): Promise<JoinedClasses> {
  const { palette: before, nextSlot, revision } = await session.database.paletteSnapshot();
  const joined = joinClasses(palette, before, nextSlot);
  if (joined.added === 0) return joined;
  const label = { kind: 'take-classes', from: formatInWords(formatOf(format).name) } as const;
  await session.database.changePalette({ revision, palette: joined.palette, label });
  await session.touchPalette();
  return joined;
}

/** Beside the project, so that it moves along with it; of datasets of one name each has its own. */
function drawnFolder({ path: project }: ProjectSession, path: string): string {
  const mark = createHash('sha256').update(path).digest('hex').slice(0, 6);
  const name = basename(path).replace(/\.(zip|json)$/i, '');
  return join(dirname(project), `${basename(project).replace(/\.maskmend$/i, '')}-drawn`, `${name}-${mark}`);
}

/** What only the dataset's own format can say goes out as it came in. */
async function keepSet({ kept }: ImportedDataset, { joined, folder }: Omit<Placing, 'dataset'>): Promise<void> {
  if (kept === undefined) return;
  const classes = kept.classes.flatMap((entry) => {
    const own = joined.palette.classes.find(({ slot }) => slot === joined.slots.get(entry.slot));
    return own === undefined ? [] : { ...entry, slot: own.slot, index: own.index, name: own.name, rgb: own.rgb };
  });
  await mkdir(folder, { recursive: true }).catch((error: unknown) => {
    throw writeFailure(error, folder);
  });
  await writeFileAside(join(folder, KEPT_SET), writeKeptSet({ ...kept, classes }));
}

interface Placing {
  readonly dataset: ImportedDataset;
  readonly joined: JoinedClasses;
  readonly folder: string;
}

async function placeItems(job: LiveJob, { dataset, joined, folder }: Placing) {
  const { session } = job;
  const { limits } = session.share();
  const { items } = dataset;
  const names = nameItems(
    items.map(({ stem, split }) => ({ stem, split: split ?? '' })),
    { pattern: '{stem}', hasSplitFolders: false, hasPieces: false },
  );
  const palette = enginePalette(joined.palette);
  const masks: (DatasetMask | undefined)[] = items.map(() => undefined);
  const problems: DatasetProblem[] = [];
  job.reporter.start({ stage: 'scanning', total: items.length });
  await job.forEach<number, PlacedItem>({
    items: [...items.keys()],
    pathOf: (place) => items[place].stem,
    send: async (pool, place, grant, stop) => {
      const source = await sourceOf(items[place]);
      const { slots } = joined;
      const task = { ...grant, path: items[place].stem, limits, source, slots, palette, folder };
      return pool.run('placeItem', { ...task, photo: items[place].photo, name: names[place] }, stop);
    },
    settle: (place, result) => {
      const item = items[place];
      if (result.kind === 'done') {
        masks[place] = placedMask(item, result.value, folder);
        problems.push(...result.value.problems);
      } else problems.push({ file: result.error.path ?? item.stem, message: result.error.message });
    },
  });
  return { masks: masks.filter((mask) => mask !== undefined), problems };
}

function placedMask(item: DatasetItem, placed: PlacedItem, folder: string): DatasetMask | undefined {
  const own = typeof item.mask === 'object' && item.mask.kind === 'picture' ? item.mask.file : undefined;
  const mask = placed.mask === undefined ? placeOf(own) : { root: folder, path: placed.mask };
  const photo = placed.photo === undefined ? placeOf(item.photo) : { root: folder, path: placed.photo };
  const { objects } = placed;
  return (
    mask && {
      mask,
      photo,
      split: item.split ?? '',
      objects: objects && { source: objects.source, root: objects.isDrawn ? folder : undefined },
    }
  );
}

/** A file of the dataset below the dataset's root. */
function placeOf(file: FileRef | undefined): PlacedFile | undefined {
  if (file === undefined || !isFileItself(file)) return undefined;
  const depth = file.name.split('/').length;
  const root = Array.from({ length: depth }).reduce<string>((path) => dirname(path), file.path);
  return { root, path: file.name };
}

/** Files put down in one transaction. */
const BATCH = 2000;

async function register({ id, session }: LiveJob, masks: readonly DatasetMask[], folder: string): Promise<number> {
  let added = 0;
  if (masks.some(({ mask }) => mask.root === folder)) await session.database.markDrawn(folder);
  for (let start = 0; start < masks.length; start += BATCH) {
    added += (await session.database.registerDataset(id, masks.slice(start, start + BATCH))).added;
    session.touch();
  }
  return added;
}

function toScanProblem({ file, annotation, message, hint }: DatasetProblem) {
  const told = hint === undefined ? message : `${message}; ${hint}`;
  return { path: file, message: annotation === undefined ? told : `${annotationInWords(annotation)}: ${told}` };
}
