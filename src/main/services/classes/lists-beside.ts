import { basename, dirname, join } from 'node:path';
import { readFolder, stat } from '../../file-system.ts';
import type { ReadLimits } from '../../../shared/limits.ts';
import type { FileRef } from '../../../shared/model/dataset.ts';
import type { Palette } from '../../../shared/model/palette.ts';
import { vocVoidColour } from '../../../shared/palette/presets/voc.ts';
import { type ClassList, nameByLists } from '../../../shared/palette/names-of-lists.ts';
import { isPictureName } from '../../codec/picture-names.ts';
import { paletteOfNames } from '../../formats/reading/class-table.ts';
import { type FoundPalette, readPaletteOf } from '../../formats/reading/item-list.ts';
import { findPaletteFile } from '../../formats/reading/palette-file.ts';
import { isMaskFolderName } from '../../formats/reading/paired-folders.ts';
import { splitOfWord } from '../../formats/reading/split-name.ts';
import { readText } from '../../formats/tree/source-tree.ts';
import { MaskmendError } from '../../../shared/errors.ts';
import type { SourceFile } from '../sources/source-file.ts';

/** Folders that are looked into at most: those of a set of a folder per mask hold no lists. */
const MOST_FOLDERS = 200;

/**
 * A palette found from masks with the names of the lists of classes that lie beside them: in their folders, up to the one
 * that was given, and above that one where its name says that it is the part of a set that holds the masks. A list that
 * cannot be read names nothing.
 */
export async function namedByLists(
  found: Palette,
  masks: readonly SourceFile[],
  { hasOwnIndices, limits }: { readonly hasOwnIndices: boolean; readonly limits: ReadLimits },
): Promise<Palette> {
  const folders = [...foldersOf(masks)].slice(0, MOST_FOLDERS);
  const lists: ClassList[] = [];
  for (const folder of folders) {
    const texts = await textsIn(folder).catch(nothingToRead);
    if (texts === undefined) continue;
    const list =
      (await listAmong(texts, limits).catch(nothingToRead)) ?? (await namesAmong(texts, limits).catch(nothingToRead));
    if (list !== undefined) lists.push({ name: list.name, palette: list.palette });
  }
  return nameByLists(found, lists, hasOwnIndices);
}

/** The list of classes of a folder by itself, whatever lies below; throws what reading it throws. */
export async function listIn(folder: string, limits: ReadLimits): Promise<NamedPalette | undefined> {
  return listAmong(await textsIn(folder), limits);
}

type NamedPalette = FoundPalette & { readonly name: string };

/** Files of one folder by their names. */
type Texts = ReadonlyMap<string, FileRef>;

async function listAmong(files: Texts, limits: ReadLimits): Promise<NamedPalette | undefined> {
  const file = await regular(findPaletteFile({ path: '', limits, files, problems: [] }));
  return file && { ...(await readPaletteOf(file, limits)), name: file.name };
}

/** Names of files that hold names alone, one a line. */
const NAMES_ALONE = /^(?:class_?names|class(?:es)?|labels?|names)\.txt$/i;

/** Whether a file may hold names alone, by its own name. */
export function holdsNamesAlone(name: string): boolean {
  return NAMES_ALONE.test(name);
}

/** labelme's tools have it before the first class. */
const NO_CLASS = '__ignore__';
const BACKGROUND = /^_*(?:background|bg|unlabell?ed|unknown|others?|void|none)_*$/i;

/** Names as masks number them; a list of foreground alone, as tools for shapes keep it, counts otherwise. */
async function namesAmong(files: Texts, limits: ReadLimits): Promise<ClassList | undefined> {
  const file = await regular([...files.values()].find(({ name }) => holdsNamesAlone(name)));
  if (file === undefined) return undefined;
  const lines = (await readText(file, limits)).split(/\r\n|\n|\r/).map((line) => line.trim());
  const names = lines.filter((line) => line !== '' && line !== NO_CLASS);
  if (!BACKGROUND.test(names[0] ?? '')) return undefined;
  const palette = paletteOfNames(names.join('\n'), file, {
    name: 'void',
    index: 255,
    rgb: vocVoidColour,
    role: 'void',
  });
  return { name: file.name, palette };
}

/** Files of a folder by itself that are no pictures, by their names. */
async function textsIn(folder: string): Promise<Texts> {
  const entries = await readFolder(folder);
  // A pipe would keep whoever opens it waiting; what a link leads to is asked below.
  const names = entries.filter((entry) => entry.isFile() || entry.isSymbolicLink()).map(({ name }) => name);
  return new Map(
    names.filter((name) => !isPictureName(name)).map((name) => [name, { path: join(folder, name), name, bytes: 0 }]),
  );
}

/** A file with its size; undefined for what is none. */
async function regular(file: FileRef | undefined): Promise<FileRef | undefined> {
  const found = file && (await stat(file.path));
  return file !== undefined && found?.isFile() === true ? { ...file, bytes: found.size } : undefined;
}

function nothingToRead(error: unknown): undefined {
  // Folders above the masks may be closed to us, and files of such a name be something else.
  if (error instanceof MaskmendError || (error instanceof Error && 'code' in error)) return undefined;
  throw error;
}

/** The uppermost first. */
function foldersOf(masks: readonly SourceFile[]): ReadonlySet<string> {
  const folders = new Set<string>();
  for (const root of new Set(masks.map((mask) => mask.root))) {
    const name = basename(root);
    if (isMaskFolderName(name) || splitOfWord(name) !== undefined) folders.add(dirname(root));
    folders.add(root);
  }
  for (const { path, root } of masks) {
    const inner: string[] = [];
    for (let folder = dirname(path); folder.length > root.length && !folders.has(folder); folder = dirname(folder)) {
      inner.unshift(folder);
    }
    for (const folder of inner) folders.add(folder);
  }
  return folders;
}
