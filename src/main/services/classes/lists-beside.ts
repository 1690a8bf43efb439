import { basename, dirname, join } from 'node:path';
import { readFolder, stat } from '../../file-system.ts';
import type { ReadLimits } from '../../../shared/limits.ts';
import type { Palette } from '../../../shared/model/palette.ts';
import { type ClassList, nameByLists } from '../../../shared/palette/names-of-lists.ts';
import { isPictureName } from '../../codec/picture-names.ts';
import { type FoundPalette, readPaletteOf } from '../../formats/reading/item-list.ts';
import { findPaletteFile } from '../../formats/reading/palette-file.ts';
import { isMaskFolderName } from '../../formats/reading/paired-folders.ts';
import { splitOfWord } from '../../formats/reading/split-name.ts';
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
    const list = await listIn(folder, limits).catch(nothingToRead);
    if (list !== undefined) lists.push({ name: list.name, palette: list.palette });
  }
  return nameByLists(found, lists, hasOwnIndices);
}

/** The list of classes of a folder by itself, whatever lies below; throws what reading it throws. */
export async function listIn(
  folder: string,
  limits: ReadLimits,
): Promise<(FoundPalette & { readonly name: string }) | undefined> {
  const entries = await readFolder(folder);
  // A pipe would keep whoever opens it waiting; what a link leads to is asked below.
  const names = entries.filter((entry) => entry.isFile() || entry.isSymbolicLink()).map(({ name }) => name);
  const files = new Map(
    names.filter((name) => !isPictureName(name)).map((name) => [name, { path: join(folder, name), name, bytes: 0 }]),
  );
  const file = findPaletteFile({ path: folder, limits, files, problems: [] });
  if (file === undefined) return undefined;
  const found = await stat(file.path);
  if (!found.isFile()) return undefined;
  return { ...(await readPaletteOf({ ...file, bytes: found.size }, limits)), name: file.name };
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
