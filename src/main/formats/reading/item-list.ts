import type { DatasetItem, DatasetProblem, FileRef } from '../../../shared/model/dataset.ts';
import { readPaletteFile } from '../../../shared/palette/palette-files.ts';
import type { Palette } from '../../../shared/model/palette.ts';
import { MaskmendError } from '../../../shared/errors.ts';
import type { ReadLimits } from '../../../shared/limits.ts';
import { decodeText, encodingOf, inside, readText, readTextBytes, type SourceTree } from '../tree/source-tree.ts';
import { splitOfWord } from './split-name.ts';
import { isPictureName } from '../../codec/picture-names.ts';
import { baseOf, safeName, stemOf } from '../tree/safe-name.ts';

/** Faults that are told of one list; one whose every line is wrong has as many as lines. */
const MAX_PROBLEMS = 1000;

/** The classes of a dataset, and what is wrong with some of them. */
export interface FoundPalette {
  readonly palette: Palette;
  readonly problems: readonly DatasetProblem[];
}

/** The palette of a file of the dataset; throws `invalid-palette` with the file's name where no class can be had of it. */
export async function readPaletteOf(file: FileRef, limits: ReadLimits): Promise<FoundPalette> {
  const problems: DatasetProblem[] = [];
  try {
    const { text, remarks } = await readTable(file, limits);
    problems.push(...remarks);
    const palette = readPaletteFile(baseOf(file.name), text, ({ place, message, remedy }) => {
      if (problems.length < MAX_PROBLEMS)
        problems.push({ file: file.name, annotation: place, message: `${message}; ${remedy}` });
    });
    return { palette, problems };
  } catch (error) {
    throw error instanceof MaskmendError ? error.at(file.name) : error;
  }
}

/** A text whose names people will see. */
async function readTable(
  file: FileRef,
  limits: ReadLimits,
): Promise<{ text: string; remarks: readonly DatasetProblem[] }> {
  const bytes = await readTextBytes(file, limits);
  return { text: decodeText(bytes, file.name), remarks: encodingRemarks(file, bytes) };
}

/** What is to be told of the letters of a text that names classes. */
export function encodingRemarks(file: FileRef, bytes: Uint8Array): readonly DatasetProblem[] {
  if (encodingOf(bytes) !== 'windows-1252') return [];
  const message = 'is not UTF-8; it is read as Windows-1252: look at the names of the classes';
  return [{ file: file.name, message, isWarning: true }];
}

/** Splits as lists of names tell them. */
export interface SplitLists {
  readonly splitOf: ReadonlyMap<string, string>;
  readonly problems: readonly DatasetProblem[];
}

/** Names of lists that no mask goes by; each once, by the first list that has it. */
export function listedWithoutMask(
  { splitOf }: SplitLists,
  items: readonly DatasetItem[],
  folder: string,
): DatasetProblem[] {
  const known = new Set(items.map(({ stem }) => stem));
  return [...splitOf]
    .filter(([stem]) => !known.has(stem))
    .map(([stem, split]) => ({
      file: inside(folder, stem),
      message: `is listed in ${split} but has no mask`,
      isWarning: true,
    }));
}

/** Lists that only repeat others. */
const UNIONS = new Set(['trainval', 'all', 'default']);
const ORDER = ['train', 'val', 'test'];

/**
 * Reads lists of stems, one a line; each stem has the first split that lists it. A stem may hold blanks, then in quotes or
 * known; else what stands behind the first blank is passed over. Names of files are taken as well, also where their
 * folder stands before them (`/JPEGImages/a.jpg /SegmentationClass/a.png`).
 */
export async function readSplitLists(
  files: readonly FileRef[],
  limits: ReadLimits,
  isKnown: (stem: string) => boolean,
): Promise<SplitLists> {
  const splitOf = new Map<string, string>();
  const problems: DatasetProblem[] = [];
  for (const file of inOrder(files)) {
    const split = splitName(file);
    const lines = (await readText(file, limits)).split(/\r\n|\n|\r/).map((line) => stemOfLine(line.trim(), isKnown));
    lines.forEach((name, i) => {
      if (name === '') return;
      const stem = safeName(name);
      if (stem === undefined) {
        problems.push({ file: file.name, annotation: `line ${i + 1}`, message: 'the name leads out of the dataset' });
      } else if (!splitOf.has(stem)) splitOf.set(stem, split);
    });
  }
  return { splitOf, problems };
}

function stemOfLine(line: string, isKnown: (stem: string) => boolean): string {
  const quoted = /^"([^"]*)"/.exec(line)?.[1];
  if (quoted !== undefined) return quoted;
  const [first] = line.split(/\s+/);
  const known = [line, first].flatMap(stemsOfName).find((stem) => stem !== '' && isKnown(stem));
  return known ?? first;
}

/** A name of a list as it stands, without its extension, and without the folder of photos or masks. */
function stemsOfName(name: string): string[] {
  const inner = /^\/?(?:JPEGImages|SegmentationClass[^/]*)\/(.+)$/.exec(name.replaceAll('\\', '/'))?.[1];
  const all = inner === undefined ? [name] : [name, inner];
  return all.flatMap((each) => (isPictureName(baseOf(each)) ? [each, stemOf(each)] : [each]));
}

function splitName(file: FileRef): string {
  const name = baseOf(file.name).replace(/\.txt$/i, '');
  return splitOfWord(name) ?? name;
}

function inOrder(files: readonly FileRef[]): readonly FileRef[] {
  const rank = (file: FileRef): number => {
    const name = splitName(file).toLowerCase();
    if (UNIONS.has(name)) return ORDER.length + 1;
    const place = ORDER.indexOf(name);
    return place < 0 ? ORDER.length : place;
  };
  return [...files].sort((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : 1));
}

/** What the listing of a tree passed over, as problems of the dataset. */
export function treeProblems(tree: SourceTree): readonly DatasetProblem[] {
  return tree.problems.map(({ file, message }) => ({ file, message }));
}

/** Items whose photo is missing although others have theirs. */
export function missingPhotos(items: readonly DatasetItem[]): readonly DatasetProblem[] {
  if (!items.some(({ photo }) => photo !== undefined)) return [];
  return items
    .filter(({ photo }) => photo === undefined)
    .map(({ stem }) => ({ file: stem, message: 'its photo is missing', isWarning: true }));
}

/** The reading of a file of the whole, its failure as a problem. */
export async function orProblem<Value>(
  file: FileRef,
  problems: DatasetProblem[],
  read: () => Promise<Value>,
): Promise<Value | undefined> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof MaskmendError)) throw error;
    const { message, hint, option } = error;
    problems.push({ file: file.name, message, ...(hint && { hint }), ...(option && { option }) });
    return undefined;
  }
}
