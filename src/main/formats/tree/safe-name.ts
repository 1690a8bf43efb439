/**
 * A name that a file of a dataset gives for another, as a path below the dataset's root; undefined where it leads out of
 * it: absolute, with a drive letter, with `..`, or with a zero byte. Windows separators are taken.
 */
export function safeName(name: string): string | undefined {
  const posix = name.replaceAll('\\', '/');
  const parts = posix.split('/').filter((part) => part !== '' && part !== '.');
  const isOut =
    posix.startsWith('/') || posix.includes('\0') || parts.includes('..') || /^[a-z]:/i.test(parts[0] ?? '');
  return isOut || parts.length === 0 ? undefined : parts.join('/');
}

/** A path without its extension. */
export function stemOf(path: string): string {
  const dot = path.lastIndexOf('.');
  return dot > path.lastIndexOf('/') + 1 ? path.slice(0, dot) : path;
}

/** The extension with its dot, in small letters; empty where there is none. */
export function extensionOf(path: string): string {
  return path.slice(stemOf(path).length).toLowerCase();
}

/** The last part of a path. */
export function baseOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
