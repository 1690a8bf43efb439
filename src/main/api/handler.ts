import type { CallName, CallOutput, ParsedInput } from '../../shared/contract/calls.ts';
import type { Workspace } from '../services/workspace.ts';

/** What handlers work with. */
export interface ApiContext {
  readonly workspace: Workspace;
  readonly host: 'electron' | 'loopback';
}

type Handler<Name extends CallName> = (
  input: ParsedInput<Name>,
  context: ApiContext,
) => Promise<CallOutput<Name>> | CallOutput<Name>;

/** The handlers of some calls, none missing. */
export type Handlers<Names extends CallName> = { readonly [Name in Names]: Handler<Name> };
