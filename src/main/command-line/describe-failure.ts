import { describeError, type ErrorData } from '../../shared/errors.ts';
import { hintInWords } from './hint-in-words.ts';
import { printable, showPath } from './printable.ts';

/** One line for a person: where, what happened, what to do. */
export function describeFailure(error: ErrorData): string {
  const path = error.path === undefined ? undefined : showPath(error.path);
  const { code, message } = error;
  return printable(describeError({ code, message, hint: hintInWords(error), path }));
}

/** What happened and what to do, without the path. */
export function describeReason({ code, message, hint, option }: ErrorData): string {
  return describeFailure({ code, message, hint, option });
}
