import type { ErrorData } from '../../shared/errors.ts';
import { hintInWords } from './hint-in-words.ts';
import { toPosixPath } from '../services/posix-path.ts';
import { nameSource } from '../services/sources/root-names.ts';
import type { SourceFile } from '../services/sources/source-file.ts';

/** How lines name a source; roots as `nameRoots` has them. */
export function sourceFields(source: SourceFile, roots: ReadonlyMap<string, string>) {
  return { source: nameSource(source, roots), path: toPosixPath(source.path) };
}

/** An error without its path, which stands beside it. */
export function describeError({ code, message, ...advice }: ErrorData) {
  const hint = hintInWords(advice);
  return hint === undefined ? { code, message } : { code, message, hint };
}
