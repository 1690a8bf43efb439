import { join } from 'node:path';
import { MaskmendError } from '../../../shared/errors.ts';
import { isInside } from '../../path-inside.ts';

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
