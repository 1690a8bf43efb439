import type { Database } from 'better-sqlite3';

/** A file we wrote for a result. */
export interface OutputFile {
  /** Absolute path. */
  readonly path: string;
  /** How the labels were written; `confidence` and `objects` for maps beside them. */
  readonly format: 'indexed' | 'grey' | 'rgb' | 'confidence' | 'objects';
  readonly sha256: string;
}

export interface OutputRow extends OutputFile {
  /** The result it was written from. */
  readonly revision: number;
}

/** The files that results were written to. */
export function openOutputsTable(database: Database) {
  const select = database.prepare<[number], OutputRow>(
    'SELECT path, format, sha256, revision FROM outputs WHERE file_id = ?',
  );
  const upsert = database.prepare(
    `INSERT INTO outputs (path, file_id, revision, format, sha256) VALUES (@path, @fileId, @revision, @format, @sha256)
     ON CONFLICT (path) DO UPDATE SET file_id = excluded.file_id, revision = excluded.revision,
       format = excluded.format, sha256 = excluded.sha256`,
  );
  return {
    ofFile(fileId: number): OutputRow[] {
      return select.all(fileId);
    },
    write(fileId: number, revision: number, output: OutputFile): void {
      upsert.run({ ...output, fileId, revision });
    },
  };
}
