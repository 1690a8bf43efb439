/** POSIX, a drive of Windows, a share of its network. */
const ABSOLUTE = /^(?:\/|[A-Za-z]:[\\/]|\\\\)[^\0]*$/;

/** Whether a path says where it is by itself, on any system; none that could be a path at all holds a zero. */
export function isAbsolutePath(path: string): boolean {
  return ABSOLUTE.test(path);
}
