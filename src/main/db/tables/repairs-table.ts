import { keptRepairWarningSchema } from '../../../shared/model/repair-warning.ts';
import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { type Verdict, verdictSchema } from '../../../shared/model/verdict.ts';
import { readJson } from './json-column.ts';
import type { RepairOrigin } from '../repair-origin.ts';

const count = z.int().min(0);

const repairMetricsSchema = z.object({
  width: z.int().min(1),
  height: z.int().min(1),
  coloursBefore: count,
  changedPixels: count,
  uncertainPixels: count,
  certifiedBlocks: count,
  edgeBlocks: count,
  /** Classes present in the mask. */
  classes: z.array(z.object({ slot: z.int().min(0), pixels: count }).readonly()).readonly(),
  warnings: z.array(keptRepairWarningSchema).readonly(),
  /** Time spent on the file. */
  ms: z.number().min(0),
});
export type RepairMetrics = z.infer<typeof repairMetricsSchema>;

/** A result, without its labels. */
export interface RepairRecord {
  /** `skipped` for a file found to be no mask. */
  readonly status: 'repaired' | 'skipped';
  readonly origin: RepairOrigin;
  readonly verdict: Verdict;
  readonly metrics: RepairMetrics;
}

export interface RepairRow extends RepairRecord {
  /** Higher than that of any result that the file had before. */
  readonly revision: number;
  /** Digest of the labels; equal for equal labels. */
  readonly labelsSha256: string;
  /** `labelsHash` of the palette that the result holds for; others than the one it was made with may give it too. */
  readonly validFor: string;
  readonly repairedAt: number;
}

interface StoredRepair extends RepairOrigin {
  readonly revision: number;
  readonly status: RepairRecord['status'];
  readonly verdict: string;
  readonly metrics: string;
  readonly labelsSha256: string;
  readonly validFor: string;
  readonly repairedAt: number;
}

/** The newest result of each file. */
export function openRepairsTable(database: Database) {
  const select = database.prepare<[number], StoredRepair>(
    `SELECT revision, status, source_sha256 AS sourceSha256, palette_hash AS paletteHash,
       engine_version AS engineVersion, preset, verdict, metrics, labels_sha256 AS labelsSha256,
       valid_for AS validFor, repaired_at AS repairedAt
     FROM repairs WHERE file_id = ?`,
  );
  const upsert = database
    .prepare<[Record<string, unknown>], number>(
      `INSERT INTO repairs (file_id, revision, status, source_sha256, palette_hash, engine_version, preset, verdict,
         metrics, labels_sha256, valid_for, repaired_at)
       VALUES (@fileId, 1, @status, @sourceSha256, @paletteHash, @engineVersion, @preset, @verdict, @metrics,
         @labelsSha256, @validFor, @repairedAt)
       ON CONFLICT (file_id) DO UPDATE SET revision = 1 + max(revision,
           coalesce((SELECT max(revision) FROM earlier_repairs WHERE file_id = excluded.file_id), 0)), status = excluded.status,
         source_sha256 = excluded.source_sha256, palette_hash = excluded.palette_hash,
         engine_version = excluded.engine_version, preset = excluded.preset, verdict = excluded.verdict,
         metrics = excluded.metrics, labels_sha256 = excluded.labels_sha256, valid_for = excluded.valid_for,
         repaired_at = excluded.repaired_at
       RETURNING revision`,
    )
    .pluck();
  const size = database.prepare<[number], { width: number; height: number }>(
    `SELECT metrics ->> 'width' AS width, metrics ->> 'height' AS height FROM repairs
     WHERE file_id = ? AND status = 'repaired'`,
  );
  return {
    /** Of the labels; undefined where the file has none. */
    size(fileId: number): { readonly width: number; readonly height: number } | undefined {
      return size.get(fileId);
    },
    read(fileId: number): RepairRow | undefined {
      const row = select.get(fileId);
      if (row === undefined) return undefined;
      const { revision, status, sourceSha256, paletteHash, engineVersion, preset } = row;
      const { labelsSha256, validFor, repairedAt } = row;
      return {
        revision,
        status,
        origin: { sourceSha256, paletteHash, engineVersion, preset },
        verdict: readJson(verdictSchema, row.verdict),
        metrics: readJson(repairMetricsSchema, row.metrics),
        labelsSha256,
        validFor,
        repairedAt,
      };
    },
    /** Replaces the file's result; returns the new revision. */
    write(
      fileId: number,
      {
        status,
        origin,
        verdict,
        metrics,
        labelsSha256,
        validFor,
      }: RepairRecord & Pick<RepairRow, 'labelsSha256' | 'validFor'>,
    ): number {
      const texts = { verdict: JSON.stringify(verdict), metrics: JSON.stringify(metrics), labelsSha256, validFor };
      const revision = upsert.get({ fileId, status, ...origin, ...texts, repairedAt: Date.now() });
      if (revision === undefined) throw new Error('a result that was just written has no revision');
      return revision;
    },
  };
}
