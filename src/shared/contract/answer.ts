import { z } from 'zod';
import { errorDataSchema } from '../model/error-data.ts';

/** What every call is answered with; `value` is of the call's output. */
export const callAnswerSchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), error: errorDataSchema }),
]);
export type CallAnswer = z.infer<typeof callAnswerSchema>;
