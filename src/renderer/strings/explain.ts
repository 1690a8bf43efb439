import { shownName } from '../../shared/byte-names.ts';
import { type ErrorData, toErrorData } from '../../shared/errors.ts';

/** What happened, what to do, and to which file, in lines. */
export function explain(error: unknown): string {
  return explainData(toErrorData(error));
}

/** The same of an error that is kept as data. */
export function explainData({ message, hint, path }: Pick<ErrorData, 'message' | 'hint' | 'path'>): string {
  const said = [asSentence(message), asSentence(hint ?? ''), path];
  return shownName(said.filter((part) => part !== undefined && part !== '').join('\n'));
}

/** The same in one line, the path before what happened to it. */
export function explainInLine({ message, hint, path }: Pick<ErrorData, 'message' | 'hint' | 'path'>): string {
  const said = [message, hint].filter((part) => part !== undefined && part !== '').join('; ');
  return shownName(path === undefined ? asSentence(said) : `${path}: ${said}`);
}

function asSentence(part: string): string {
  return part.charAt(0).toUpperCase() + part.slice(1);
}
