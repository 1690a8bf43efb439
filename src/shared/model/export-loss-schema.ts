import { z } from 'zod';
import { type ExportLoss, lossKinds } from './export-loss.ts';

/** Apart, so that threads start without it. */
export const exportLossSchema: z.ZodType<ExportLoss> = z.object({
  kind: z.enum(lossKinds),
  count: z.int().min(0),
  class: z.string().optional(),
});
