import { basename } from 'node:path';
import { open } from '../file-system.ts';
import { SNIFFED_BYTES, sniffFormat } from './file-format.ts';
import { isOtherName, isPictureName } from './picture-names.ts';

/**
 * Whether a file found in a folder is worth opening as a picture: by its name where that says so or denies it, else by
 * its first bytes. One that cannot be read is none.
 */
export async function isPictureFile(path: string): Promise<boolean> {
  const name = basename(path);
  if (isPictureName(name)) return true;
  if (isOtherName(name)) return false;
  try {
    await using file = await open(path);
    const { buffer, bytesRead } = await file.read(new Uint8Array(SNIFFED_BYTES), 0, SNIFFED_BYTES);
    sniffFormat(buffer.subarray(0, bytesRead));
    return true;
  } catch {
    return false;
  }
}
