import { dirname, join } from 'node:path';
import {
  closeSync,
  type FileHandle,
  fsyncSync,
  lstat,
  lstatSync,
  mkdirSync,
  open,
  openSync,
  rename,
  renameSync,
  rm,
  writeFileSync,
} from '../file-system.ts';
import { writeFailure } from './file-failure.ts';
import { passingName, removeLeftovers } from './leftovers.ts';

const PREFIX = '.maskmend-';
/** Folders that were looked through for what killed processes have left. */
const tidied = new Set<string>();

/**
 * Writes a file so that at no moment a half-written one stands at `path`: aside in the same folder, then renamed into
 * place. What stood there is replaced, a link itself and not what it leads to.
 *
 * Throws `disk-full`, `permission-denied`, `not-found`, `exists` with the path; nothing is left behind then.
 */
export async function writeFileAside(path: string, bytes: Uint8Array | string): Promise<void> {
  const aside = await nameAside(path);
  try {
    await writeNew(aside, bytes, await isTaken(path));
    await rename(aside, path);
  } catch (error) {
    await removeQuietly(aside);
    throw writeFailure(error, path);
  }
}

/**
 * The same at once and not by turns, with the folder above it: waiting for each step costs a thread that has nothing else
 * to do more than the steps. Throws as `writeFileAside`.
 */
export async function writeFileAsideAtOnce(path: string, bytes: Uint8Array): Promise<void> {
  const aside = await nameAside(path);
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeNewAtOnce(aside, bytes, lstatSync(path, { throwIfNoEntry: false }) !== undefined);
    renameSync(aside, path);
  } catch (error) {
    await removeQuietly(aside);
    throw writeFailure(error, path);
  }
}

/** A name in the same folder, which is looked through first, once, for what killed processes have left. */
async function nameAside(path: string): Promise<string> {
  const folder = dirname(path);
  if (!tidied.has(folder)) {
    tidied.add(folder);
    await removeLeftovers(folder, PREFIX);
  }
  return join(folder, `${PREFIX}${passingName()}.part`);
}

/**
 * Writes a file, and the folders above it, where nobody looks before all of it is moved to its place. At once and not by
 * turns: waiting for each step costs a thread that writes small masks more than the steps. Throws as `writeFileAside`.
 */
export function writeStagedFile(path: string, bytes: Uint8Array): void {
  try {
    const fault = writeFault();
    try {
      writeFileSync(path, fault === undefined ? bytes : firstHalf(bytes));
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, bytes);
    }
    if (fault !== undefined) throw fault;
  } catch (error) {
    throw writeFailure(error, path);
  }
}

async function writeNew(path: string, bytes: Uint8Array | string, replacesFile: boolean): Promise<void> {
  const file = await open(path, 'wx');
  try {
    await injectFault(file, bytes);
    await file.writeFile(bytes);
    // A power failure may lose a new file, which can be made again, but not the good one that it was to replace.
    if (replacesFile) await file.sync();
  } finally {
    await file.close();
  }
}

function writeNewAtOnce(path: string, bytes: Uint8Array, replacesFile: boolean): void {
  const fault = writeFault();
  const file = openSync(path, 'wx');
  try {
    writeFileSync(file, fault === undefined ? bytes : firstHalf(bytes));
    if (fault !== undefined) throw fault;
    if (replacesFile) fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

async function isTaken(path: string): Promise<boolean> {
  return (await lstat(path).catch(() => undefined)) !== undefined;
}

async function removeQuietly(path: string): Promise<void> {
  // What made the write fail is told; that its remains cannot be removed either adds nothing.
  await rm(path, { force: true }).catch(() => undefined);
}

/** Lets tests see a disk fill up in the middle of a file where they may not make a small disk: an errno name. */
async function injectFault(file: FileHandle, bytes: Uint8Array | string): Promise<void> {
  const fault = writeFault();
  if (fault === undefined) return;
  await file.writeFile(firstHalf(bytes));
  throw fault;
}

function writeFault(): Error | undefined {
  const code = process.env['MASKMEND_WRITE_FAULT'];
  return code ? Object.assign(new Error(`${code}: injected`), { code }) : undefined;
}

function firstHalf(bytes: Uint8Array | string): Uint8Array | string {
  return bytes.slice(0, bytes.length >> 1);
}
