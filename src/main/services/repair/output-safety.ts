import { basename, dirname, join, sep } from 'node:path';
import { lstat, readdir, realpath, stat } from '../../file-system.ts';
import { type HintOption, MaskmendError } from '../../../shared/errors.ts';
import type { SourceScan } from '../sources/scan-sources.ts';

/** A folder that results are to be written into. */
export interface ResultFolder {
  /** Absolute path; need not exist. */
  readonly path: string;
  /** The option that named it, if any, for messages. */
  readonly option?: HintOption;
  /** True where an earlier run has written its results there. */
  readonly isOurs: boolean;
}

/**
 * Refuses a result folder that is a source folder, or that lies inside one and holds foreign files; throws MaskmendError
 * usage. Symbolic links are looked through.
 */
export async function checkResultFolder(folder: ResultFolder, scan: SourceScan): Promise<void> {
  const entries = await listFolder(folder);
  const realFolder = await realPathOfPlanned(folder.path);
  if ([...scan.givenFolders, ...scan.foldersOfGivenFiles].includes(realFolder)) {
    throw refusal(folder, 'is the folder of the masks themselves');
  }
  const isInside = scan.givenFolders.some((given) => isBelow(realFolder, given));
  if (isInside && !folder.isOurs && entries.some((name) => !name.startsWith('.'))) {
    throw refusal(folder, 'lies inside the folder of the masks and holds files that are not from an earlier repair');
  }
}

export interface ExistingFileRules {
  readonly sources: readonly string[];
  /** Absolute paths of files that earlier runs have written. */
  readonly ours: ReadonlySet<string>;
  readonly isOverwriting: boolean;
}

/**
 * Refuses to replace what must not be replaced: a source, reached by whatever path or link, never (usage); a file that
 * is not from an earlier run only where overwriting was allowed (exists). Paths are absolute.
 */
export async function checkExistingFiles(planned: readonly string[], rules: ExistingFileRules): Promise<void> {
  const existing = await existingOf(planned);
  await refuseSources(existing, rules.sources);
  const foreign = rules.isOverwriting ? [] : existing.filter((path) => !rules.ours.has(path));
  if (foreign.length === 0) return;
  const others = foreign.length === 1 ? '' : `, and ${foreign.length - 1} more files like it`;
  throw new MaskmendError('exists', `exists and is not from an earlier repair${others}`, {
    path: foreign[0],
    hint: 'choose another place, or allow it to be replaced',
    option: '--overwrite',
  });
}

async function refuseSources(existing: readonly string[], sources: readonly string[]): Promise<void> {
  if (existing.length === 0) return;
  const identities = new Set(await Promise.all(sources.map(identityOf)));
  for (const path of existing) {
    const identity = await identityOf(path);
    if (identity === undefined || !identities.has(identity)) continue;
    throw new MaskmendError('usage', 'a result would replace one of the masks it is made from', {
      path,
      hint: 'choose another folder',
      option: '--out',
    });
  }
}

// Device and inode stay the same through symbolic and hard links.
async function identityOf(path: string): Promise<string | undefined> {
  const found = await stat(path, { bigint: true }).catch(() => undefined);
  return found && `${found.dev.toString()}:${found.ino.toString()}`;
}

/** Files asked for at one time: one after the other, a hundred thousand take half a minute. */
const ASKED_AT_ONCE = 256;

/** Those paths that something stands at. */
async function existingOf(planned: readonly string[]): Promise<string[]> {
  const folders = [...new Set(planned.map((path) => dirname(path)))];
  // Most results go into folders that are yet to be made: nothing stands in those.
  const missing = new Set(await selected(folders, async (folder) => !(await doesExist(folder))));
  return selected(
    planned.filter((path) => !missing.has(dirname(path))),
    doesExist,
  );
}

/** Those paths of which it is so, in order. */
async function selected(paths: readonly string[], isSo: (path: string) => Promise<boolean>): Promise<string[]> {
  const found: string[] = [];
  for (let from = 0; from < paths.length; from += ASKED_AT_ONCE) {
    const some = paths.slice(from, from + ASKED_AT_ONCE);
    const answers = await Promise.all(some.map(isSo));
    found.push(...some.filter((_, place) => answers[place]));
  }
  return found;
}

async function doesExist(path: string): Promise<boolean> {
  const found = await lstat(path).catch((error: unknown) => {
    if (!isBelowFile(error)) return undefined;
    throw new MaskmendError('usage', 'cannot be written: a part of its path is a file', {
      path,
      hint: 'choose another place',
    });
  });
  return found !== undefined;
}

function isBelowFile(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOTDIR';
}

async function listFolder(folder: ResultFolder): Promise<readonly string[]> {
  const found = await stat(folder.path).catch((error: unknown) => {
    if (isBelowFile(error)) throw refusal(folder, 'lies below a file');
    return undefined;
  });
  if (found === undefined) return [];
  if (!found.isDirectory()) throw refusal(folder, 'is a file, not a folder');
  return await readdir(folder.path);
}

/** The real path that a path will have once it is made: that of its nearest existing folder, and the rest below it. */
async function realPathOfPlanned(path: string): Promise<string> {
  const real = await realpath(path).catch(() => undefined);
  if (real !== undefined) return real;
  const parent = dirname(path);
  return parent === path ? path : join(await realPathOfPlanned(parent), basename(path));
}

function isBelow(path: string, folder: string): boolean {
  return path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

function refusal({ path, option }: ResultFolder, reason: string): MaskmendError {
  return new MaskmendError('usage', reason, { path, hint: 'choose another folder', ...(option && { option }) });
}
