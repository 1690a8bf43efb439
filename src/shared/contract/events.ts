import { z } from 'zod';
import { settingsSchema } from './app-calls.ts';
import { countSchema, fileIdSchema } from './common.ts';
import { jobSchema } from './job-calls.ts';
import { noticeSchema } from './notices.ts';
import { projectInfoSchema } from './project-calls.ts';
import { scanStatusSchema } from './source-calls.ts';

/** What the services tell without being asked. Every window and tab gets every event. */
export const eventSchema = z.discriminatedUnion('type', [
  /** First on every (re)connection: whatever was shown before may be out of date. */
  z.object({ type: z.literal('hello'), contractVersion: countSchema }),
  /** At most ten a second per job; the last one always arrives. */
  z.object({ type: z.literal('job'), job: jobSchema }),
  z.object({ type: z.literal('job-dismissed'), job: z.int() }),
  z.object({ type: z.literal('scan'), status: scanStatusSchema }),
  /** Rows changed; without `ids` any of them may have. At most four a second. */
  z.object({ type: z.literal('sources'), revision: countSchema, ids: z.array(fileIdSchema).max(500).optional() }),
  /**
   * The labels of a mask changed: edited, undone, done again, repaired. `tiles` of level 0 are those that are others now;
   * without them any may be. Told at once, also for one's own edit.
   */
  z.object({
    type: z.literal('labels'),
    mask: fileIdSchema,
    labelsRevision: countSchema,
    tiles: z
      .array(z.object({ row: countSchema, column: countSchema }))
      .max(5000)
      .optional(),
  }),
  /** Masks were measured, or the comparison with a folder went on. At most twice a second. */
  z.object({ type: z.literal('measure') }),
  z.object({ type: z.literal('palette'), revision: countSchema }),
  /** Opened, closed (absent), or its counts or history changed. */
  z.object({ type: z.literal('project'), project: projectInfoSchema.optional() }),
  z.object({ type: z.literal('settings'), settings: settingsSchema }),
  z.object({
    type: z.literal('notification'),
    level: z.enum(['success', 'info', 'warning', 'error']),
    notice: noticeSchema,
    /** The end of a long job: the page tells the system too. */
    isForSystem: z.boolean(),
  }),
]);
export type AppEvent = z.infer<typeof eventSchema>;
