import type { Migration } from './migrate.ts';

/** What a repair from the command line keeps. */
export const migration1: Migration = {
  version: 1,
  sql: `
      CREATE TABLE project (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        created_at INTEGER NOT NULL,
        engine_version INTEGER NOT NULL,
        contract_version INTEGER NOT NULL,
        palette_coding TEXT CHECK (palette_coding IN ('colour', 'grey-index', 'binary')),
        palette_source TEXT,
        next_slot INTEGER NOT NULL DEFAULT 0 CHECK (next_slot BETWEEN 0 AND 65535)
      ) STRICT;

      CREATE TABLE roots (
        id INTEGER PRIMARY KEY,
        absolute_path TEXT NOT NULL,
        relative_path TEXT NOT NULL
      ) STRICT;
      CREATE INDEX roots_by_absolute_path ON roots (absolute_path);
      CREATE INDEX roots_by_relative_path ON roots (relative_path);

      CREATE TABLE files (
        id INTEGER PRIMARY KEY,
        root_id INTEGER NOT NULL REFERENCES roots,
        path TEXT NOT NULL,
        status TEXT NOT NULL DEFAULT 'new' CHECK (status IN ('new', 'inspected', 'repaired', 'skipped', 'failed')),
        bytes INTEGER,
        modified_ns INTEGER,
        sha256 TEXT,
        facts TEXT,
        verdict TEXT,
        error TEXT,
        UNIQUE (root_id, path)
      ) STRICT;

      CREATE TABLE inspections (
        file_id INTEGER PRIMARY KEY REFERENCES files ON DELETE CASCADE,
        source_sha256 TEXT NOT NULL,
        engine_version INTEGER NOT NULL,
        evidence TEXT,
        verdict TEXT,
        CHECK ((evidence IS NULL) <> (verdict IS NULL))
      ) STRICT;

      CREATE TABLE classes (
        slot INTEGER PRIMARY KEY CHECK (slot BETWEEN 0 AND 65534),
        position INTEGER,
        name TEXT NOT NULL,
        exported_index INTEGER NOT NULL CHECK (exported_index BETWEEN 0 AND 65535),
        red INTEGER NOT NULL CHECK (red BETWEEN 0 AND 255),
        green INTEGER NOT NULL CHECK (green BETWEEN 0 AND 255),
        blue INTEGER NOT NULL CHECK (blue BETWEEN 0 AND 255),
        role TEXT NOT NULL CHECK (role IN ('class', 'background', 'void')),
        evidence TEXT
      ) STRICT;
      CREATE INDEX classes_by_position ON classes (position) WHERE position IS NOT NULL;

      CREATE TABLE repairs (
        file_id INTEGER PRIMARY KEY REFERENCES files ON DELETE CASCADE,
        revision INTEGER NOT NULL,
        status TEXT NOT NULL CHECK (status IN ('repaired', 'skipped')),
        source_sha256 TEXT NOT NULL,
        palette_hash TEXT NOT NULL,
        engine_version INTEGER NOT NULL,
        preset TEXT NOT NULL,
        verdict TEXT NOT NULL,
        metrics TEXT NOT NULL,
        repaired_at INTEGER NOT NULL
      ) STRICT;

      CREATE TABLE label_tiles (
        file_id INTEGER NOT NULL REFERENCES files ON DELETE CASCADE,
        tile_row INTEGER NOT NULL,
        tile_column INTEGER NOT NULL,
        revision INTEGER NOT NULL,
        labels BLOB NOT NULL,
        confidence BLOB NOT NULL,
        PRIMARY KEY (file_id, tile_row, tile_column)
      ) STRICT;

      CREATE TABLE outputs (
        path TEXT PRIMARY KEY,
        file_id INTEGER NOT NULL REFERENCES files ON DELETE CASCADE,
        revision INTEGER NOT NULL,
        format TEXT NOT NULL,
        sha256 TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX outputs_by_file ON outputs (file_id);

      CREATE TABLE jobs (
        id INTEGER PRIMARY KEY,
        kind TEXT NOT NULL CHECK (kind IN ('repair')),
        state TEXT NOT NULL CHECK (state IN ('running', 'finished', 'cancelled', 'interrupted')),
        parameters TEXT NOT NULL,
        started_at INTEGER NOT NULL,
        ended_at INTEGER
      ) STRICT;
      CREATE INDEX jobs_running ON jobs (state) WHERE state = 'running';

      CREATE TABLE job_items (
        job_id INTEGER NOT NULL REFERENCES jobs ON DELETE CASCADE,
        file_id INTEGER NOT NULL REFERENCES files ON DELETE CASCADE,
        state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'repaired', 'skipped', 'failed')),
        PRIMARY KEY (job_id, file_id)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX job_items_by_file ON job_items (file_id);
    `,
};
