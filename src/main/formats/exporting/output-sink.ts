import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { z } from 'zod';
import { MaskmendError } from '../../../shared/errors.ts';
import { writeFailure } from '../../codec/file-failure.ts';
import { writeFileAside } from '../../codec/write-file.ts';
import type { OutputFile, OutputText } from '../format.ts';

/** The list of its files that every exported folder holds; by it a later export knows them as ours. */
const LIST_NAME = 'maskmend-export.json';
const LIST_VERSION = 1;
/** Comment of an exported archive; by it a later export knows it as ours. */
const ARCHIVE_COMMENT = 'written by maskmend';

const listSchema = z.object({ version: z.int().min(1), format: z.string(), files: z.array(z.string()) });

/** Where an export is written. */
export interface OutputSink {
  /** Folder that threads write into; undefined where they hand their files over. */
  readonly folder: string | undefined;
  add(files: readonly OutputFile[]): void;
  addText(text: OutputText): Promise<void>;
  /** Everything is there: what an earlier export left and this one did not replace goes. */
  finish(paths: readonly string[]): Promise<void>;
  /** The export has failed: an archive that is not whole goes. */
  abandon(): Promise<void>;
}

export interface SinkRequest {
  readonly out: string;
  readonly format: string;
  readonly isOverwriting: boolean;
  readonly sources: readonly string[];
}

/** Opens a folder or, where the name ends in `.zip`, an archive. Throws MaskmendError usage, exists, and what writing throws. */
export async function openSink(request: SinkRequest): Promise<OutputSink> {
  await refuseSources(request);
  return request.out.toLowerCase().endsWith('.zip') ? openArchiveSink(request) : openFolderSink(request);
}

async function refuseSources({ out, sources }: SinkRequest): Promise<void> {
  const target = await realPathOfPlanned(out);
  for (const source of sources) {
    const real = await realPathOfPlanned(source);
    if (target !== real && !target.startsWith(real + sep)) continue;
    throw new MaskmendError('usage', 'the export would be written into the dataset itself', {
      path: out,
      hint: 'give --out another folder',
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

async function openFolderSink({ out, format, isOverwriting }: SinkRequest): Promise<OutputSink> {
  const earlier = await readList(out);
  await refuseForeign(out, earlier, isOverwriting);
  await mkdir(out, { recursive: true }).catch((error: unknown) => {
    throw writeFailure(error, out);
  });
  return {
    folder: out,
    add: () => undefined,
    addText: async ({ path, parts }) => {
      await mkdir(dirname(join(out, path)), { recursive: true });
      await writeParts(join(out, path), parts);
    },
    finish: async (paths) => {
      const kept = new Set(paths);
      for (const path of earlier) if (!kept.has(path) && isInside(path)) await rm(join(out, path), { force: true });
      await writeFileAside(
        join(out, LIST_NAME),
        `${JSON.stringify({ version: LIST_VERSION, format, files: paths })}\n`,
      );
    },
    abandon: () => Promise.resolve(),
  };
}

function isInside(path: string): boolean {
  return !path.startsWith('/') && !path.split(/[/\\]/).includes('..');
}

async function readList(out: string): Promise<readonly string[]> {
  const text = await readFile(join(out, LIST_NAME), 'utf8').catch(() => undefined);
  if (text === undefined) return [];
  try {
    return listSchema.safeParse(JSON.parse(text)).data?.files ?? [];
  } catch {
    return [];
  }
}

async function refuseForeign(out: string, earlier: readonly string[], isOverwriting: boolean): Promise<void> {
  if (isOverwriting) return;
  const ours = new Set([...earlier, LIST_NAME].map((path) => path.split('/')[0]));
  const names = await readdir(out).catch(() => []);
  const foreign = names.find((name) => !name.startsWith('.') && !ours.has(name));
  if (foreign !== undefined) throw exists(join(out, foreign));
}

function exists(path: string): MaskmendError {
  return new MaskmendError('exists', 'exists and is not from an earlier export', {
    path,
    hint: 'choose another place, or allow it to be replaced with --overwrite',
  });
}

/** Parts are gathered to pieces of this size: one write each. */
const PIECE_CHARACTERS = 1 << 20;

async function writeParts(path: string, parts: Iterable<string>): Promise<void> {
  const aside = join(dirname(path), `.maskmend-${randomUUID()}.part`);
  try {
    await pipeline(inPieces(parts), createWriteStream(aside, { flags: 'wx' }));
    await rename(aside, path);
  } catch (error) {
    await rm(aside, { force: true }).catch(() => undefined);
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

async function openArchiveSink({ out, isOverwriting }: SinkRequest): Promise<OutputSink> {
  if (!isOverwriting && (await isForeignArchive(out))) throw exists(out);
  await mkdir(dirname(out), { recursive: true });
  const aside = join(dirname(out), `.maskmend-${randomUUID()}.part`);
  const archive = new ZipFile();
  const written = pipeline(archive.outputStream, createWriteStream(aside, { flags: 'wx' }));
  // Told when the archive is finished; until then nobody waits for it.
  written.catch(() => undefined);
  return {
    folder: undefined,
    add: (files) => {
      // One time for all: the same export gives the same bytes.
      for (const { path, bytes } of files) archive.addBuffer(Buffer.from(bytes), path, { ...STAMP, compress: false });
    },
    addText: ({ path, parts }) => {
      archive.addBuffer(Buffer.from([...parts].join('')), path, STAMP);
      return Promise.resolve();
    },
    finish: async () => {
      archive.end({ comment: ARCHIVE_COMMENT, forceZip64Format: false });
      try {
        await written;
        await rename(aside, out);
      } catch (error) {
        throw writeFailure(error, out);
      }
    },
    abandon: async () => {
      archive.end();
      await written.catch(() => undefined);
      await rm(aside, { force: true }).catch(() => undefined);
    },
  };
}

const STAMP = { mtime: new Date(2000, 0, 1) };

/** The comment is the end of an archive. */
async function isForeignArchive(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) return false;
  if (!found.isFile()) return true;
  const bytes = await readFile(path);
  return !Buffer.from(bytes.subarray(-ARCHIVE_COMMENT.length)).equals(Buffer.from(ARCHIVE_COMMENT));
}
