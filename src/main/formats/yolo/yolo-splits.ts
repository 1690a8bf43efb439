import type { DatasetProblem, FileRef } from '../../../shared/model/dataset.ts';
import { PhotoIndex } from '../reading/photos.ts';
import { baseOf } from '../tree/safe-name.ts';
import { findFile, readText, type SourceTree } from '../tree/source-tree.ts';

/** Splits as the lists that a data file names tell them. */
export interface ListedSplits {
  /** By the name of the photo; a photo of several lists has the first. */
  readonly splitOf: ReadonlyMap<string, string>;
  readonly problems: readonly DatasetProblem[];
}

type DataFile = Readonly<Partial<Record<'train' | 'val' | 'test', string | readonly string[] | undefined>>>;

/** Lines that are told one by one; the others are counted. */
const TOLD_LINES = 100;

/**
 * Reads the text files that stand for splits, one photo a line. They were written where the dataset lay at the time:
 * folders that are not here any more are passed over, as far as the rest of the path still tells one photo.
 */
export async function readListedSplits(tree: SourceTree, data: DataFile): Promise<ListedSplits> {
  const photos = new PhotoIndex(tree);
  const splitOf = new Map<string, string>();
  const problems: DatasetProblem[] = [];
  for (const split of ['train', 'val', 'test'] as const) {
    for (const list of listsOf(tree, data[split])) {
      const { found, strange } = await readList(list, photos);
      for (const { name } of found) if (!splitOf.has(name)) splitOf.set(name, split);
      problems.push(...strange);
    }
  }
  return { splitOf, problems };
}

/** Text files of the dataset, known by their names where their folder is another one now. */
function listsOf(tree: SourceTree, listed: string | readonly string[] = []): FileRef[] {
  const bases = [listed].flat().map((name) => baseOf(name.replaceAll('\\', '/')));
  return bases
    .filter((base) => /\.txt$/i.test(base))
    .flatMap((base) => findFile(tree, ({ name }) => baseOf(name) === base && !/(^|\/)labels\//.test(name)) ?? []);
}

async function readList(list: FileRef, photos: PhotoIndex) {
  const found: FileRef[] = [];
  const strange: DatasetProblem[] = [];
  const lines = (await readText(list)).split(/\r\n|\n|\r/).map((line) => line.trim());
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
  const folders = path.replaceAll('\\', '/').split('/');
  const parts = folders.filter((part) => part !== '' && part !== '.' && part !== '..');
  for (let from = 0; from < parts.length - 1; from++) {
    const photo = photos.at(parts.slice(from).join('/'));
    if (photo !== undefined) return photo;
  }
  return photos.find(parts.at(-1) ?? '', ['']);
}
