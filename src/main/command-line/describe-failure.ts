import { describeError, type ErrorData } from '../../shared/errors.ts';
import { printable, showPath } from './printable.ts';

/** One line for a person: where, what happened, what to do. */
export function describeFailure(error: ErrorData): string {
  const path = error.path === undefined ? undefined : showPath(error.path);
  const { code, message, hint } = error;
  return printable(describeError({ code, message, hint, path }));
}

/** What happened and what to do, without the path. */
export function describeReason({ code, message, hint }: ErrorData): string {
  return describeFailure({ code, message, hint });
}
