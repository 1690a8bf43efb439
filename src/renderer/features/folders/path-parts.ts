import { characterOfByte, hasBytes } from '../../../shared/byte-names.ts';
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

/** What a person typed while a folder was shown: below that folder, where it is no whole path. */
export function typedPath(folder: string, typed: string): string {
  const meant = typedOver(folder, typed);
  return isAbsolutePath(meant) ? meant : joinPath(folder, meant);
}

const SHOWN_BYTE = /\\x([89A-F][0-9A-F])/g;

/** What a person made of a name as it was shown: bytes that it told by their numbers are bytes again. */
export function typedOver(name: string, typed: string): string {
  if (!hasBytes(name)) return typed;
  return typed.replace(SHOWN_BYTE, (_, hex: string) => characterOfByte(Number.parseInt(hex, 16)));
}
