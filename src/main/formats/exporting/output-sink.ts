import { basename, dirname, join, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { createReadStream, createWriteStream, mkdir, open, realpath, rename, rm, stat } from '../../file-system.ts';
import { MaskmendError } from '../../../shared/errors.ts';
import { writeFailure } from '../../codec/file-failure.ts';
import { passingName, removeLeftovers } from '../../codec/leftovers.ts';
import type { OutputText } from '../format.ts';
import { exists, moveIntoFolder, readList, refuseForeign } from './exported-folder.ts';

/** Comment of an exported archive; by it a later export knows it as ours. */
const ARCHIVE_COMMENT = 'written by maskmend';

/** Where an export is written: first aside, hidden, then, when it was read back, to its place. */
export interface OutputSink {
  /** Folder that threads write into. */
  readonly folder: string;
  /** The place that the export goes to: what people know. */
  readonly out: string;
  addText(text: OutputText): Promise<void>;
  /** All of these files are written, none named twice. Gives the path of folder or archive, still aside, that can be read back. */
  close(paths: Iterable<string>): Promise<string>;
  /** Moves it to its place; what an earlier export left there and this one does not replace goes. */
  moveIntoPlace(): Promise<void>;
  /** The export has failed: what was written goes, unless it is to go on later. */
  abandon(): Promise<void>;
}

export interface SinkRequest {
  readonly out: string;
  readonly format: string;
  readonly isOverwriting: boolean;
  readonly sources: readonly string[];
  /** Names what is written aside where the export can go on after it was stopped. */
  readonly resumeKey?: string | undefined;
}

/** Opens a folder or, where the name ends in `.zip`, an archive. Throws MaskmendError usage, exists, and what writing throws. */
export async function openSink(request: SinkRequest): Promise<OutputSink> {
  await checkPlace(request);
  return isArchive(request.out) ? openArchiveSink(request) : openFolderSink(request);
}

/** Throws MaskmendError usage and exists where an export may not be written to its place. */
export async function checkPlace(request: SinkRequest): Promise<void> {
  await refuseSources(request);
  const { out, isOverwriting } = request;
  if (!isArchive(out)) await refuseForeign(out, await readList(out), isOverwriting);
  else if (!isOverwriting && (await isForeignArchive(out))) throw exists(out);
}

function isArchive(path: string): boolean {
  return path.toLowerCase().endsWith('.zip');
}

async function refuseSources({ out, sources }: SinkRequest): Promise<void> {
  const target = await realPathOfPlanned(out);
  for (const source of sources) {
    const real = await realPathOfPlanned(source);
    if (target !== real && !target.startsWith(real + sep)) continue;
    throw new MaskmendError('usage', 'the export would be written into the dataset itself', {
      path: out,
      hint: 'choose another folder',
      option: '--out',
    });
  }
}

/** The real path that a path will have once it is made. */
async function realPathOfPlanned(path: string): Promise<string> {
  const real = await realpath(path).catch(() => undefined);
  if (real !== undefined) return real;
  const parent = dirname(path);
  return parent === path ? path : join(await realPathOfPlanned(parent), basename(path));
}

/** Removes what an export wrote aside that will not go on. */
export async function discardStaging({
  out,
  resumeKey,
}: Required<Pick<SinkRequest, 'out' | 'resumeKey'>>): Promise<void> {
  const folder = stagingFolder(isArchive(out) ? dirname(out) : out, resumeKey);
  await rm(folder, { recursive: true, force: true });
  await rm(`${folder}.zip`, { force: true });
}

const STAGING_PREFIX = '.maskmend-part-';

function stagingFolder(parent: string, resumeKey: string | undefined): string {
  return join(parent, STAGING_PREFIX + (resumeKey ?? passingName()));
}

/** A hidden folder: on the disk that the export goes to, so that moving is renaming. */
async function makeStaging(parent: string, { out, resumeKey }: SinkRequest): Promise<string> {
  await removeLeftovers(parent, STAGING_PREFIX);
  const folder = stagingFolder(parent, resumeKey);
  await mkdir(folder, { recursive: true }).catch((error: unknown) => {
    throw writeFailure(error, out);
  });
  return folder;
}

async function addText(folder: string, { path, parts }: OutputText): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true }).catch((error: unknown) => {
    throw writeFailure(error, join(folder, path));
  });
  await writeParts(join(folder, path), parts);
}

async function openFolderSink(request: SinkRequest): Promise<OutputSink> {
  const { out, format, resumeKey, isOverwriting } = request;
  const earlier = await readList(out);
  const folder = await makeStaging(out, request);
  let written: Iterable<string> = [];
  return {
    folder,
    out,
    addText: (text) => addText(folder, text),
    close: (paths) => {
      written = paths;
      return Promise.resolve(folder);
    },
    moveIntoPlace: async () => {
      const place = { out, format, earlier, isOverwriting };
      await moveIntoFolder(new Set(written), folder, place);
      await rm(folder, { recursive: true, force: true });
    },
    abandon: () => removeStaging(folder, resumeKey),
  };
}

async function removeStaging(folder: string, resumeKey: string | undefined): Promise<void> {
  if (resumeKey === undefined) await rm(folder, { recursive: true, force: true }).catch(() => undefined);
}

/** Parts are gathered to pieces of this size: one write each. */
const PIECE_CHARACTERS = 1 << 20;

async function writeParts(path: string, parts: Iterable<string>): Promise<void> {
  try {
    await pipeline(inPieces(parts), createWriteStream(path));
  } catch (error) {
    throw writeFailure(error, path);
  }
}

function* inPieces(parts: Iterable<string>): Generator<string> {
  let piece = '';
  for (const part of parts) {
    piece += part;
    if (piece.length < PIECE_CHARACTERS) continue;
    yield piece;
    piece = '';
  }
  if (piece !== '') yield piece;
}

async function openArchiveSink(request: SinkRequest): Promise<OutputSink> {
  const { out, resumeKey } = request;
  const folder = await makeStaging(dirname(out), request);
  const packed = `${folder}.zip`;
  return {
    folder,
    out,
    addText: (text) => addText(folder, text),
    close: async (paths) => {
      await pack(paths, { folder, packed });
      return packed;
    },
    moveIntoPlace: async () => {
      try {
        await rename(packed, out);
      } catch (error) {
        throw writeFailure(error, out);
      }
      await rm(folder, { recursive: true, force: true });
    },
    abandon: async () => {
      await rm(packed, { force: true }).catch(() => undefined);
      await removeStaging(folder, resumeKey);
    },
  };
}

/** One time and one mode for all: the same export gives the same bytes. */
const STAMP = { mtime: new Date(2000, 0, 1), mode: 0o100_644 };
/** What is worth packing; pictures are packed already. */
const PACKS_WELL = /\.(json|jsonl|txt|csv|ya?ml|npy|html)$/i;

async function pack(paths: Iterable<string>, { folder, packed }: { folder: string; packed: string }): Promise<void> {
  const archive = new ZipFile();
  // The library tells of files that cannot be read by an event of its own.
  const failed = new Promise<never>((_, reject) => {
    archive.on('error', reject);
  });
  try {
    await Promise.race([fillArchive(archive, folder, paths), failed]);
    await Promise.race([pipeline(archive.outputStream, createWriteStream(packed)), failed]);
  } catch (error) {
    throw writeFailure(error, packed);
  }
}

async function fillArchive(archive: ZipFile, folder: string, paths: Iterable<string>): Promise<void> {
  for (const path of paths) {
    const { size } = await stat(join(folder, path));
    const options = { ...STAMP, size, compress: PACKS_WELL.test(path) };
    archive.addReadStreamLazy(path, options, (take) => {
      const stream = createReadStream(join(folder, path));
      stream.on('error', (error) => archive.emit('error', error));
      take(null, stream);
    });
  }
  archive.end({ comment: ARCHIVE_COMMENT, forceZip64Format: false });
}

/** The comment is the end of an archive. */
async function isForeignArchive(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) return false;
  if (!found.isFile() || found.size < ARCHIVE_COMMENT.length) return true;
  await using file = await open(path);
  const end = Buffer.alloc(ARCHIVE_COMMENT.length);
  await file.read(end, 0, end.length, found.size - end.length);
  return !end.equals(Buffer.from(ARCHIVE_COMMENT));
}
