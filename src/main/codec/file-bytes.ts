import { constants, type FileHandle, open, stat } from '../file-system.ts';
import { MaskmendError } from '../../shared/errors.ts';
import { beyondLimit, type ReadLimits } from '../../shared/limits.ts';
import type { FileFormat } from '../../shared/model/file-facts.ts';
import { SNIFFED_BYTES, sniffFormat } from './file-format.ts';

/**
 * The bytes of a picture file and its format. Looks before it reads: pipes and devices are never opened, a file that is
 * too large or no picture is not read to its end. Throws MaskmendErrors or the file system's own errors.
 */
export async function readPictureBytes(
  path: string,
  limits: ReadLimits,
): Promise<{ bytes: Uint8Array; format: FileFormat }> {
  checkIsFile(await stat(path));
  // A pipe put there in the meantime would block the opening; a regular file does not mind the flag.
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const { size } = await file.stat();
    checkFileSize(size, limits);
    const bytes = new Uint8Array(size);
    const sniffed = await readUpTo(file, bytes.subarray(0, SNIFFED_BYTES));
    const format = sniffFormat(bytes.subarray(0, sniffed));
    const rest = await readUpTo(file, bytes.subarray(sniffed));
    return { bytes: bytes.subarray(0, sniffed + rest), format };
  } finally {
    await file.close();
  }
}

function checkIsFile(stats: Awaited<ReturnType<typeof stat>>): void {
  if (stats.isFile()) return;
  const what = stats.isDirectory() ? 'a folder' : 'a device or a pipe';
  throw new MaskmendError('unsupported-format', `this is ${what}, not a file`);
}

function checkFileSize(size: number, limits: ReadLimits): void {
  if (size > limits.maxBytes) throw beyondLimit('bytes', `the file has ${size} bytes`, { limits });
}

/** Returns the bytes that were read: fewer than fit only where the file ends. */
async function readUpTo(file: FileHandle, target: Uint8Array): Promise<number> {
  let filled = 0;
  while (filled < target.length) {
    const { bytesRead } = await file.read(target, filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return filled;
}
