import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { mkdir, mkdtempSync, rm, writeFile } from '../../file-system.ts';
import { MaskmendError } from '../../../shared/errors.ts';
import type { ReadLimits } from '../../../shared/limits.ts';
import type { FileRef } from '../../../shared/model/dataset.ts';
import { writeFailure } from '../../codec/file-failure.ts';
import { LIST_NAME } from '../../formats/exporting/exported-folder.ts';
import { openTree } from '../../formats/tree/open-tree.ts';
import { isFileItself, readRef } from '../../formats/tree/read-ref.ts';
import { baseOf } from '../../formats/tree/safe-name.ts';
import { filesWhere } from '../../formats/tree/source-tree.ts';
import { holdsNamesAlone } from './lists-beside.ts';

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

  /** @param inner Folder of their own for masks of one archive: their places in it tell what they are. */
  async add(masks: readonly FileRef[], inner: string, { limits, signal }: Unpacking): Promise<void> {
    for (const mask of masks) {
      if (signal.aborted) return;
      if (isFileItself(mask)) this.#plain.add(mask.path);
      else {
        this.#folder ??= mkdtempSync(join(tmpdir(), 'maskmend-'));
        const bytes = this.#bytesOf(mask, limits);
        if (bytes === undefined) continue;
        const path = join(this.#folder, inner, mask.name);
        await put(path, bytes);
        this.#packed.set(path, mask.name);
      }
    }
  }

  /** Lists of names that lie in an archive, so that they lie beside its masks. */
  async addLists(path: string, inner: string, { limits }: Pick<Unpacking, 'limits'>): Promise<void> {
    const tree = await openTree(path, limits, LIST_NAME);
    for (const list of filesWhere(tree, ({ name }) => holdsNamesAlone(baseOf(name)))) {
      const bytes = this.#bytesOf(list, limits);
      if (bytes !== undefined && this.#folder !== undefined) await put(join(this.#folder, inner, list.name), bytes);
    }
  }

  #bytesOf(mask: FileRef, limits: ReadLimits): Uint8Array | undefined {
    try {
      return readRef(mask, limits);
    } catch (error) {
      if (!(error instanceof MaskmendError)) throw error;
      this.#failure ??= error;
      return undefined;
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

async function put(path: string, bytes: Uint8Array): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, bytes);
  } catch (error) {
    throw writeFailure(error, path);
  }
}
