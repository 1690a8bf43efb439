import type { ReadLimits } from '../../../shared/limits.ts';
import type { DatasetProblem, FileRef } from '../../../shared/model/dataset.ts';
import { PhotoIndex } from '../reading/photos.ts';
import { isPictureName } from '../../codec/picture-names.ts';
import { baseOf } from '../tree/safe-name.ts';
import { filesWhere, findFile, hasFolder, inside, readText, type SourceTree } from '../tree/source-tree.ts';

/** Splits as the lists and folders that a data file names tell them. */
export interface ListedSplits {
  /** By the name of the photo; a photo of several lists has the first. */
  readonly splitOf: ReadonlyMap<string, string>;
  readonly problems: readonly DatasetProblem[];
}

type DataFile = Readonly<Partial<Record<'train' | 'val' | 'test', string | readonly string[] | undefined>>>;

/** Lines that are told one by one; the others are counted. */
const TOLD_LINES = 100;

const SPLITS = ['train', 'val', 'test'] as const;

/**
 * Reads the text files that stand for splits, one photo a line, and looks through the folders that do. They were written
 * where the dataset lay at the time: folders that are not here any more are passed over, as far as the rest of the path
 * still tells one photo, or one folder.
 *
 * @param folder That of the data file.
 */
export async function readListedSplits(tree: SourceTree, data: DataFile, folder: string): Promise<ListedSplits> {
  const photos = new PhotoIndex(tree);
  const splitOf = splitsOfFolders(tree, data, folder);
  const listed = new Set<string>();
  const problems: DatasetProblem[] = [];
  for (const split of SPLITS) {
    for (const list of listsOf(tree, data[split])) {
      const { found, strange } = await readList(list, photos, tree.limits);
      for (const { name } of found) if (!listed.has(name)) splitOf.set(name, split);
      for (const { name } of found) listed.add(name);
      problems.push(...strange);
    }
  }
  return { splitOf, problems };
}

/** The split of each photo by the innermost folder that is that of one split alone. */
function splitsOfFolders(tree: SourceTree, data: DataFile, folder: string): Map<string, string> {
  const splits = new Map<string, string | undefined>();
  for (const split of SPLITS) {
    for (const path of new Set([data[split] ?? []].flat())) {
      const found = findFolder(tree, path, folder);
      if (found !== undefined) splits.set(found, splits.has(found) ? undefined : split);
    }
  }
  const splitOf = new Map<string, string>();
  for (const { name } of splits.size === 0 ? [] : filesWhere(tree, ({ name }) => isPictureName(baseOf(name)))) {
    const parts = name.split('/').slice(0, -1);
    const above = parts.map((_, i) => parts.slice(0, parts.length - i).join('/'));
    const split = splits.get(above.find((path) => splits.has(path)) ?? '');
    if (split !== undefined) splitOf.set(name, split);
  }
  return splitOf;
}

/** By as much of the end of the path as is here, beside the data file or below the root; every set has its `images`. */
function findFolder(tree: SourceTree, path: string, folder: string): string | undefined {
  const parts = partsOf(path);
  const ends = parts.map((_, from) => parts.slice(from).join('/'));
  return ends
    .filter((end, from) => from === 0 || end !== 'images')
    .flatMap((end) => [inside(folder, end), end])
    .find((candidate) => hasFolder(tree, candidate));
}

function partsOf(path: string): string[] {
  const parts = path.replaceAll('\\', '/').split('/');
  return parts.filter((part) => part !== '' && part !== '.' && part !== '..');
}

/** Text files of the dataset, known by their names where their folder is another one now. */
function listsOf(tree: SourceTree, listed: string | readonly string[] = []): FileRef[] {
  const bases = [listed].flat().map((name) => baseOf(name.replaceAll('\\', '/')));
  return bases
    .filter((base) => /\.txt$/i.test(base))
    .flatMap((base) => findFile(tree, ({ name }) => baseOf(name) === base && !/(^|\/)labels\//.test(name)) ?? []);
}

async function readList(list: FileRef, photos: PhotoIndex, limits: ReadLimits) {
  const found: FileRef[] = [];
  const strange: DatasetProblem[] = [];
  const lines = (await readText(list, limits)).split(/\r\n|\n|\r/).map((line) => line.trim());
  lines.forEach((line, i) => {
    if (line === '') return;
    const photo = findPhoto(line, photos);
    const message = `names ${line}, which is not among the photos`;
    if (photo === undefined) strange.push({ file: list.name, annotation: `line ${i + 1}`, message, isWarning: true });
    else found.push(photo);
  });
  const others = strange.length - TOLD_LINES;
  if (others <= 0) return { found, strange };
  const rest = { file: list.name, message: `${others} more lines name photos that are not here`, isWarning: true };
  return { found, strange: [...strange.slice(0, TOLD_LINES), rest] };
}

/** By as much of the end of the path as is here. */
function findPhoto(path: string, photos: PhotoIndex): FileRef | undefined {
  const parts = partsOf(path);
  for (let from = 0; from < parts.length - 1; from++) {
    const photo = photos.at(parts.slice(from).join('/'));
    if (photo !== undefined) return photo;
  }
  return photos.find(parts.at(-1) ?? '', ['']);
}
