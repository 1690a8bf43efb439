import { z } from 'zod';
import { type ErrorData, errorCodes, hintOptions } from '../errors.ts';

/** An error as it comes from outside: checked, where `ErrorData` is trusted. Apart, so that threads start without it. */
export const errorDataSchema: z.ZodType<ErrorData> = z.object({
  code: z.enum(errorCodes),
  message: z.string(),
  hint: z.string().optional(),
  option: z.enum(hintOptions).optional(),
  path: z.string().optional(),
});
