import type { Database } from 'better-sqlite3';
import { describeSourceName } from '../../../shared/checks/source-name.ts';
import { type ErrorData } from '../../../shared/errors.ts';
import { type FileFacts, fileFactsSchema } from '../../../shared/model/file-facts.ts';
import type { DiskState, SourceRole, SourceStatus } from '../../../shared/model/source-status.ts';
import { type Verdict, verdictSchema } from '../../../shared/model/verdict.ts';
import { readOptionalJson, writeOptionalJson } from './json-column.ts';
import { needForLook, PAINTED_LOOK, proofOf } from '../lists/need-for-look.ts';
import type { RepairMetrics } from './repairs-table.ts';

/** Where work on a file stands that did not fail. */
type SettledStatus = Exclude<SourceStatus, 'new' | 'failed'>;

/** What tells one state of a file from another without reading it. */
export interface FileStamp {
  readonly bytes: number;
  /** Modification time in nanoseconds since 1970. */
  readonly modifiedNs: bigint;
}

/** A source as it was when it was last read whole. */
export interface ReadSource {
  readonly stamp: FileStamp;
  readonly sha256: string;
  readonly facts: FileFacts;
}

export interface FileRow {
  readonly id: number;
  readonly status: SourceStatus;
  /** Undefined for a file that was never read. */
  readonly source: ReadSource | undefined;
  readonly verdict: Verdict | undefined;
}

interface RegisteredFile {
  readonly file: FileRow;
  /** True where the project did not have it. */
  readonly isAdded: boolean;
}

/** What was seen in a file beside its header. */
export interface SeenContent {
  /** Distinct colours; null where they are not counted. */
  readonly colours: number | null;
  readonly contentSha256: string;
}

interface StoredFile {
  readonly id: bigint;
  readonly status: SourceStatus;
  readonly bytes: bigint | null;
  readonly modifiedNs: bigint | null;
  readonly sha256: string | null;
  readonly facts: string | null;
  readonly verdict: string | null;
}

/** The source files of the project. */
export function openFilesTable(database: Database) {
  nameOldFiles(database);
  const insert = database.prepare(
    `INSERT INTO files (root_id, path, role, name_key, pair_path, pair_name, split)
     VALUES (@rootId, @path, @role, @nameKey, @pairPath, @pairName, @split)
     ON CONFLICT (root_id, path) DO UPDATE SET is_removed = 0 WHERE is_removed = 1`,
  );
  // Nanoseconds since 1970 exceed what a double holds exactly.
  const select = database
    .prepare<[number, string], StoredFile>(
      `SELECT id, status, bytes, modified_ns AS modifiedNs, sha256, facts, verdict
       FROM files WHERE root_id = ? AND path = ?`,
    )
    .safeIntegers();
  const update = database.prepare(
    `UPDATE files SET status = @status, revision = revision + 1, disk = 'same', bytes = @bytes,
       modified_ns = @modifiedNs, sha256 = @sha256, facts = @facts, verdict = @verdict, error = NULL, format = @format,
       width = @width, height = @height, pixels = @pixels, quality = @quality,
       has_standard_tables = @hasStandardTables, subsampling = @subsampling, verdict_kind = @verdictKind,
       verdict_confidence = @verdictConfidence, look = @look
     WHERE id = @id`,
  );
  const updateSeen = database.prepare(
    'UPDATE files SET colours = @colours, content_sha256 = @contentSha256 WHERE id = @id',
  );
  const updateResult = database.prepare(
    `UPDATE files SET colours = @colours, class_count = @classes, uncertain_pixels = @uncertainPixels,
       certified_share = @certifiedShare, is_certified = @isCertified,
       look = iif(@isCertified = 1 AND edited_pixels > 0, ${PAINTED_LOOK}, @look)
     WHERE id = @id`,
  );
  const updateVerdict = database.prepare(
    'UPDATE files SET verdict = @text, verdict_kind = @kind, verdict_confidence = @confidence WHERE id = @id',
  );
  const updateStatus = database.prepare<[SourceStatus, number]>(
    'UPDATE files SET status = ?, error = NULL WHERE id = ?',
  );
  const updateFailed = database.prepare(
    `UPDATE files SET status = 'failed', revision = revision + 1, error = @error, verdict_kind = 'unreadable',
       verdict_confidence = 1, look = @look WHERE id = @id`,
  );
  const updateRole = database.prepare<[SourceRole, number]>('UPDATE files SET role = ? WHERE id = ?');
  const updateRemoved = database.prepare<[number, string]>(
    'UPDATE files SET is_removed = ? WHERE id IN (SELECT value FROM json_each(?))',
  );
  const updateDisk = database.prepare<[DiskState, number]>('UPDATE files SET disk = ? WHERE id = ?');
  const selectLabelsRevision = database
    .prepare<[number], number>('SELECT labels_revision FROM files WHERE id = ?')
    .pluck();
  const updatePainted = database
    .prepare<[Record<string, number>], number>(
      `UPDATE files SET labels_revision = labels_revision + 1, edits = @edits, edited_pixels = @editedPixels,
         look = iif(is_certified = 1 AND status IN ('repaired', 'stale'), iif(@editedPixels > 0, ${PAINTED_LOOK}, 0), look)
       WHERE id = @id RETURNING labels_revision`,
    )
    .pluck();
  const grow = database.prepare<[number]>('UPDATE files SET revision = revision + 1 WHERE id = ?');
  return {
    labelsRevision(id: number): number {
      return selectLabelsRevision.get(id) ?? 0;
    },
    /** The labels are others than before; gives their new revision. */
    setPainted(id: number, painted: { readonly edits: number; readonly editedPixels: number }): number {
      const revision = updatePainted.get({ id, ...painted });
      if (revision === undefined) throw new Error('a file that was just painted on is gone');
      return revision;
    },
    /** Its pictures are others than before. */
    grow(id: number): void {
      grow.run(id);
    },
    /** The row of a file, made where there is none; one that was taken out is back. */
    register(rootId: number, path: string, role: SourceRole = 'mask'): RegisteredFile {
      const { changes } = insert.run({ rootId, path, ...describeSourceName(path), role });
      const row = select.get(rootId, path);
      if (row === undefined) throw new Error('a file that was just registered is gone');
      return { file: fromStored(row), isAdded: changes > 0 };
    },
    /** A file that was read, and what is known to have happened to it. */
    setRead(id: number, status: SettledStatus, read: ReadSource, verdict?: Verdict): void {
      const { facts, stamp, sha256 } = read;
      const texts = { facts: JSON.stringify(facts), verdict: writeOptionalJson(verdict) };
      const known = { verdictKind: verdict?.kind ?? null, verdictConfidence: verdict?.confidence ?? null };
      update.run({
        id,
        status,
        ...stamp,
        sha256,
        ...texts,
        ...listedFacts(facts),
        ...known,
        look: needForLook(status),
      });
    },
    setVerdict(id: number, verdict: Verdict): void {
      const { kind, confidence } = verdict;
      updateVerdict.run({ id, text: JSON.stringify(verdict), kind, confidence });
    },
    setSeen(id: number, seen: SeenContent): void {
      updateSeen.run({ id, ...seen });
    },
    setResult(id: number, status: SettledStatus, metrics: RepairMetrics): void {
      const { certifiedShare, isCertified } = proofOf(metrics);
      updateResult.run({
        id,
        colours: metrics.coloursBefore,
        classes: metrics.classes.length,
        uncertainPixels: metrics.uncertainPixels,
        certifiedShare,
        isCertified: isCertified && status === 'repaired' ? 1 : 0,
        look: needForLook(status, metrics),
      });
    },
    setStatus(id: number, status: SettledStatus): void {
      updateStatus.run(status, id);
    },
    setFailed(id: number, error: ErrorData): void {
      updateFailed.run({ id, error: JSON.stringify(error), look: needForLook('failed') });
    },
    setRole(id: number, role: SourceRole): void {
      updateRole.run(role, id);
    },
    /** Taken out of the project, or back in. */
    setRemoved(ids: readonly number[], isRemoved: boolean): void {
      updateRemoved.run(Number(isRemoved), JSON.stringify(ids));
    },
    setDisk(id: number, disk: DiskState): void {
      updateDisk.run(disk, id);
    },
  };
}

function listedFacts({ format, width, height, jpeg }: FileFacts) {
  return {
    format,
    width,
    height,
    pixels: width * height,
    quality: jpeg?.quality ?? null,
    hasStandardTables: jpeg === undefined ? null : Number(jpeg.hasStandardTables),
    subsampling: jpeg?.subsampling ?? null,
  };
}

/** Files of projects from before names were read. */
function nameOldFiles(database: Database): void {
  const nameless = database
    .prepare<[], { id: number; path: string }>(
      "SELECT id, path FROM files WHERE role IN ('mask', 'photo') AND is_removed = 0 AND pair_name = ''",
    )
    .all();
  const update = database.prepare(
    'UPDATE files SET name_key = @nameKey, pair_path = @pairPath, pair_name = @pairName, split = @split WHERE id = @id',
  );
  for (const { id, path } of nameless) {
    const { nameKey, pairPath, pairName, split } = describeSourceName(path);
    update.run({ id, nameKey, pairPath, pairName, split });
  }
}

function fromStored(row: StoredFile): FileRow {
  const facts = readOptionalJson(fileFactsSchema, row.facts);
  const hasSource = row.bytes !== null && row.modifiedNs !== null && row.sha256 !== null && facts !== undefined;
  return {
    id: Number(row.id),
    status: row.status,
    source: hasSource
      ? { stamp: { bytes: Number(row.bytes), modifiedNs: row.modifiedNs }, sha256: row.sha256, facts }
      : undefined,
    verdict: readOptionalJson(verdictSchema, row.verdict),
  };
}
