import { isUtf8 } from 'node:buffer';
import { MaskmendError } from '../../../shared/errors.ts';
import type { FileRef } from '../../../shared/model/dataset.ts';
import { beyondLimit, type ReadLimits } from '../../../shared/limits.ts';
import { isNestedDeeper, parseTolerantly } from '../reading/parse-json.ts';
import { readRanges, readRef } from './read-ref.ts';

/** Files of a dataset, in a folder or a zip archive, by their POSIX paths below its root. */
export interface SourceTree {
  /** Absolute path of the folder or archive. */
  readonly path: string;
  /** What its readers go by. */
  readonly limits: ReadLimits;
  readonly files: ReadonlyMap<string, FileRef>;
  /** The one file that was named, where it was a file of a dataset and not its root. */
  readonly named?: string | undefined;
  /** What was passed over when the files were listed. */
  readonly problems: readonly { readonly file: string; readonly message: string }[];
}

/** A whole text file - a list of names, a class table, annotations of one picture; throws `too-large`, `not-found`, `corrupt-file` with the path. */
export async function readText(file: FileRef, limits: ReadLimits): Promise<string> {
  return decodeText(await readTextBytes(file, limits), file.name);
}

/** The bytes of a whole text file; throws `too-large`, `not-found` with the path. */
export function readTextBytes(file: FileRef, limits: ReadLimits): Promise<Uint8Array> {
  return Promise.resolve().then(() => readRef(file, limits, 'text-bytes'));
}

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/** UTF-16 where a byte order mark says so; Windows-1252, which holds Latin-1, where the bytes are no UTF-8. */
export function encodingOf(bytes: Uint8Array): Encoding {
  return utf16Of(bytes) ?? (isUtf8(bytes) ? 'utf-8' : 'windows-1252');
}

/** Told by the byte order mark that a text begins with. */
function utf16Of(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const mark = bytes.length < 2 ? 0 : 256 * bytes[0] + bytes[1];
  if (mark === 0xfffe) return 'utf-16le';
  return mark === 0xfeff ? 'utf-16be' : undefined;
}

/** Bytes as text, without a byte order mark; throws `corrupt-file` where they are none. */
export function decodeText(bytes: Uint8Array, name: string): string {
  const encoding = encodingOf(bytes);
  // Eight bits are always characters of Windows-1252; but no text has zero bytes.
  if (encoding === 'windows-1252' && bytes.includes(0)) {
    throw new MaskmendError('corrupt-file', 'is not UTF-8 text', { path: name });
  }
  return new TextDecoder(encoding).decode(bytes);
}

/** Whether a file is one of the disk in UTF-8, of which a part can be read by itself; throws `not-found`. */
export function isReadInPlace(file: FileRef): boolean {
  if (file.entry !== undefined) return false;
  const [start] = readRanges(file, Float64Array.of(0, Math.min(2, file.bytes)));
  return utf16Of(start) === undefined;
}

/** A whole JSON file; throws as `readText` does, and `corrupt-file` where it is no JSON. */
export async function readJsonFile(file: FileRef, limits: ReadLimits): Promise<unknown> {
  return parseJson(await readText(file, limits), file.name, limits);
}

/** The value of a JSON text; throws `corrupt-file` where it is none, `too-large` where it is nested too deep. */
export function parseJson(text: string, name: string, limits: ReadLimits): unknown {
  checkNesting(text, name, limits);
  try {
    return parseTolerantly(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new MaskmendError('corrupt-file', `is not JSON: ${reason}`, { path: name });
  }
}

/** Throws `too-large` where a text has more brackets within brackets than the limits allow. */
function checkNesting(text: string, name: string, limits: ReadLimits): void {
  if (isNestedDeeper(text, limits.maxNesting)) throw tooNested(limits, name);
}

export function tooNested(limits: ReadLimits, path?: string): MaskmendError {
  const what = `the JSON has more than ${limits.maxNesting} brackets within each other`;
  return beyondLimit('nesting', what, { limits, ...(path !== undefined && { path }) });
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
