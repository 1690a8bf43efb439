import { dirname } from 'node:path';
import { MaskmendError } from '../../../shared/errors.ts';
import type { ReadLimits } from '../../../shared/limits.ts';
import { readFailure } from '../../codec/file-failure.ts';
import { constants, open, stat } from '../../file-system.ts';
import { openFolderTree } from './folder-tree.ts';
import { baseOf, extensionOf } from './safe-name.ts';
import { findFile, type SourceTree } from './source-tree.ts';
import { openZipTree } from './zip-tree.ts';

/**
 * The files of a folder, of a zip archive, or of the dataset that an annotation file belongs to. Throws `not-found`,
 * `permission-denied`, `too-large`, and `unsupported-format` for files of another kind.
 *
 * @param ownList Name of the list that stands in folders of exports, which is no file of theirs.
 */
export async function openTree(path: string, limits: ReadLimits, ownList: string): Promise<SourceTree> {
  const found = await stat(path).catch((error: unknown) => {
    throw readFailure(error, path);
  });
  if (found.isDirectory()) return openFolderTree(path, limits, ownList);
  const head = await readHead(path);
  if (isZip(head) || /\.zip$/i.test(path)) return openZipTree(path, limits);
  refuseOthers(path, head);
  return openFileTree(path, limits, ownList);
}

/** Tables with the pictures inside, as Hugging Face keeps many datasets, and MATLAB's files. */
export function isTable(name: string): boolean {
  return /\.(parquet|arrow|tfrecord|mdb|h5|hdf5|mat)$/i.test(name);
}

/** @param path What is to be read: the table, or what holds it. */
export function tableFailure(table: string, path: string): MaskmendError {
  const kind = extensionOf(table).slice(1);
  return new MaskmendError('unsupported-format', `holds its pictures in ${kind} files, which are not read`, {
    path,
    hint: `write the pictures out as files first, with the library that reads ${baseOf(table)}, then import their folder`,
  });
}

const HEAD_BYTES = 512;

async function readHead(path: string): Promise<Buffer> {
  try {
    // A pipe that nobody writes to would block the opening; a regular file does not mind the flag.
    await using file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const head = Buffer.alloc(HEAD_BYTES);
    const { bytesRead } = (await file.stat()).isFile() ? await file.read(head, 0, HEAD_BYTES, 0) : { bytesRead: 0 };
    return head.subarray(0, bytesRead);
  } catch (error) {
    throw readFailure(error, path);
  }
}

/** Whether a path is a file that begins as a zip archive does. Throws where it cannot be read. */
export async function isZipArchive(path: string): Promise<boolean> {
  const found = await stat(path);
  return found.isFile() && isZip(await readHead(path));
}

/** By what any of its entries begins with, or what an empty one ends with. */
function isZip(head: Buffer): boolean {
  const start = head.toString('latin1', 0, 4);
  return start === 'PK\x03\x04' || start === 'PK\x05\x06';
}

const OTHER_ARCHIVE = /\.(tar|tgz|tbz2?|txz|gz|bz2|xz|zst|7z|rar)$/i;

/** Archives by their names. */
export function isArchive(name: string): boolean {
  return /\.zip$/i.test(name) || OTHER_ARCHIVE.test(name);
}

/** An annotation file stands for all that lies around it: another file must not. */
function refuseOthers(path: string, head: Buffer): void {
  if (isTable(path)) throw tableFailure(path, path);
  if (OTHER_ARCHIVE.test(path)) {
    throw new MaskmendError('unsupported-format', 'is an archive of another kind than zip', {
      path,
      hint: 'unpack it first, and name the folder',
    });
  }
  // Of texts only those in UTF-16 hold zero bytes, and they begin with a mark.
  const isText = !head.includes(0) || /^(\xff\xfe|\xfe\xff)/.test(head.toString('latin1', 0, 2));
  if (isText) return;
  throw new MaskmendError('unsupported-format', 'is neither a folder, nor a zip archive, nor an annotation file', {
    path,
    hint: 'name the folder of the dataset',
  });
}

/** A file of a dataset stands for the dataset: that of the folder above, where it lies in `annotations`. */
async function openFileTree(path: string, limits: ReadLimits, ownList: string): Promise<SourceTree> {
  const folder = dirname(path);
  const isBelow = /^annotations?$/i.test(baseOf(folder.replaceAll('\\', '/')));
  const root = isBelow ? dirname(folder) : folder;
  const tree = await openFolderTree(root, limits, ownList);
  const named = findFile(tree, (file) => file.path === path)?.name;
  return { ...tree, ...(named !== undefined && { named }) };
}
