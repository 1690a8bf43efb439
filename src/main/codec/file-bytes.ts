import { closeSync, constants, fstatSync, openSync, readSync, type Stats, statSync } from '../file-system.ts';
import { MaskmendError } from '../../shared/errors.ts';
import { beyondLimit, type ReadLimits } from '../../shared/limits.ts';
import type { FileFormat } from '../../shared/model/file-format.ts';
import { SNIFFED_BYTES, sniffFormat } from './file-format.ts';

/** What one call of the system reads, at most 2 GiB anywhere. */
const MOST_AT_ONCE = 2 ** 30;

/**
 * The bytes of a picture file and its format. Looks before it reads: pipes and devices are never opened, a file that is
 * too large or no picture is not read to its end. Blocks its thread, which has nothing else to do until it has the bytes:
 * handing six calls to threads for files takes longer than the calls. Throws MaskmendErrors or the file system's own errors.
 */
export function readPictureBytes(path: string, limits: ReadLimits): { bytes: Uint8Array; format: FileFormat } {
  checkIsFile(statSync(path));
  // A pipe put there in the meantime would block the opening; a regular file does not mind the flag.
  const file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const { size } = fstatSync(file);
    checkFileSize(size, limits);
    const bytes = new Uint8Array(size);
    const sniffed = readUpTo(file, bytes.subarray(0, SNIFFED_BYTES));
    const format = sniffFormat(bytes.subarray(0, sniffed));
    const rest = readUpTo(file, bytes.subarray(sniffed));
    return { bytes: bytes.subarray(0, sniffed + rest), format };
  } finally {
    closeSync(file);
  }
}

function checkIsFile(stats: Stats): void {
  if (stats.isFile()) return;
  const what = stats.isDirectory() ? 'a folder' : 'a device or a pipe';
  throw new MaskmendError('unsupported-format', `this is ${what}, not a file`);
}

function checkFileSize(size: number, limits: ReadLimits): void {
  if (size > limits.maxBytes) throw beyondLimit('bytes', `the file has ${size} bytes`, { limits });
}

/** Returns the bytes that were read: fewer than fit only where the file ends. */
function readUpTo(file: number, target: Uint8Array): number {
  let filled = 0;
  while (filled < target.length) {
    const bytesRead = readSync(file, target, filled, Math.min(target.length - filled, MOST_AT_ONCE), null);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return filled;
}
