import type { z } from 'zod';

/** One call: what it takes and what it answers. */
export interface CallSchema {
  readonly input: z.ZodType;
  readonly output: z.ZodType;
}

/** Keeps the exact schemas of a group of calls. */
export function defineCalls<const Calls extends Readonly<Record<string, CallSchema>>>(calls: Calls): Calls {
  return calls;
}
