import { dirname, join, sep } from 'node:path';
import { z } from 'zod';
import { existsSync, mkdir, readdir, realpath, rename, rm, rmdir, stat } from '../../file-system.ts';
import { MaskmendError } from '../../../shared/errors.ts';
import { writeFailure } from '../../codec/file-failure.ts';
import { writeFileAside } from '../../codec/write-file.ts';
import { isInside } from '../../path-inside.ts';
import { readTextWithin } from '../../text-within.ts';

/** The list of its files that every exported folder holds; by it a later export knows them as ours. */
export const LIST_NAME = 'maskmend-export.json';
const LIST_VERSION = 1;
/** Millions of names; above this a list is nobody's. */
const MAX_LIST_BYTES = 268_435_456;
const listSchema = z.object({ version: z.int().min(1), format: z.string(), files: z.array(z.string()) });

/** Where an export goes, and what an earlier one left there. */
interface ExportPlace {
  readonly out: string;
  readonly format: string;
  /** Paths of an earlier export's files. */
  readonly earlier: readonly string[];
  readonly isOverwriting: boolean;
}

/**
 * Moves files that are written aside to their place. What an earlier export left and this one does not replace goes, with
 * folders that become empty. Throws MaskmendError exists before anything is moved where a file of somebody else is in the
 * way, and what writing throws.
 */
export async function moveIntoFolder(paths: ReadonlySet<string>, aside: string, place: ExportPlace): Promise<void> {
  const { out, format, earlier } = place;
  if (!place.isOverwriting) refuseToReplace(paths, place);
  const list = (files: readonly string[]): Promise<void> =>
    writeFileAside(join(out, LIST_NAME), `${JSON.stringify({ version: LIST_VERSION, format, files })}\n`);
  // Told before it happens: what was moved is known as ours even if this is cut short.
  await list([...new Set([...earlier, ...paths])]);
  await moveAll(paths, { from: aside, to: out });
  await removeEarlier(
    earlier.filter((path) => !paths.has(path)),
    out,
  );
  await list([...paths]);
}

/** A folder of an earlier export may hold files that somebody has put there since. */
function refuseToReplace(paths: ReadonlySet<string>, { out, earlier }: ExportPlace): void {
  if (earlier.length === 0) return;
  const ours = new Set(earlier);
  for (const path of paths) if (!ours.has(path) && existsSync(join(out, path))) throw exists(join(out, path));
}

async function removeEarlier(paths: readonly string[], out: string): Promise<void> {
  const root = await realpath(out).catch(() => out);
  const folders = new Map<string, boolean>();
  for (const path of paths) {
    if (!isInside(path)) continue;
    const folder = dirname(join(out, path));
    // The list may be a stranger's, and a folder of it a link.
    const isOurs = folders.get(folder) ?? (await isBelow(folder, root));
    folders.set(folder, isOurs);
    if (isOurs) await removeFile(join(out, path));
  }
  for (const [folder, isOurs] of folders) if (isOurs) await removeEmpty(folder, out);
}

/** A folder is nothing that an export lists. */
async function removeFile(path: string): Promise<void> {
  const isFolder = await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (isFolder) return;
  await rm(path, { force: true }).catch((error: unknown) => {
    throw writeFailure(error, path);
  });
}

async function isBelow(folder: string, root: string): Promise<boolean> {
  const real = await realpath(folder).catch(() => undefined);
  return real !== undefined && (real === root || real.startsWith(root + sep));
}

/** Removes a folder below another, and those above it, while nothing is in them. */
async function removeEmpty(folder: string, out: string): Promise<void> {
  for (let at = folder; at.length > out.length; at = dirname(at)) {
    const isRemoved = await rmdir(at).then(
      () => true,
      () => false,
    );
    if (!isRemoved) return;
  }
}

async function moveAll(paths: Iterable<string>, { from, to }: { from: string; to: string }): Promise<void> {
  const made = new Set<string>();
  for (const path of paths) {
    const target = join(to, path);
    try {
      if (!made.has(dirname(target))) await mkdir(dirname(target), { recursive: true });
      made.add(dirname(target));
      await rename(join(from, path), target);
    } catch (error) {
      throw writeFailure(error, target);
    }
  }
}

/** Paths of the files of an earlier export; none where there was none, or its list is no list. */
export async function readList(out: string): Promise<readonly string[]> {
  const text = await readTextWithin(join(out, LIST_NAME), MAX_LIST_BYTES);
  if (text === undefined) return [];
  try {
    return listSchema.safeParse(JSON.parse(text)).data?.files ?? [];
  } catch {
    return [];
  }
}

/** Throws MaskmendError exists where a folder holds what no earlier export has written. */
export async function refuseForeign(out: string, earlier: readonly string[], isOverwriting: boolean): Promise<void> {
  if (isOverwriting) return;
  const ours = new Set([...earlier, LIST_NAME].map((path) => path.split('/')[0]));
  const names = await readdir(out).catch(() => []);
  const foreign = names.find((name) => !name.startsWith('.') && !ours.has(name));
  if (foreign !== undefined) throw exists(join(out, foreign));
}

/** What stands at this path is not ours. */
export function exists(path: string): MaskmendError {
  return new MaskmendError('exists', 'exists and is not from an earlier export', {
    path,
    hint: 'choose another place, or allow it to be replaced',
    option: '--overwrite',
  });
}
