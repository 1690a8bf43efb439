import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { mkdir, mkdtempSync, rm, stat, writeFile } from '../../file-system.ts';
import { MaskmendError } from '../../../shared/errors.ts';
import type { ReadLimits } from '../../../shared/limits.ts';
import type { FileRef } from '../../../shared/model/dataset.ts';
import type { Palette } from '../../../shared/model/palette.ts';
import { writeFailure } from '../../codec/file-failure.ts';
import { isPictureName } from '../../codec/picture-names.ts';
import { paletteOfClasses } from '../../formats/reading/class-table.ts';
import { importDataset } from '../../formats/registry.ts';
import { isFileItself, readRef } from '../../formats/tree/read-ref.ts';
import type { JobWatch } from '../../jobs/job-progress.ts';
import { gatherPalette } from './gather-palette.ts';
import type { MachineShare } from '../jobs/machine-share.ts';
import { scanSources } from '../sources/scan-sources.ts';

interface ClassSearch extends MachineShare {
  /** The format of the paths; found where absent. */
  readonly format?: string | undefined;
}

/**
 * The classes that the masks of some folders, archives and files show, photos aside. Masks of an archive are unpacked into a
 * temporary folder, which goes again. Throws what `gatherPalette` throws.
 */
export async function findClasses(paths: readonly string[], search: ClassSearch, watch: JobWatch): Promise<Palette> {
  const found = await Promise.all(paths.map((path) => masksAt(path, search)));
  const unpacked = new UnpackedMasks();
  try {
    for (const [place, masks] of found.entries()) await unpacked.add(masks, String(place), search);
    unpacked.refuseNone();
    const { files } = await scanSources([...unpacked.paths], { isLeavingOutResults: true });
    return (await gatherPalette({ ...search, files }, watch)).palette;
  } catch (error) {
    throw unpacked.nameAsPacked(error);
  } finally {
    await unpacked.remove();
  }
}

/** The masks of a folder or archive, as it is read as a dataset; another path itself. */
async function masksAt(path: string, { format, limits }: ClassSearch): Promise<readonly FileRef[]> {
  const itself = { path, name: path, bytes: 0 };
  const isFolder = await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isFolder && isPictureName(basename(path))) return [itself];
  try {
    const { items } = await importDataset({ path, format, limits, raster: 'coco', palette: STAND_IN });
    const masks = items.flatMap(({ mask }) => (typeof mask !== 'function' && mask.kind === 'picture' ? mask.file : []));
    // Where nothing is found, the folder itself is what is told of.
    return masks.length === 0 ? [itself] : masks;
  } catch (error) {
    if (error instanceof MaskmendError) return [itself];
    throw error;
  }
}

/** Classes have to be named before the files of a dataset can be; these colour none of its pixels. */
const STAND_IN = paletteOfClasses([{ name: 'any', index: 0 }], 'none');

/** Masks as files that workers read, those of archives unpacked. */
class UnpackedMasks {
  readonly #packed = new Map<string, string>();
  readonly #plain = new Set<string>();
  #folder: string | undefined;
  /** Why the first that took no part could not be unpacked. */
  #failure: MaskmendError | undefined;

  get paths(): ReadonlySet<string> {
    return new Set([...this.#plain, ...this.#packed.keys()]);
  }

  /** @param inner Folder of their own for masks of one archive: their places in it tell what they are. */
  async add(masks: readonly FileRef[], inner: string, { limits }: ClassSearch): Promise<void> {
    for (const mask of masks) {
      if (isFileItself(mask)) this.#plain.add(mask.path);
      else {
        this.#folder ??= mkdtempSync(join(tmpdir(), 'maskmend-'));
        const bytes = this.#bytesOf(mask, limits);
        if (bytes !== undefined) await this.#put(join(this.#folder, inner, mask.name), mask.name, bytes);
      }
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

  async #put(path: string, name: string, bytes: Uint8Array): Promise<void> {
    try {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, bytes);
    } catch (error) {
      throw writeFailure(error, path);
    }
    this.#packed.set(path, name);
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

  async remove(): Promise<void> {
    if (this.#folder !== undefined) await rm(this.#folder, { recursive: true, force: true });
  }
}
