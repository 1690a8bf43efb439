import type { Database } from 'better-sqlite3';
import { type ErrorData } from '../../shared/errors.ts';
import { type FileFacts, fileFactsSchema } from '../../shared/model/file-facts.ts';
import { type Verdict, verdictSchema } from '../../shared/model/verdict.ts';
import { readOptionalJson, writeOptionalJson } from './json-column.ts';

export type FileStatus = 'new' | 'inspected' | 'repaired' | 'skipped' | 'failed';

/** Where work on a file stands that did not fail. */
type SettledStatus = Exclude<FileStatus, 'new' | 'failed'>;

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
  readonly status: FileStatus;
  /** Undefined for a file that was never read. */
  readonly source: ReadSource | undefined;
  readonly verdict: Verdict | undefined;
}

interface StoredFile {
  readonly id: bigint;
  readonly status: FileStatus;
  readonly bytes: bigint | null;
  readonly modifiedNs: bigint | null;
  readonly sha256: string | null;
  readonly facts: string | null;
  readonly verdict: string | null;
}

/** A file whose mask is repaired. */
export interface RepairedFileRow {
  readonly id: number;
  /** Path below the root, POSIX separators. */
  readonly path: string;
  /** EXIF orientation 1..8. */
  readonly orientation: number;
}

interface StoredRepairedFile extends Omit<RepairedFileRow, 'orientation'> {
  readonly facts: string | null;
}

/** The source files of the project. */
export function openFilesTable(database: Database) {
  const selectRepaired = database.prepare<[number], StoredRepairedFile>(
    "SELECT id, path, facts FROM files WHERE root_id = ? AND status = 'repaired' ORDER BY path",
  );
  const insert = database.prepare<[number, string]>(
    'INSERT INTO files (root_id, path) VALUES (?, ?) ON CONFLICT (root_id, path) DO NOTHING',
  );
  // Nanoseconds since 1970 exceed what a double holds exactly.
  const select = database
    .prepare<[number, string], StoredFile>(
      `SELECT id, status, bytes, modified_ns AS modifiedNs, sha256, facts, verdict
       FROM files WHERE root_id = ? AND path = ?`,
    )
    .safeIntegers();
  const update = database.prepare(
    `UPDATE files SET status = @status, bytes = @bytes, modified_ns = @modifiedNs, sha256 = @sha256, facts = @facts,
       verdict = @verdict, error = NULL
     WHERE id = @id`,
  );
  const updateStatus = database.prepare<[FileStatus, number]>('UPDATE files SET status = ?, error = NULL WHERE id = ?');
  const updateFailed = database.prepare<[string, number]>("UPDATE files SET status = 'failed', error = ? WHERE id = ?");
  return {
    /** The row of a file, made where there is none. */
    register(rootId: number, path: string): FileRow {
      insert.run(rootId, path);
      const row = select.get(rootId, path);
      if (row === undefined) throw new Error('a file that was just registered is gone');
      return fromStored(row);
    },
    /** A file that was read, and what is known to have happened to it. */
    setRead(id: number, status: SettledStatus, read: ReadSource, verdict?: Verdict): void {
      update.run({
        id,
        status,
        ...read.stamp,
        sha256: read.sha256,
        facts: JSON.stringify(read.facts),
        verdict: writeOptionalJson(verdict),
      });
    },
    /** The repaired ones of a root, by path. */
    repaired(rootId: number): RepairedFileRow[] {
      return selectRepaired.all(rootId).map(({ facts, ...row }) => {
        return { ...row, orientation: readOptionalJson(fileFactsSchema, facts)?.orientation ?? 1 };
      });
    },
    setStatus(id: number, status: SettledStatus): void {
      updateStatus.run(status, id);
    },
    setFailed(id: number, error: ErrorData): void {
      updateFailed.run(JSON.stringify(error), id);
    },
  };
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
