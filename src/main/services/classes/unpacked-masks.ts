import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { mkdir, mkdtempSync, rm, statfs, writeFile } from '../../file-system.ts';
import { MaskmendError } from '../../../shared/errors.ts';
import type { ReadLimits } from '../../../shared/limits.ts';
import type { FileRef } from '../../../shared/model/dataset.ts';
import { writeFailure } from '../../codec/file-failure.ts';
import { passingName, removeLeftovers } from '../../codec/leftovers.ts';
import { LIST_NAME } from '../../formats/exporting/exported-folder.ts';
import { openTree } from '../../formats/tree/open-tree.ts';
import { isFileItself, readRef } from '../../formats/tree/read-ref.ts';
import { baseOf } from '../../formats/tree/safe-name.ts';
import { filesWhere } from '../../formats/tree/source-tree.ts';
import { holdsNamesAlone } from './lists-beside.ts';

const PREFIX = 'maskmend-masks-';

interface Unpacking {
  readonly limits: ReadLimits;
  /** Where it aborts, no more is unpacked. */
  readonly signal: AbortSignal;
}

/** Masks as files that workers read, those of archives unpacked. */
export class UnpackedMasks {
  readonly #packed = new Map<string, string>();
  readonly #plain = new Set<string>();
  #folder: string | undefined;
  /** Why the first that took no part could not be unpacked. */
  #failure: MaskmendError | undefined;

  /** Absolute. */
  get paths(): ReadonlySet<string> {
    return new Set([...this.#plain, ...this.#packed.keys()]);
  }

  /**
   * Throws `disk-full` before anything is unpacked that the disk has no room for.
   * @param inner Folder of their own for masks of one archive: their places in it tell what they are.
   */
  async add(masks: readonly FileRef[], inner: string, { limits, signal }: Unpacking): Promise<void> {
    const packed = masks.filter((mask) => !isFileItself(mask));
    for (const mask of masks) if (isFileItself(mask)) this.#plain.add(mask.path);
    if (packed.length > 0) await refuseWithoutRoom(packed);
    for (const mask of packed) {
      if (signal.aborted) return;
      this.#folder ??= await makeFolder();
      const path = join(this.#folder, inner, mask.name);
      if (await this.#unpack(mask, path, limits)) this.#packed.set(path, mask.name);
    }
  }

  /** Lists of names that lie in an archive, so that they lie beside its masks. */
  async addLists(path: string, inner: string, { limits }: Pick<Unpacking, 'limits'>): Promise<void> {
    const tree = await openTree(path, limits, LIST_NAME);
    const lists = filesWhere(tree, ({ name }) => holdsNamesAlone(baseOf(name)));
    if (this.#folder === undefined) return;
    for (const list of lists) await this.#unpack(list, join(this.#folder, inner, list.name), limits);
  }

  /** Whether it could be: names that no disk takes beside each other occur in archives, as damaged entries do. */
  async #unpack(file: FileRef, path: string, limits: ReadLimits): Promise<boolean> {
    try {
      await put(path, readRef(file, limits));
      return true;
    } catch (error) {
      if (!(error instanceof MaskmendError) || error.code === 'disk-full') throw error;
      this.#failure ??= error.at(file.name);
      return false;
    }
  }

  /** Throws why the first could not be unpacked, where none could. */
  refuseNone(): void {
    if (this.paths.size === 0 && this.#failure !== undefined) throw this.#failure;
  }

  /** A failure with the name that its file has in the archive. */
  nameAsPacked(error: unknown): unknown {
    const name = error instanceof MaskmendError ? this.#packed.get(error.path ?? '') : undefined;
    return error instanceof MaskmendError && name !== undefined ? error.at(name) : error;
  }

  /** Takes what was unpacked off the disk. */
  async remove(): Promise<void> {
    if (this.#folder !== undefined) await rm(this.#folder, { recursive: true, force: true });
  }
}

/** One that a later search knows as left behind where this process is killed. */
async function makeFolder(): Promise<string> {
  await removeLeftovers(tmpdir(), PREFIX);
  const path = join(tmpdir(), PREFIX + passingName());
  try {
    // Of its user alone, unlike a folder by `mkdir`: others use this place, too.
    return mkdtempSync(path);
  } catch (error) {
    throw writeFailure(error, path);
  }
}

async function refuseWithoutRoom(masks: readonly FileRef[]): Promise<void> {
  const needed = masks.reduce((sum, { bytes }) => sum + bytes, 0);
  // What a disk has left is not told everywhere.
  const free = await statfs(tmpdir()).then(
    ({ bavail, bsize }) => bavail * bsize,
    () => Infinity,
  );
  if (needed <= free) return;
  const message = `its masks unpack to ${needed} bytes, of which the temporary folder ${tmpdir()} has room for ${free}`;
  const hint = 'unpack the archive where there is room, and name the folder';
  throw new MaskmendError('disk-full', message, { path: masks[0].path, hint });
}

async function put(path: string, bytes: Uint8Array): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true });
    // Names that case alone tells apart are one on some disks: the first stays.
    await writeFile(path, bytes, { flag: 'wx' });
  } catch (error) {
    throw writeFailure(error, path);
  }
}
