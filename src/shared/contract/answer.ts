import { z } from 'zod';
import { errorCodes } from '../errors.ts';

/** A failure as it crosses from the services to the interface; shape of `ErrorData`. */
const wireErrorSchema = z.object({
  code: z.enum(errorCodes),
  message: z.string(),
  hint: z.string().optional(),
  path: z.string().optional(),
});

/** What every call is answered with; `value` is of the call's output. */
export const callAnswerSchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), error: wireErrorSchema }),
]);
export type CallAnswer = z.infer<typeof callAnswerSchema>;
