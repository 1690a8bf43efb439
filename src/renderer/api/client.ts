import type { CallInput, CallName, CallOutput } from '../../shared/contract/calls.ts';
import { fromErrorData } from '../../shared/errors.ts';
import { host } from './host.ts';

/**
 * Calls a service.
 *
 * @throws MaskmendError as the service said it.
 */
export async function call<Name extends CallName>(name: Name, input: CallInput<Name>): Promise<CallOutput<Name>> {
  const answer = await host.call(name, input);
  if (!answer.ok) throw fromErrorData(answer.error);
  // The service checked the value by the call's schema.
  return answer.value as CallOutput<Name>;
}
