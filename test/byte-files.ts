import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A path below a folder of which each character of `name` is one byte. */
export function bytePath(folder: string, name: string): Buffer {
  return Buffer.concat([Buffer.from(`${folder}/`), Buffer.from(name, 'latin1')]);
}

/** Writes a file, and the folders above it, under a name of which each character is one byte. */
export function putByteFile(folder: string, name: string, content: Uint8Array | string): void {
  mkdirSync(bytePath(folder, dirname(name)), { recursive: true });
  writeFileSync(bytePath(folder, name), content);
}

/** Every path below a folder, each byte a character, sorted. */
export function bytesBelow(folder: Buffer): string[] {
  const found = readdirSync(folder, { withFileTypes: true, encoding: 'buffer' }).flatMap((entry) => {
    const name = entry.name.toString('latin1');
    if (!entry.isDirectory()) return [name];
    const inner = Buffer.concat([folder, Buffer.from('/'), entry.name]);
    return [name, ...bytesBelow(inner).map((path) => `${name}/${path}`)];
  });
  return found.sort();
}

/** Whether the file system for temporary files takes names that are no UTF-8; told in one line where it does not. */
export function takesByteNames(): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'maskmend-names-'));
  try {
    // macOS may take such a name and turn it into another.
    if (process.platform === 'win32' || process.platform === 'darwin') throw new Error('names are text');
    putByteFile(folder, '\xff\xfe', '');
    return true;
  } catch {
    console.log('skipped: this file system takes no names that are not UTF-8');
    return false;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
