import { z } from 'zod';
import { defineCalls } from './call.ts';
import { countSchema, jobIdSchema, nothingSchema, timeSchema } from './common.ts';
import { selectionSchema } from './source-schemas.ts';
import { keptJobTitleSchema } from '../model/job-title.ts';

const repairParametersSchema = z.object({
  /** One of those of `app.info`; absent: the engine's own choice. */
  preset: z.string().optional(),
  /** Repair also what is up to date. */
  isRepeating: z.boolean(),
});
export type RepairParametersInput = z.infer<typeof repairParametersSchema>;

export const jobSchema = z.object({
  id: jobIdSchema,
  kind: z.enum(['import', 'rescan', 'repair', 'export', 'edit']),
  /** `interrupted`: the program ended in the middle of it; such a job, and a cancelled one, can be resumed. */
  state: z.enum(['running', 'finished', 'cancelled', 'interrupted', 'failed']),
  title: keptJobTitleSchema,
  startedAt: timeSchema,
  endedAt: timeSchema.optional(),
  canResume: z.boolean(),
  /** Why it failed. */
  error: z
    .object({ code: z.string(), message: z.string(), hint: z.string().optional(), path: z.string().optional() })
    .optional(),
  /** Files by what became of them. */
  items: z.object({ waiting: countSchema, done: countSchema, skipped: countSchema, failed: countSchema }),
  progress: z
    .object({
      /** Grows with every event of the job. */
      seq: countSchema,
      stage: z.enum(['scanning', 'inspecting', 'repairing', 'writing', 'checking', 'editing', 'measuring']),
      done: countSchema,
      /** 0 while it is not known. */
      total: countSchema,
      /** The part of the stage's work that is done, 0..1: a large file counts for more than a small one. */
      share: z.number().min(0).max(1),
      /** Expected time to the end of the stage in milliseconds. */
      etaMs: z.number().optional(),
      /**
       * Files worked on at this moment, with the time each has taken so far and the time it is expected to take from now
       * on, where something is known of that.
       */
      current: z.array(z.object({ path: z.string(), ms: z.number(), leftMs: z.number().optional() })),
    })
    .optional(),
});
export type Job = z.infer<typeof jobSchema>;

export const jobCalls = defineCalls({
  /** The newest first. */
  'jobs.list': { input: nothingSchema, output: z.array(jobSchema) },
  /** Repairs the selected masks; without a palette `invalid-palette`; `conflict` while another repair runs. */
  'jobs.startRepair': {
    input: z.object({ selection: selectionSchema, parameters: repairParametersSchema }),
    output: z.object({ job: jobIdSchema }),
  },
  /** Ends soon: files under way are finished or left out whole. */
  'jobs.cancel': { input: z.object({ job: jobIdSchema }), output: nothingSchema },
  /** Goes on with what the job has left; under the same id. */
  'jobs.resume': { input: z.object({ job: jobIdSchema }), output: z.object({ job: jobIdSchema }) },
  /** Takes an ended job off the list. */
  'jobs.dismiss': { input: z.object({ job: jobIdSchema }), output: nothingSchema },
});
