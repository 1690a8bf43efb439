import type { Database } from 'better-sqlite3';
import { type Verdict, verdictSchema } from '../../../shared/model/verdict.ts';
import type { FileEvidence } from '../../../shared/palette/file-evidence.ts';
import { readJson } from './json-column.ts';

/** What a file told before the palette was known: its evidence, or that it is no mask. */
export type Finding =
  { readonly kind: 'mask'; readonly evidence: FileEvidence } | { readonly kind: 'other'; readonly verdict: Verdict };

export interface Inspection {
  readonly sourceSha256: string;
  readonly engineVersion: number;
  readonly finding: Finding;
}

interface StoredInspection {
  readonly sourceSha256: string;
  readonly engineVersion: number;
  readonly evidence: string | null;
  readonly verdict: string | null;
}

/** What a mask tells of the palette, and where it lies. */
export interface MaskEvidence {
  /** JSON of FileEvidence. */
  readonly evidence: string;
  /** Absolute path of the folder that `path` is relative to. */
  readonly root: string;
  readonly path: string;
}

/** The evidence of each file for the palette, so that it is gathered once. */
export function openInspectionsTable(database: Database) {
  const select = database.prepare<[number], StoredInspection>(
    `SELECT source_sha256 AS sourceSha256, engine_version AS engineVersion, evidence, verdict
     FROM inspections WHERE file_id = ?`,
  );
  const upsert = database.prepare(
    `INSERT INTO inspections (file_id, source_sha256, engine_version, evidence, verdict)
     VALUES (@fileId, @sourceSha256, @engineVersion, @evidence, @verdict)
     ON CONFLICT (file_id) DO UPDATE SET source_sha256 = excluded.source_sha256,
       engine_version = excluded.engine_version, evidence = excluded.evidence, verdict = excluded.verdict`,
  );
  const selectTexts = database.prepare<[number], MaskEvidence>(
    `SELECT evidence, absolute_path AS root, path FROM files
       JOIN inspections ON file_id = files.id JOIN roots ON roots.id = root_id
       WHERE files.role = 'mask' AND is_removed = 0 AND evidence IS NOT NULL AND engine_version = ?
         AND (meaning = 'classes' OR object_source ->> 'file' IS NOT NULL
           OR (meaning = 'auto' AND object_source IS NULL))
       ORDER BY files.id`,
  );
  return {
    /** The evidence of every mask whose values name classes, as it was put down, JSON of FileEvidence. */
    evidenceTexts(engineVersion: number): MaskEvidence[] {
      return selectTexts.all(engineVersion);
    },
    read(fileId: number): Inspection | undefined {
      const row = select.get(fileId);
      if (row === undefined) return undefined;
      const { sourceSha256, engineVersion } = row;
      return { sourceSha256, engineVersion, finding: findingOf(row) };
    },
    write(fileId: number, { sourceSha256, engineVersion, finding }: Inspection): void {
      const evidence = finding.kind === 'mask' ? JSON.stringify(finding.evidence) : null;
      const verdict = finding.kind === 'other' ? JSON.stringify(finding.verdict) : null;
      upsert.run({ fileId, sourceSha256, engineVersion, evidence, verdict });
    },
  };
}

function findingOf({ evidence, verdict }: StoredInspection): Finding {
  if (verdict !== null) return { kind: 'other', verdict: readJson(verdictSchema, verdict) };
  // The engine version beside it vouches for the shape: evidence of another version is not used.
  return { kind: 'mask', evidence: JSON.parse(evidence ?? '') as FileEvidence };
}
