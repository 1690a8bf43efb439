import type { FileNote } from '../../shared/model/file-note.ts';
import { hash } from 'node:crypto';
import type { ReadLimits } from '../../shared/limits.ts';
import type { FileFormat } from '../../shared/model/file-format.ts';
import type { FileFacts } from '../../shared/model/file-facts.ts';
import type { MaskContent } from '../../shared/repair/mask-content.ts';
import { readPictureBytes } from './file-bytes.ts';
import { readFailure } from './file-failure.ts';
import { extensionNote, SNIFFED_BYTES, sniffFormat } from './file-format.ts';
import type { PictureFacts } from './picture.ts';
import { pictureReaders } from './picture-readers.ts';

export interface MaskFile {
  readonly facts: FileFacts;
  readonly content: MaskContent;
  /** SHA-256 of the file's bytes, in hex. */
  readonly sha256: string;
}

/** A file in memory, its format told by its bytes. */
interface PictureBytes {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly format: FileFormat;
}

/**
 * Reads a mask: the coefficients of a JPEG, the exact pixels of anything else, the first frame where there are several.
 * Nothing is rotated, managed in colour or premultiplied; what was passed over is told in `facts.notes`. Throws
 * MaskmendErrors that carry the path.
 */
export async function readMaskFile(path: string, limits: ReadLimits): Promise<MaskFile> {
  return atPath(path, async () => {
    const file = { path, ...readPictureBytes(path, limits) };
    const { facts, content } = await pictureReaders[file.format].read(file.bytes, limits);
    return { facts: fileFacts(file, facts), content, sha256: hash('sha256', file.bytes) };
  });
}

/** A mask whose bytes are at hand, from an archive for example; `name` is for messages. Throws as `readMaskFile` does. */
export async function readMaskBytes(name: string, bytes: Uint8Array, limits: ReadLimits): Promise<MaskFile> {
  return atPath(name, async () => {
    const file = { path: name, bytes, format: sniffFormat(bytes.subarray(0, SNIFFED_BYTES)) };
    const { facts, content } = await pictureReaders[file.format].read(bytes, limits);
    return { facts: fileFacts(file, facts), content, sha256: hash('sha256', bytes) };
  });
}

/** What a picture is whose bytes are at hand; throws as `readMaskFile` does, as far as the header shows it. */
export async function readBytesFacts(name: string, bytes: Uint8Array, limits: ReadLimits): Promise<FileFacts> {
  return atPath(name, async () => {
    const file = { path: name, bytes, format: sniffFormat(bytes.subarray(0, SNIFFED_BYTES)) };
    return fileFacts(file, await pictureReaders[file.format].readFacts(bytes, limits));
  });
}

/** What a mask file is, without its pixels; throws as `readMaskFile` does, as far as the header shows it. */
export async function readFileFacts(path: string, limits: ReadLimits): Promise<FileFacts> {
  return atPath(path, async () => {
    const file = { path, ...readPictureBytes(path, limits) };
    return fileFacts(file, await pictureReaders[file.format].readFacts(file.bytes, limits));
  });
}

async function atPath<Value>(path: string, read: () => Promise<Value>): Promise<Value> {
  try {
    return await read();
  } catch (error) {
    throw readFailure(error, path);
  }
}

/** What the header and the name of a file tell. */
export function fileFacts({ path, bytes, format }: PictureBytes, facts: PictureFacts): FileFacts {
  const notes = [extensionNote(path, format), ...facts.notes, ...commonNotes(facts)];
  return { format, bytes: bytes.length, ...facts, notes: notes.filter((note) => note !== undefined) };
}

/** How a file of several pictures is told of, without its name. */
export function framesPassedOver(frames: number): string {
  return `has ${frames} frames or pages; only the first is read`;
}

/** What was passed over, whatever the format. */
function commonNotes({ orientation, hasColourProfile, frames, channels }: PictureFacts): readonly FileNote[] {
  const notes: FileNote[] = [];
  if (orientation !== 1) notes.push({ kind: 'orientation', orientation });
  if (hasColourProfile) notes.push({ kind: 'colour-profile' });
  if (frames > 1) notes.push({ kind: 'frames', frames });
  if (channels === 'grey-alpha' || channels === 'rgba') notes.push({ kind: 'alpha-channel' });
  return notes;
}
