import { z } from 'zod';
import { decisionSchema } from '../../../shared/model/decision.ts';
import { meaningChoiceSchema } from '../../../shared/model/mask-meaning.ts';
import { projectPaletteSchema } from '../../../shared/model/project-palette.ts';
import { segmentSchema } from '../../../shared/model/segment.ts';
import { sourceRoleSchema } from '../../../shared/model/source-status.ts';

const id = z.int().min(1);

const pairsSchema = z.object({
  kind: z.literal('pairs'),
  pairs: z.array(z.object({ mask: id, from: id.optional(), to: id.optional() })),
});

const simpleChangeSchema = z.discriminatedUnion('kind', [
  /** Files taken out of the project. */
  z.object({ kind: z.literal('remove'), files: z.array(id) }),
  z.object({ kind: z.literal('role'), to: sourceRoleSchema, files: z.array(id) }),
  pairsSchema,
  z.object({
    kind: z.literal('decide'),
    to: decisionSchema,
    /** Absent: each file keeps its own. */
    note: z.string().optional(),
    by: z.string().optional(),
    at: z.number().optional(),
    files: z.array(
      z.object({
        id,
        from: decisionSchema,
        note: z.string().optional(),
        by: z.string().optional(),
        at: z.number().optional(),
      }),
    ),
  }),
  z.object({ kind: z.literal('note'), file: id, from: z.string().optional(), to: z.string().optional() }),
  /** Painted labels: which, the table of edits says by the act's id. `key`: as the page named the act. */
  z.object({ kind: z.literal('labels'), files: z.int().min(1), key: z.string().optional() }),
  /** Objects of a mask that were made or changed; one without `before` was made. */
  z.object({
    kind: z.literal('segments'),
    file: id,
    changes: z.array(z.object({ before: segmentSchema.optional(), after: segmentSchema })),
  }),
  /** What the values of masks name, as a person said. */
  z.object({
    kind: z.literal('meaning'),
    to: meaningChoiceSchema,
    files: z.array(z.object({ id, from: meaningChoiceSchema })),
  }),
  z.object({
    kind: z.literal('palette'),
    before: projectPaletteSchema.optional(),
    after: projectPaletteSchema,
  }),
]);

/** What an act changed, so that it can be undone and done again. */
export const historyChangeSchema = z.union([
  simpleChangeSchema,
  z.object({ kind: z.literal('several'), changes: z.array(simpleChangeSchema), key: z.string().optional() }),
]);
export type HistoryChange = z.infer<typeof historyChangeSchema>;
export type SimpleChange = z.infer<typeof simpleChangeSchema>;
export type SegmentChanges = Extract<SimpleChange, { kind: 'segments' }>;
export type PairChanges = z.infer<typeof pairsSchema>['pairs'];
