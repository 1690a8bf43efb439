import { relative, sep } from 'node:path';

/** A path as reports hold it, whatever system wrote it. */
export function toPosixPath(path: string): string {
  return sep === '/' ? path : path.split(sep).join('/');
}

/** The way from `folder` to `path`, both absolute, POSIX separators. */
export function posixRelative(folder: string, path: string): string {
  return toPosixPath(relative(folder, path));
}
