import type { Migration } from './migrate.ts';

/**
 * What the app keeps: photos and pairs, what lists are sorted and filtered by as columns of their own, problems, flat
 * colours, pictures for lists, earlier results, the history of the person's acts, jobs of every kind.
 *
 * Tables whose CHECKs grow are made anew, since SQLite cannot change them; foreign keys are off meanwhile.
 */
export const migration2: Migration = {
  version: 2,
  sql: `
    ALTER TABLE project ADD COLUMN revision INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE project ADD COLUMN palette_revision INTEGER NOT NULL DEFAULT 0;
    UPDATE project SET palette_revision = 1 WHERE palette_coding IS NOT NULL;

    ALTER TABLE roots ADD COLUMN role TEXT NOT NULL DEFAULT 'auto' CHECK (role IN ('auto', 'mask', 'photo'));
    ALTER TABLE roots ADD COLUMN is_watched INTEGER NOT NULL DEFAULT 0 CHECK (is_watched IN (0, 1));

    ALTER TABLE classes ADD COLUMN is_locked INTEGER NOT NULL DEFAULT 0 CHECK (is_locked IN (0, 1));
    ALTER TABLE classes ADD COLUMN merged_into INTEGER REFERENCES classes;
    ALTER TABLE classes ADD COLUMN source_index INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE classes ADD COLUMN source_red INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE classes ADD COLUMN source_green INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE classes ADD COLUMN source_blue INTEGER NOT NULL DEFAULT 0;
    UPDATE classes SET source_index = exported_index, source_red = red, source_green = green, source_blue = blue;

    CREATE TABLE files_2 (
      id INTEGER PRIMARY KEY,
      root_id INTEGER NOT NULL REFERENCES roots,
      path TEXT NOT NULL,
      role TEXT NOT NULL DEFAULT 'mask' CHECK (role IN ('mask', 'photo')),
      is_removed INTEGER NOT NULL DEFAULT 0 CHECK (is_removed IN (0, 1)),
      status TEXT NOT NULL DEFAULT 'new'
        CHECK (status IN ('new', 'inspected', 'repaired', 'stale', 'skipped', 'failed')),
      decision TEXT NOT NULL DEFAULT 'undecided'
        CHECK (decision IN ('undecided', 'accepted', 'rejected', 'flagged', 'skipped')),
      disk TEXT NOT NULL DEFAULT 'same' CHECK (disk IN ('same', 'changed', 'missing')),
      revision INTEGER NOT NULL DEFAULT 0,
      bytes INTEGER,
      modified_ns INTEGER,
      sha256 TEXT,
      content_sha256 TEXT,
      facts TEXT,
      verdict TEXT,
      error TEXT,
      name_key TEXT NOT NULL DEFAULT '',
      pair_path TEXT NOT NULL DEFAULT '',
      pair_name TEXT NOT NULL DEFAULT '',
      split TEXT NOT NULL DEFAULT '',
      format TEXT,
      width INTEGER,
      height INTEGER,
      pixels INTEGER,
      quality INTEGER,
      has_standard_tables INTEGER,
      subsampling TEXT,
      colours INTEGER,
      verdict_kind TEXT,
      verdict_confidence REAL,
      class_count INTEGER,
      uncertain_pixels INTEGER,
      certified_share REAL,
      is_certified INTEGER NOT NULL DEFAULT 0 CHECK (is_certified IN (0, 1)),
      look REAL NOT NULL DEFAULT 0,
      problems INTEGER NOT NULL DEFAULT 0,
      photo_id INTEGER REFERENCES files ON DELETE SET NULL,
      UNIQUE (root_id, path)
    ) STRICT;
    INSERT INTO files_2 (id, root_id, path, status, revision, bytes, modified_ns, sha256, facts, verdict, error, name_key,
        format, width, height, pixels, quality, has_standard_tables, subsampling, colours, verdict_kind,
        verdict_confidence, class_count, uncertain_pixels, certified_share, look)
      SELECT files.id, root_id, path, files.status, coalesce(repairs.revision, 0), bytes, modified_ns, sha256, facts,
        files.verdict, error, lower(path), facts ->> 'format', facts ->> 'width', facts ->> 'height',
        (facts ->> 'width') * (facts ->> 'height'), facts ->> '$.jpeg.quality', facts ->> '$.jpeg.hasStandardTables',
        facts ->> '$.jpeg.subsampling', metrics ->> 'coloursBefore', files.verdict ->> 'kind',
        files.verdict ->> 'confidence', json_array_length(metrics, '$.classes'), metrics ->> 'uncertainPixels',
        CASE WHEN metrics ->> 'edgeBlocks' > 0
          THEN CAST(metrics ->> 'certifiedBlocks' AS REAL) / (metrics ->> 'edgeBlocks') END,
        CASE files.status WHEN 'failed' THEN 5 WHEN 'skipped' THEN 4 ELSE 0 END
      FROM files LEFT JOIN repairs ON repairs.file_id = files.id;
    DROP TABLE files;
    ALTER TABLE files_2 RENAME TO files;

    CREATE INDEX files_by_name ON files (role, name_key) WHERE is_removed = 0;
    CREATE INDEX files_by_look ON files (role, look) WHERE is_removed = 0;
    CREATE INDEX files_by_verdict ON files (role, verdict_kind) WHERE is_removed = 0;
    CREATE INDEX files_by_format ON files (role, format) WHERE is_removed = 0;
    CREATE INDEX files_by_pixels ON files (role, pixels) WHERE is_removed = 0;
    CREATE INDEX files_by_bytes ON files (role, bytes) WHERE is_removed = 0;
    CREATE INDEX files_by_quality ON files (role, quality) WHERE is_removed = 0;
    CREATE INDEX files_by_subsampling ON files (role, subsampling) WHERE is_removed = 0;
    CREATE INDEX files_by_colours ON files (role, colours) WHERE is_removed = 0;
    CREATE INDEX files_by_status ON files (role, status) WHERE is_removed = 0;
    CREATE INDEX files_by_decision ON files (role, decision) WHERE is_removed = 0;
    CREATE INDEX files_by_uncertain ON files (role, uncertain_pixels) WHERE is_removed = 0;
    CREATE INDEX files_by_certified ON files (role, certified_share) WHERE is_removed = 0;
    CREATE INDEX files_by_pair_path ON files (role, pair_path) WHERE is_removed = 0;
    CREATE INDEX files_by_pair_name ON files (role, pair_name) WHERE is_removed = 0;
    CREATE INDEX files_by_photo ON files (photo_id) WHERE photo_id IS NOT NULL;
    CREATE INDEX files_by_sha256 ON files (role, sha256) WHERE is_removed = 0 AND sha256 IS NOT NULL;
    CREATE INDEX files_by_content ON files (role, content_sha256) WHERE is_removed = 0 AND content_sha256 IS NOT NULL;
    CREATE INDEX files_removed ON files (is_removed) WHERE is_removed = 1;
    CREATE INDEX files_by_root ON files (root_id, role) WHERE is_removed = 0;

    CREATE TABLE file_problems (
      kind TEXT NOT NULL,
      file_id INTEGER NOT NULL REFERENCES files ON DELETE CASCADE,
      severity TEXT NOT NULL CHECK (severity IN ('error', 'warning', 'note')),
      text TEXT NOT NULL,
      PRIMARY KEY (kind, file_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX file_problems_by_file ON file_problems (file_id);

    CREATE TABLE file_classes (
      slot INTEGER NOT NULL,
      file_id INTEGER NOT NULL REFERENCES files ON DELETE CASCADE,
      pixels INTEGER NOT NULL,
      PRIMARY KEY (slot, file_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX file_classes_by_file ON file_classes (file_id);
    INSERT INTO file_classes (slot, file_id, pixels)
      SELECT entry.value ->> 'slot', file_id, entry.value ->> 'pixels'
      FROM repairs, json_each(repairs.metrics, '$.classes') AS entry WHERE repairs.status = 'repaired';

    CREATE TABLE colours (
      id INTEGER PRIMARY KEY,
      space TEXT NOT NULL CHECK (space IN ('ycbcr', 'rgb', 'grey', 'indexed')),
      low TEXT NOT NULL,
      high TEXT NOT NULL,
      UNIQUE (space, low, high)
    ) STRICT;
    CREATE TABLE file_colours (
      colour_id INTEGER NOT NULL REFERENCES colours,
      file_id INTEGER NOT NULL REFERENCES files ON DELETE CASCADE,
      pixels INTEGER NOT NULL,
      is_flat INTEGER NOT NULL CHECK (is_flat IN (0, 1)),
      PRIMARY KEY (colour_id, file_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX file_colours_by_file ON file_colours (file_id);

    CREATE TABLE thumbnails (
      file_id INTEGER NOT NULL REFERENCES files ON DELETE CASCADE,
      kind TEXT NOT NULL CHECK (kind IN ('picture', 'labels')),
      width INTEGER NOT NULL,
      height INTEGER NOT NULL,
      bytes BLOB NOT NULL,
      PRIMARY KEY (file_id, kind)
    ) STRICT;

    ALTER TABLE repairs ADD COLUMN labels_sha256 TEXT NOT NULL DEFAULT '';
    ALTER TABLE repairs ADD COLUMN valid_for TEXT NOT NULL DEFAULT '';
    UPDATE repairs SET valid_for = palette_hash;
    CREATE INDEX repairs_by_validity ON repairs (valid_for);

    CREATE TABLE earlier_repairs (
      file_id INTEGER NOT NULL REFERENCES files ON DELETE CASCADE,
      revision INTEGER NOT NULL,
      status TEXT NOT NULL,
      source_sha256 TEXT NOT NULL,
      palette_hash TEXT NOT NULL,
      valid_for TEXT NOT NULL,
      engine_version INTEGER NOT NULL,
      preset TEXT NOT NULL,
      verdict TEXT NOT NULL,
      metrics TEXT NOT NULL,
      labels_sha256 TEXT NOT NULL,
      repaired_at INTEGER NOT NULL,
      bytes INTEGER NOT NULL,
      PRIMARY KEY (file_id, revision)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX earlier_repairs_by_validity ON earlier_repairs (valid_for);
    CREATE TABLE earlier_tiles (
      file_id INTEGER NOT NULL REFERENCES files ON DELETE CASCADE,
      revision INTEGER NOT NULL,
      tile_row INTEGER NOT NULL,
      tile_column INTEGER NOT NULL,
      labels BLOB NOT NULL,
      confidence BLOB NOT NULL,
      PRIMARY KEY (file_id, revision, tile_row, tile_column)
    ) STRICT;

    CREATE TABLE decisions (
      id INTEGER PRIMARY KEY,
      file_id INTEGER NOT NULL REFERENCES files ON DELETE CASCADE,
      decision TEXT NOT NULL,
      revision INTEGER NOT NULL,
      decided_at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX decisions_by_file ON decisions (file_id);

    CREATE TABLE history (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      label TEXT NOT NULL,
      done_at INTEGER NOT NULL,
      is_undone INTEGER NOT NULL DEFAULT 0 CHECK (is_undone IN (0, 1)),
      change TEXT NOT NULL
    ) STRICT;
    CREATE INDEX history_by_state ON history (is_undone, id);

    CREATE TABLE jobs_2 (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      kind TEXT NOT NULL CHECK (kind IN ('import', 'rescan', 'repair', 'export')),
      state TEXT NOT NULL CHECK (state IN ('running', 'finished', 'cancelled', 'interrupted', 'failed')),
      title TEXT NOT NULL DEFAULT '',
      parameters TEXT NOT NULL,
      result TEXT,
      error TEXT,
      is_dismissed INTEGER NOT NULL DEFAULT 0 CHECK (is_dismissed IN (0, 1)),
      started_at INTEGER NOT NULL,
      ended_at INTEGER
    ) STRICT;
    INSERT INTO jobs_2 (id, kind, state, title, parameters, is_dismissed, started_at, ended_at)
      SELECT id, kind, state, 'Repair from the command line', parameters, 1, started_at, ended_at FROM jobs;
    DROP TABLE jobs;
    ALTER TABLE jobs_2 RENAME TO jobs;
    CREATE INDEX jobs_running ON jobs (state) WHERE state = 'running';

    CREATE TABLE job_items_2 (
      job_id INTEGER NOT NULL REFERENCES jobs ON DELETE CASCADE,
      file_id INTEGER NOT NULL REFERENCES files ON DELETE CASCADE,
      state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'repaired', 'done', 'skipped', 'failed')),
      PRIMARY KEY (job_id, file_id)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO job_items_2 SELECT job_id, file_id, state FROM job_items;
    DROP TABLE job_items;
    ALTER TABLE job_items_2 RENAME TO job_items;
    CREATE INDEX job_items_by_file ON job_items (file_id);
    CREATE INDEX job_items_by_state ON job_items (job_id, state);
  `,
};
