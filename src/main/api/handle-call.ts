import type { CallAnswer } from '../../shared/contract/answer.ts';
import { type CallName, calls } from '../../shared/contract/calls.ts';
import { type ErrorData, MaskmendError, toErrorData } from '../../shared/errors.ts';
import { appHandlers } from './app-handlers.ts';
import { classHandlers } from './class-handlers.ts';
import { exportHandlers } from './export-handlers.ts';
import { folderHandlers } from './folder-handlers.ts';
import type { ApiContext, Handlers } from './handler.ts';
import { jobHandlers } from './job-handlers.ts';
import { measureHandlers } from './measure-handlers.ts';
import { objectHandlers } from './object-handlers.ts';
import { projectHandlers } from './project-handlers.ts';
import { reviewHandlers } from './review-handlers.ts';
import { sourceHandlers } from './source-handlers.ts';

const handlers = {
  ...appHandlers,
  ...projectHandlers,
  ...sourceHandlers,
  ...folderHandlers,
  ...classHandlers,
  ...jobHandlers,
  ...exportHandlers,
  ...measureHandlers,
  ...reviewHandlers,
  ...objectHandlers,
} satisfies Handlers<CallName>;

/** Answers one call, whatever came in: reads the input by its schema, does the work, and never throws. */
export async function handleCall(name: string, input: unknown, context: ApiContext): Promise<CallAnswer> {
  try {
    if (!isCallName(name)) throw new MaskmendError('usage', `there is no call "${name}"`);
    const parsed = calls[name].input.safeParse(input);
    if (!parsed.success) throw badInput(name, parsed.error.issues);
    // The schema of that name is what the handler's type is made from.
    const handler = handlers[name] as (input: unknown, context: ApiContext) => unknown;
    return { ok: true, value: await handler(parsed.data, context) };
  } catch (error) {
    return { ok: false, error: describe(error, { name, context }) };
  }
}

function isCallName(name: string): name is CallName {
  return Object.hasOwn(calls, name);
}

function badInput(name: string, issues: readonly { path: PropertyKey[]; message: string }[]): MaskmendError {
  const where = issues.map(({ path, message }) => `${path.map(String).join('.')}: ${message}`);
  return new MaskmendError('usage', `the call ${name} was made wrongly (${where.slice(0, 3).join('; ')})`);
}

/** A fault of the program goes to the log with its trace; the person gets one line. */
function describe(error: unknown, { name, context }: { name: string; context: ApiContext }): ErrorData {
  const data = toErrorData(error);
  if (data.code !== 'internal') return data;
  context.workspace.log.add(`${name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  return { ...data, hint: 'this is a fault of the program; the log tells more' };
}
