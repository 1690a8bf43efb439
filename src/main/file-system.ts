/**
 * The file system by names as they are everywhere else in the program: strings, also where the system's own names are
 * bytes that are no UTF-8 (`shared/byte-names.ts`). What Node offers, under Node's names; nothing else in the program
 * reaches for it. On Windows and macOS names are text always, and this changes nothing.
 */
import * as sync from 'node:fs';
import * as async from 'node:fs/promises';
import { dirname } from 'node:path';
import { hasBytes } from '../shared/byte-names.ts';
import { bytesOfName, nameOfBytes } from './name-bytes.ts';

export { closeSync, constants, fstatSync, fsyncSync, ftruncateSync, mkdtempSync, readSync, writeSync } from 'node:fs';
export type { Stats } from 'node:fs';
export { cp } from 'node:fs/promises';
export type { FileHandle } from 'node:fs/promises';

/** What a folder holds under a name. */
export type FolderItem = Pick<sync.Dirent, 'name' | 'isDirectory' | 'isFile' | 'isSymbolicLink'>;

const areNamesBytes = process.platform !== 'win32' && process.platform !== 'darwin';
/** What Node makes of bytes that are no UTF-8, or what stands for such bytes here. */
const DOUBTFUL = /[\ufffd\uef80-\uefff]/;

/** A name as the system takes it. */
function onDisk(path: string): string | Buffer {
  return areNamesBytes && hasBytes(path) ? bytesOfName(path) : path;
}

/** Whether Node may have lost bytes of a name that it gave as text. */
export function isDoubtful(name: string): boolean {
  return areNamesBytes && DOUBTFUL.test(name);
}

export const access = byName(async.access);
export const appendFileSync = byName(sync.appendFileSync);
export const createReadStream = byName(sync.createReadStream);
export const createWriteStream = byName(sync.createWriteStream);
export const existsSync = byName(sync.existsSync);
export const lstat = byName(async.lstat);
export const lstatSync = byName(sync.lstatSync);
export const open = byName(async.open);
export const openSync = byName(sync.openSync);
export const readFile = byName(async.readFile);
export const readFileSync = byName(sync.readFileSync);
export const readlinkSync = byName(sync.readlinkSync);
export const rm = byName(async.rm);
export const rmdir = byName(async.rmdir);
export const rmSync = byName(sync.rmSync);
export const stat = byName(async.stat);
export const statSync = byName(sync.statSync);
export const statfs = byName(async.statfs);
export const writeFile = byName(async.writeFile);
export const writeFileSync = byName(sync.writeFileSync);

export function rename(from: string, to: string): Promise<void> {
  return async.rename(onDisk(from), onDisk(to));
}

export function symlinkSync(target: string, path: string): void {
  sync.symlinkSync(onDisk(target), onDisk(path));
}

export function renameSync(from: string, to: string): void {
  sync.renameSync(onDisk(from), onDisk(to));
}

export async function realpath(path: string): Promise<string> {
  const real = await async.realpath(onDisk(path));
  return isDoubtful(real) ? nameOfBytes(await async.realpath(onDisk(path), 'buffer')) : real;
}

interface FolderOptions {
  /** Makes the folders around it too, and takes one that is there already. */
  readonly recursive?: boolean;
}

/**
 * Makes a folder. Node's own way to make those around it never ends where a system says of a folder that is there that it
 * is not, as /proc does, and folders of an automounter.
 */
export async function mkdir(path: string, { recursive = false }: FolderOptions = {}): Promise<void> {
  try {
    await async.mkdir(onDisk(path));
  } catch (error) {
    if (!recursive) throw error;
    if (!isMissing(error) || dirname(path) === path) {
      await expectFolder(path, error);
    } else {
      await mkdir(dirname(path), { recursive });
      await async.mkdir(onDisk(path)).catch((again: unknown) => expectFolder(path, again));
    }
  }
}

export function mkdirSync(path: string, { recursive = false }: FolderOptions = {}): void {
  try {
    sync.mkdirSync(onDisk(path));
  } catch (error) {
    if (!recursive) throw error;
    if (!isMissing(error) || dirname(path) === path) {
      expectFolderSync(path, error);
    } else {
      mkdirSync(dirname(path), { recursive });
      try {
        sync.mkdirSync(onDisk(path));
      } catch (again) {
        expectFolderSync(path, again);
      }
    }
  }
}

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT';

/** @throws the error where there is no folder of that name. */
async function expectFolder(path: string, error: unknown): Promise<void> {
  const found = await async.stat(onDisk(path)).catch(() => undefined);
  if (found?.isDirectory() !== true) throw error;
}

function expectFolderSync(path: string, error: unknown): void {
  if (sync.statSync(onDisk(path), { throwIfNoEntry: false })?.isDirectory() !== true) throw error;
}

/** The names in a folder. */
export async function readdir(path: string): Promise<string[]> {
  const names = await async.readdir(onDisk(path));
  return names.some(isDoubtful) ? (await async.readdir(onDisk(path), 'buffer')).map(nameOfBytes) : names;
}

export function readdirSync(path: string): string[] {
  const names = sync.readdirSync(onDisk(path));
  return names.some(isDoubtful) ? sync.readdirSync(onDisk(path), 'buffer').map(nameOfBytes) : names;
}

/** What a folder holds, with what each is. */
export async function readFolder(path: string): Promise<FolderItem[]> {
  const items = await async.readdir(onDisk(path), { withFileTypes: true });
  if (!items.some(({ name }) => isDoubtful(name))) return items;
  const exact = await async.readdir(onDisk(path), { withFileTypes: true, encoding: 'buffer' });
  return exact.map((item) => ({
    name: nameOfBytes(item.name),
    isDirectory: () => item.isDirectory(),
    isFile: () => item.isFile(),
    isSymbolicLink: () => item.isSymbolicLink(),
  }));
}

/**
 * Has Node's threads for files look for work once in a while, as long as the process is there for something else. The C
 * library of many a Linux (glibc before 2.41) loses the call that wakes them, once in tens of millions; what was asked for
 * then waits for the next request, which never comes where all else waits for this one. See docs/decisions/029.
 */
export function keepFileThreadsAwake(everyMs = 1000): NodeJS.Timeout {
  return setInterval(() => {
    sync.stat('/', () => undefined);
  }, everyMs).unref();
}

/** Node's own function, but for the name. */
function byName<Call extends (path: string, ...rest: never[]) => unknown>(call: Call): Call {
  const called = (path: unknown, ...rest: never[]): unknown =>
    // Handles and descriptors pass through.
    (call as (path: unknown, ...rest: never[]) => unknown)(typeof path === 'string' ? onDisk(path) : path, ...rest);
  return called as Call;
}
