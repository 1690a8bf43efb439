import { MaskmendError } from '../../../shared/errors.ts';
import type { FileRef } from '../../../shared/model/dataset.ts';
import { parseTolerantly } from '../reading/parse-json.ts';
import { readRef } from './read-ref.ts';

/** Files of a dataset, in a folder or a zip archive, by their POSIX paths below its root. */
export interface SourceTree {
  /** Absolute path of the folder or archive. */
  readonly path: string;
  readonly files: ReadonlyMap<string, FileRef>;
  /** The one file that was named, where it was a file of a dataset and not its root. */
  readonly named?: string | undefined;
  /** What was passed over when the files were listed. */
  readonly problems: readonly { readonly file: string; readonly message: string }[];
}

/** The largest text that is read whole: lists of names, class tables, annotations of one picture. */
const MAX_TEXT_BYTES = 64 * 1024 * 1024;

/** A whole text file, UTF-8; throws `too-large`, `not-found`, `corrupt-file` with the path. */
export function readText(file: FileRef): Promise<string> {
  return Promise.resolve().then(() => decodeText(readRef(file, MAX_TEXT_BYTES), file.name));
}

/** Bytes as UTF-8, without a byte order mark; throws `corrupt-file`. */
export function decodeText(bytes: Uint8Array, name: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new MaskmendError('corrupt-file', 'is not UTF-8 text', { path: name });
  }
}

/** A whole JSON file; throws as `readText` does, and `corrupt-file` where it is no JSON. */
export async function readJsonFile(file: FileRef): Promise<unknown> {
  return parseJson(await readText(file), file.name);
}

export function parseJson(text: string, name: string): unknown {
  try {
    return parseTolerantly(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new MaskmendError('corrupt-file', `is not JSON: ${reason}`, { path: name });
  }
}

/** The first file that a test holds of, in the order of the listing. */
export function findFile({ files }: SourceTree, test: (file: FileRef) => boolean): FileRef | undefined {
  for (const file of files.values()) if (test(file)) return file;
  return undefined;
}

/** The files that a test holds of; those of large trees are made one by one, so that the others take no memory. */
export function filesWhere({ files }: SourceTree, test: (file: FileRef) => boolean): FileRef[] {
  const found: FileRef[] = [];
  for (const file of files.values()) if (test(file)) found.push(file);
  return found;
}

/** Files below a folder (`''` for all), in the order of their paths. */
export function filesBelow(tree: SourceTree, folder: string): FileRef[] {
  const start = folder === '' ? '' : `${folder}/`;
  return filesWhere(tree, ({ name }) => name.startsWith(start));
}

/** Whether some file lies in a folder. */
export function hasFolder(tree: SourceTree, folder: string): boolean {
  for (const name of tree.files.keys()) if (name.startsWith(`${folder}/`)) return true;
  return false;
}

/** Folders (`''` for the root) that hold a folder or file of this name. */
export function parentsOf(tree: SourceTree, name: string): string[] {
  const parents = new Set<string>();
  for (const path of tree.files.keys()) {
    for (let at = path.indexOf(name); at >= 0; at = path.indexOf(name, at + 1)) {
      const isWhole = (at === 0 || path[at - 1] === '/') && /^(\/|$)/.test(path.slice(at + name.length));
      if (isWhole) parents.add(path.slice(0, Math.max(0, at - 1)));
    }
  }
  return [...parents].sort();
}

/** The path of a name inside a folder. */
export function inside(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}
