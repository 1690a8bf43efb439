import { promisify } from 'node:util';
import { type Entry, fromFd, getFileNameLowLevel, type Options, type ZipFile } from 'yauzl';
import { closeSync, openSync } from '../../file-system.ts';
import { MaskmendError } from '../../../shared/errors.ts';
import type { LimitName } from '../../../shared/limit-names.ts';
import { beyondLimit, type ReadLimits } from '../../../shared/limits.ts';
import type { FileRef } from '../../../shared/model/dataset.ts';
import { safeName } from './safe-name.ts';
import type { SourceTree } from './source-tree.ts';

/** An archive that unpacks to no more may be packed as tightly as it likes. */
const FREE_BYTES = 268_435_456;

const readDirectory: (descriptor: number, options: Options) => Promise<ZipFile> = promisify(fromFd);

/**
 * The files of a zip archive; nothing is unpacked. Entries that would lie outside the root, are encrypted or packed by
 * an unknown method are problems of the tree. Throws `corrupt-file`, and `too-large` where the archive unpacks to more
 * than the limits allow.
 */
export async function openZipTree(path: string, limits: ReadLimits): Promise<SourceTree> {
  // Names are decoded here: the library would refuse a whole archive for one name that leads out of it.
  const options = { lazyEntries: true, decodeStrings: false, autoClose: true };
  const archive = await openArchive(path, options).catch((error: unknown) => {
    throw zipFailure(error, path);
  });
  const listing = new ZipListing(path, limits);
  await new Promise<void>((resolve, reject) => {
    archive.on('entry', (entry: Entry) => {
      try {
        listing.take(entry);
        archive.readEntry();
      } catch (error) {
        archive.close();
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    });
    archive.on('error', (error: unknown) => {
      reject(zipFailure(error, path));
    });
    archive.on('end', resolve);
    archive.readEntry();
  });
  listing.checkWhole(archive.fileSize);
  return { path, limits, files: listing.files, problems: listing.problems };
}

async function openArchive(path: string, options: Options): Promise<ZipFile> {
  const descriptor = openSync(path, 'r');
  try {
    return await readDirectory(descriptor, options);
  } catch (error) {
    closeSync(descriptor);
    throw error;
  }
}

class ZipListing {
  readonly files = new Map<string, FileRef>();
  readonly problems: { file: string; message: string }[] = [];
  readonly #path: string;
  readonly #limits: ReadLimits;
  #packedBytes = 0;
  #bytes = 0;

  constructor(path: string, limits: ReadLimits) {
    this.#path = path;
    this.#limits = limits;
  }

  take(entry: Entry): void {
    const told = getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, false);
    if (told.endsWith('/')) return;
    this.#count(entry, told);
    const name = safeName(told);
    if (name === undefined) this.problems.push({ file: told, message: 'its name leads out of the archive' });
    else if (!isHidden(name)) this.#takeFile(name, entry);
  }

  #takeFile(name: string, entry: Entry): void {
    const obstacle = this.files.has(name) ? 'is in the archive twice; the first is taken' : obstacleOf(entry);
    if (obstacle === undefined) this.#add(name, entry);
    else this.problems.push({ file: name, message: obstacle });
  }

  #count({ compressedSize, uncompressedSize }: Entry, fileName: string): void {
    this.#packedBytes += compressedSize;
    this.#bytes += uncompressedSize;
    const { maxEntries, maxBytes, maxUnpackedBytes } = this.#limits;
    if (uncompressedSize > maxBytes) throw this.#refuse('bytes', `${fileName} unpacks to ${uncompressedSize} bytes`);
    if (this.#bytes > maxUnpackedBytes)
      throw this.#refuse('archive-bytes', `unpacks to more than ${maxUnpackedBytes} bytes`);
    if (this.files.size >= maxEntries) throw this.#refuse('archive-files', `holds more than ${maxEntries} files`);
  }

  #add(name: string, entry: Entry): void {
    this.files.set(name, {
      path: this.#path,
      name,
      bytes: entry.uncompressedSize,
      entry: {
        headerAt: entry.relativeOffsetOfLocalHeader,
        compressedBytes: entry.compressedSize,
        method: entry.compressionMethod === 0 ? 'stored' : 'deflated',
        crc32: entry.crc32,
      },
    });
  }

  /** Entries that share their packed bytes are how small archives unpack without end. */
  checkWhole(archiveBytes: number): void {
    if (this.#packedBytes > archiveBytes) {
      const message = 'the archive is refused: its entries lie over one another';
      throw new MaskmendError('too-large', message, { path: this.#path, hint: UNPACK });
    }
    if (this.#bytes > FREE_BYTES && this.#bytes > this.#limits.maxRatio * archiveBytes) {
      throw this.#refuse('archive-ratio', `unpacks to ${Math.floor(this.#bytes / archiveBytes)} times its size`);
    }
  }

  #refuse(limit: LimitName, reason: string): MaskmendError {
    const found = { limits: this.#limits, path: this.#path, hint: UNPACK };
    return beyondLimit(limit, `the archive is refused: ${reason}`, found);
  }
}

const UNPACK = 'unpack it with a tool you trust, and name the folder';

function obstacleOf(entry: Entry): string | undefined {
  if (entry.isEncrypted()) return 'is encrypted';
  const isKnown = entry.compressionMethod === 0 || entry.compressionMethod === 8;
  return isKnown ? undefined : 'is packed by a method other than deflate';
}

/** What macOS adds to archives. */
function isHidden(name: string): boolean {
  return name.startsWith('__MACOSX/') || name.split('/').some((part) => part.startsWith('.'));
}

function zipFailure(error: unknown, path: string): MaskmendError {
  const reason = error instanceof Error ? error.message : String(error);
  return new MaskmendError('corrupt-file', `is no zip archive that can be read (${reason})`, { path, cause: error });
}
