import { closeSync, openSync, readSync } from '../../file-system.ts';
import type { ReadLimits } from '../../../shared/limits.ts';
import type { FileRef } from '../../../shared/model/dataset.ts';
import { readRef } from './read-ref.ts';

/** Read from either end of a file to tell what it is. */
const SNIFFED_BYTES = 262_144;

/** What stands near the ends of a file, byte by byte as Latin-1; empty where it cannot be read. */
export function readEnds(file: FileRef, limits: ReadLimits): string {
  try {
    // Of UTF-16 the other half.
    return endsOf(file, limits).replaceAll('\0', '');
  } catch {
    return '';
  }
}

function endsOf(file: FileRef, limits: ReadLimits): string {
  if (file.entry !== undefined) return Buffer.from(readRef(file, limits, 'text-bytes')).toString('latin1');
  const descriptor = openSync(file.path, 'r');
  try {
    const buffer = Buffer.alloc(SNIFFED_BYTES);
    const head = buffer.toString('latin1', 0, readSync(descriptor, buffer, 0, SNIFFED_BYTES, 0));
    if (file.bytes <= SNIFFED_BYTES) return head;
    const at = Math.max(SNIFFED_BYTES, file.bytes - SNIFFED_BYTES);
    return head + buffer.toString('latin1', 0, readSync(descriptor, buffer, 0, SNIFFED_BYTES, at));
  } finally {
    closeSync(descriptor);
  }
}
