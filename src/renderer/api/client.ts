import type { CallInput, CallName, CallOutput } from '../../shared/contract/calls.ts';
import { fromErrorData, MaskmendError } from '../../shared/errors.ts';
import { host } from './host.ts';

/** Nobody answered: whether the call was done is not known. */
export class UnansweredError extends MaskmendError {}

/**
 * Calls a service.
 *
 * @throws MaskmendError as the service said it; UnansweredError where there is no service to say anything.
 */
export async function call<Name extends CallName>(name: Name, input: CallInput<Name>): Promise<CallOutput<Name>> {
  const answer = await host.call(name, input);
  if (!answer.ok && 'isUnanswered' in answer) {
    const { code, message, hint } = answer.error;
    throw new UnansweredError(code, message, hint === undefined ? {} : { hint });
  }
  if (!answer.ok) throw fromErrorData(answer.error);
  // The service checked the value by the call's schema.
  return answer.value as CallOutput<Name>;
}
