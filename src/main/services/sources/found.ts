import { MaskmendError } from '../../../shared/errors.ts';

/** What must be there; throws not-found where the project does not have it. */
export function found<Value>(value: Value | undefined, what: string): Value {
  if (value === undefined) throw new MaskmendError('not-found', `there is no such ${what} in the project`);
  return value;
}
