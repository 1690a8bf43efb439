import { join, posix } from 'node:path';
import { MaskmendError } from '../../../shared/errors.ts';

/** Whether a path below a root, as a project names it, stays below it. */
export function isInside(relativePath: string): boolean {
  const plain = posix.normalize(relativePath.replaceAll('\\', process.platform === 'win32' ? '/' : '\\'));
  const isOutside = plain === '..' || plain.startsWith('../') || posix.isAbsolute(plain) || /^[A-Za-z]:\//.test(plain);
  return !isOutside && !plain.includes('\0');
}

/**
 * Absolute path of a file below its root. A project may come from a stranger: one that names a file outside its folders
 * is refused with project-damaged.
 */
export function sourcePath(root: string, relativePath: string): string {
  if (isInside(relativePath)) return join(root, relativePath);
  throw new MaskmendError('project-damaged', 'the project names a file outside its folders', {
    path: relativePath,
    hint: 'do not use a project from a source that you do not trust',
  });
}
