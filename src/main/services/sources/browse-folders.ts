import { homedir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { access, constants, existsSync, mkdir, readdir, realpath, stat } from '../../file-system.ts';
import type { FolderEntry } from '../../../shared/contract/folder-calls.ts';
import { MaskmendError } from '../../../shared/errors.ts';
import { readFailure } from '../../codec/file-failure.ts';
import { isPictureName } from '../../codec/picture-names.ts';
import { mapFiles } from '../repair/recall-results.ts';

const MOST_ENTRIES = 5000;

interface FolderRequest {
  readonly path: string;
  readonly show: 'folders' | 'pictures' | 'projects' | 'palettes' | 'all';
  readonly hasHidden: boolean;
}

export interface ListedFolder {
  readonly path: string;
  /** What was named in place of a folder. */
  readonly file?: string;
  readonly parent?: string;
  readonly entries: FolderEntry[];
  readonly otherFiles: number;
  readonly isTruncated: boolean;
  readonly isWritable: boolean;
}

/** Where people keep things: home and what lies in it, mounted disks, folders of recent projects. */
export function listPlaces(recent: readonly string[]): { home: string; places: { name: string; path: string }[] } {
  const home = homedir();
  const usual = ['Desktop', 'Documents', 'Pictures', 'Downloads'].map((name) => join(home, name));
  const disks = process.platform === 'win32' ? windowsDrives() : ['/media', '/mnt', '/Volumes', '/data', '/'];
  const paths = [...new Set([home, ...usual, ...recent, ...disks])].filter((path) => existsSync(path));
  return { home, places: paths.map((path) => ({ path, name: path === home ? 'Home' : basename(path) || path })) };
}

/** What a folder, or the folder of a file, holds, folders first, by name; throws not-found, permission-denied. */
export async function listFolder({ path, show, hasHidden }: FolderRequest): Promise<ListedFolder> {
  const whole = resolve(path);
  try {
    const named = await realpath(whole);
    const isFile = (await stat(named)).isFile();
    const real = isFile ? dirname(named) : named;
    const names = (await readdir(real)).filter((name) => hasHidden || !name.startsWith('.'));
    const found = await mapFiles(names.slice(0, MOST_ENTRIES), (name) => describeEntry(join(real, name), name));
    const known = found.filter((entry) => entry !== undefined);
    const entries = known.filter((entry) => isShown(entry, show));
    const parent = dirname(real);
    const isWritable = await canWrite(real);
    const isTruncated = names.length > MOST_ENTRIES;
    return {
      path: real,
      ...(isFile && { file: named }),
      ...(parent !== real && { parent }),
      entries: entries.sort(byKindAndName),
      otherFiles: known.length - entries.length,
      isTruncated,
      isWritable,
    };
  } catch (error) {
    throw readFailure(error, whole);
  }
}

/** Throws exists, permission-denied, usage for a name that is no name. */
export async function makeFolder(parent: string, name: string): Promise<string> {
  if (name === '.' || name === '..' || /[/\\\0]/.test(name)) {
    throw new MaskmendError('usage', 'a folder cannot be called so', { hint: 'leave out slashes' });
  }
  const path = join(resolve(parent), name);
  try {
    await mkdir(path);
    return path;
  } catch (error) {
    const isThere = error instanceof Error && 'code' in error && error.code === 'EEXIST';
    throw isThere ? new MaskmendError('exists', 'there is such a folder already', { path }) : readFailure(error, path);
  }
}

/** Undefined for what is neither file nor folder, or cannot be looked at. */
async function describeEntry(path: string, name: string): Promise<FolderEntry | undefined> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isDirectory() === true) return { name, path, kind: 'folder', modifiedAt: Math.max(0, found.mtimeMs) };
  if (found?.isFile() !== true) return undefined;
  return { name, path, kind: 'file', bytes: found.size, modifiedAt: Math.max(0, found.mtimeMs) };
}

/** Archives and annotations of datasets. */
const DATASET_NAME = /\.(?:zip|json)$/i;
const PALETTE_NAME = /\.(?:txt|csv|json|hex|png)$/i;

function isShown({ kind, name }: FolderEntry, show: FolderRequest['show']): boolean {
  if (kind === 'folder') return true;
  switch (show) {
    case 'folders':
      return false;
    case 'all':
      return true;
    case 'pictures':
      return isPictureName(name) || DATASET_NAME.test(name);
    case 'projects':
      return /\.maskmend$/i.test(name);
    case 'palettes':
      return PALETTE_NAME.test(name);
  }
}

function byKindAndName(a: FolderEntry, b: FolderEntry): number {
  if (a.kind !== b.kind) return a.kind === 'folder' ? -1 : 1;
  return a.name.localeCompare(b.name, 'en', { numeric: true });
}

async function canWrite(path: string): Promise<boolean> {
  return access(path, constants.W_OK).then(
    () => true,
    () => false,
  );
}

function windowsDrives(): string[] {
  return Array.from({ length: 26 }, (_, letter) => `${String.fromCharCode(65 + letter)}:\\`);
}
