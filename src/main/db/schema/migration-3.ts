import type { Migration } from './migrate.ts';

/** Review: labels painted by people above those of the engine, decisions with names and notes, certificates block by block. */
export const migration3: Migration = {
  version: 3,
  sql: `
    ALTER TABLE files ADD COLUMN labels_revision INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE files ADD COLUMN edits INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE files ADD COLUMN edited_pixels INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE files ADD COLUMN note TEXT;
    ALTER TABLE files ADD COLUMN decided_by TEXT;
    ALTER TABLE files ADD COLUMN decided_at INTEGER;
    UPDATE files SET labels_revision = revision;
    CREATE INDEX files_to_look_at ON files (look) WHERE role = 'mask' AND is_removed = 0 AND decision = 'undecided'
      AND is_certified = 0 AND status IN ('repaired', 'stale', 'skipped', 'failed');
    CREATE INDEX files_undecided ON files (look) WHERE role = 'mask' AND is_removed = 0 AND decision = 'undecided'
      AND status IN ('repaired', 'stale', 'skipped', 'failed');
    CREATE INDEX files_edited ON files (look) WHERE role = 'mask' AND is_removed = 0 AND edits > 0;
    CREATE INDEX files_noted ON files (look) WHERE role = 'mask' AND is_removed = 0 AND note IS NOT NULL;

    ALTER TABLE decisions ADD COLUMN person TEXT NOT NULL DEFAULT '';
    ALTER TABLE decisions ADD COLUMN note TEXT NOT NULL DEFAULT '';

    ALTER TABLE history ADD COLUMN job_id INTEGER;
    ALTER TABLE history ADD COLUMN edit_bytes INTEGER NOT NULL DEFAULT 0;
    CREATE INDEX history_by_job ON history (job_id) WHERE job_id IS NOT NULL;

    CREATE TABLE edits (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      history_id INTEGER NOT NULL REFERENCES history ON DELETE CASCADE,
      file_id INTEGER NOT NULL REFERENCES files ON DELETE CASCADE,
      width INTEGER NOT NULL,
      height INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX edits_by_file ON edits (file_id, history_id, id);
    CREATE INDEX edits_by_history ON edits (history_id, file_id);
    CREATE TABLE edit_tiles (
      edit_id INTEGER NOT NULL REFERENCES edits ON DELETE CASCADE,
      tile_row INTEGER NOT NULL,
      tile_column INTEGER NOT NULL,
      runs BLOB NOT NULL,
      PRIMARY KEY (edit_id, tile_row, tile_column)
    ) STRICT;

    CREATE TABLE painted_tiles (
      file_id INTEGER NOT NULL REFERENCES files ON DELETE CASCADE,
      tile_row INTEGER NOT NULL,
      tile_column INTEGER NOT NULL,
      width INTEGER NOT NULL,
      height INTEGER NOT NULL,
      runs BLOB NOT NULL,
      PRIMARY KEY (file_id, tile_row, tile_column)
    ) STRICT;
    CREATE TABLE edited_tiles (
      file_id INTEGER NOT NULL REFERENCES files ON DELETE CASCADE,
      tile_row INTEGER NOT NULL,
      tile_column INTEGER NOT NULL,
      labels BLOB NOT NULL,
      changed_pixels INTEGER NOT NULL,
      PRIMARY KEY (file_id, tile_row, tile_column)
    ) STRICT;

    CREATE TABLE certificates (
      file_id INTEGER PRIMARY KEY REFERENCES files ON DELETE CASCADE,
      revision INTEGER NOT NULL,
      columns INTEGER NOT NULL,
      block_rows INTEGER NOT NULL,
      block_width INTEGER NOT NULL,
      block_height INTEGER NOT NULL,
      states BLOB NOT NULL
    ) STRICT;

    CREATE TABLE saved_filters (
      name TEXT PRIMARY KEY,
      filter TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE jobs_3 (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      kind TEXT NOT NULL CHECK (kind IN ('import', 'rescan', 'repair', 'export', 'edit')),
      state TEXT NOT NULL CHECK (state IN ('running', 'finished', 'cancelled', 'interrupted', 'failed')),
      title TEXT NOT NULL DEFAULT '',
      parameters TEXT NOT NULL,
      result TEXT,
      error TEXT,
      is_dismissed INTEGER NOT NULL DEFAULT 0 CHECK (is_dismissed IN (0, 1)),
      started_at INTEGER NOT NULL,
      ended_at INTEGER
    ) STRICT;
    INSERT INTO jobs_3 (id, kind, state, title, parameters, result, error, is_dismissed, started_at, ended_at)
      SELECT id, kind, state, title, parameters, result, error, is_dismissed, started_at, ended_at FROM jobs;
    DROP TABLE jobs;
    ALTER TABLE jobs_3 RENAME TO jobs;
    CREATE INDEX jobs_running ON jobs (state) WHERE state = 'running';
  `,
};
