import { shownName } from '../../../shared/byte-names.ts';
import { isAbsolutePath } from '../../../shared/absolute-path.ts';

/** The last part of a path; both kinds of separator are taken. */
export function nameOf(path: string): string {
  return path.split(/[/\\]/).at(-1) ?? '';
}

/** The folder of a path, without a separator at its end; the path itself where it has none. */
export function folderOf(path: string): string {
  const end = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'));
  if (end < 0) return path;
  return end === 0 ? path.slice(0, 1) : path.slice(0, end);
}

/** A path in a folder, with the separator that the folder's own path uses. */
export function joinPath(folder: string, name: string): string {
  const separator = folder.includes('\\') && !folder.includes('/') ? '\\' : '/';
  return folder.endsWith(separator) ? `${folder}${name}` : `${folder}${separator}${name}`;
}

/**
 * What a person typed while a folder was shown: below that folder, where it is no whole path. What goes on from the folder's
 * shown name goes on from the folder, also where that name is not all text.
 */
export function typedPath(folder: string, typed: string): string {
  const shown = shownName(folder);
  const meant = typed.startsWith(shown) ? folder + typed.slice(shown.length) : typed;
  return isAbsolutePath(meant) ? meant : joinPath(folder, meant);
}
