import { shownName } from '../../shared/byte-names.ts';

/** The name of a file by its path below a root, as a person is shown it. */
export function shownLastPart(path: string): string {
  return shownName(path.slice(path.lastIndexOf('/') + 1));
}
