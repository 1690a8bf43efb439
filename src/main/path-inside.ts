import { posix } from 'node:path';

/**
 * Whether a path below a folder, as a file from elsewhere names it, stays below it. On Windows both separators count;
 * elsewhere a backslash is a character of a name.
 */
export function isInside(relativePath: string): boolean {
  const plain = posix.normalize(relativePath.replaceAll('\\', process.platform === 'win32' ? '/' : '\\'));
  const isOutside = plain === '..' || plain.startsWith('../') || posix.isAbsolute(plain) || /^[A-Za-z]:\//.test(plain);
  return !isOutside && !plain.includes('\0');
}
