// Written by `vitest run test/db/newest-schema.test.ts -u` from the migrations; do not edit.

/** The schema that all migrations together make: a new project takes it at once. */
export const newestSchema = `
CREATE TABLE project (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        created_at INTEGER NOT NULL,
        engine_version INTEGER NOT NULL,
        contract_version INTEGER NOT NULL,
        palette_coding TEXT CHECK (palette_coding IN ('colour', 'grey-index', 'binary')),
        palette_source TEXT,
        next_slot INTEGER NOT NULL DEFAULT 0 CHECK (next_slot BETWEEN 0 AND 65535)
      , revision INTEGER NOT NULL DEFAULT 0, palette_revision INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE TABLE roots (
        id INTEGER PRIMARY KEY,
        absolute_path TEXT NOT NULL,
        relative_path TEXT NOT NULL
      , role TEXT NOT NULL DEFAULT 'auto' CHECK (role IN ('auto', 'mask', 'photo')), is_watched INTEGER NOT NULL DEFAULT 0 CHECK (is_watched IN (0, 1))) STRICT;
CREATE INDEX roots_by_absolute_path ON roots (absolute_path);
CREATE INDEX roots_by_relative_path ON roots (relative_path);
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
      , is_locked INTEGER NOT NULL DEFAULT 0 CHECK (is_locked IN (0, 1)), merged_into INTEGER REFERENCES classes, source_index INTEGER NOT NULL DEFAULT 0, source_red INTEGER NOT NULL DEFAULT 0, source_green INTEGER NOT NULL DEFAULT 0, source_blue INTEGER NOT NULL DEFAULT 0, marking TEXT) STRICT;
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
      , labels_sha256 TEXT NOT NULL DEFAULT '', valid_for TEXT NOT NULL DEFAULT '') STRICT;
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
CREATE TABLE "files" (
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
      photo_id INTEGER REFERENCES files ON DELETE SET NULL, labels_revision INTEGER NOT NULL DEFAULT 0, edits INTEGER NOT NULL DEFAULT 0, edited_pixels INTEGER NOT NULL DEFAULT 0, note TEXT, decided_by TEXT, decided_at INTEGER, meaning TEXT NOT NULL DEFAULT 'auto' CHECK (meaning IN ('auto', 'classes', 'objects')), object_source TEXT,
      UNIQUE (root_id, path)
    ) STRICT;
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
    , person TEXT NOT NULL DEFAULT '', note TEXT NOT NULL DEFAULT '') STRICT;
CREATE INDEX decisions_by_file ON decisions (file_id);
CREATE TABLE history (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      label TEXT NOT NULL,
      done_at INTEGER NOT NULL,
      is_undone INTEGER NOT NULL DEFAULT 0 CHECK (is_undone IN (0, 1)),
      change TEXT NOT NULL
    , job_id INTEGER, edit_bytes INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE INDEX history_by_state ON history (is_undone, id);
CREATE TABLE "job_items" (
      job_id INTEGER NOT NULL REFERENCES jobs ON DELETE CASCADE,
      file_id INTEGER NOT NULL REFERENCES files ON DELETE CASCADE,
      state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'repaired', 'done', 'skipped', 'failed')),
      PRIMARY KEY (job_id, file_id)
    ) STRICT, WITHOUT ROWID;
CREATE INDEX job_items_by_file ON job_items (file_id);
CREATE INDEX job_items_by_state ON job_items (job_id, state);
CREATE INDEX files_undecided ON files (look) WHERE role = 'mask' AND is_removed = 0 AND decision = 'undecided'
      AND status IN ('repaired', 'stale', 'skipped', 'failed');
CREATE INDEX files_edited ON files (look) WHERE role = 'mask' AND is_removed = 0 AND edits > 0;
CREATE INDEX files_noted ON files (look) WHERE role = 'mask' AND is_removed = 0 AND note IS NOT NULL;
CREATE INDEX history_by_job ON history (job_id) WHERE job_id IS NOT NULL;
CREATE TABLE edits (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      history_id INTEGER NOT NULL REFERENCES history ON DELETE CASCADE,
      file_id INTEGER NOT NULL REFERENCES files ON DELETE CASCADE,
      width INTEGER NOT NULL,
      height INTEGER NOT NULL
    , layer TEXT NOT NULL DEFAULT 'labels' CHECK (layer IN ('labels', 'objects'))) STRICT;
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
CREATE TABLE "jobs" (
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
CREATE INDEX jobs_running ON jobs (state) WHERE state = 'running';
CREATE TABLE measures (
      file_id INTEGER PRIMARY KEY REFERENCES files ON DELETE CASCADE,
      labels_version TEXT NOT NULL,
      way TEXT NOT NULL,
      measure TEXT NOT NULL
    ) STRICT;
CREATE TABLE drawn_roots (
      root_id INTEGER PRIMARY KEY REFERENCES roots
    ) STRICT;
CREATE TABLE alternative_tiles (
      file_id INTEGER NOT NULL REFERENCES files ON DELETE CASCADE,
      tile_row INTEGER NOT NULL,
      tile_column INTEGER NOT NULL,
      revision INTEGER NOT NULL,
      runs BLOB NOT NULL,
      PRIMARY KEY (file_id, tile_row, tile_column)
    ) STRICT;
CREATE INDEX files_of_objects ON files (id) WHERE role = 'mask' AND is_removed = 0
      AND (meaning <> 'auto' OR object_source IS NOT NULL);
CREATE TABLE segments (
      file_id INTEGER NOT NULL REFERENCES files ON DELETE CASCADE,
      number INTEGER NOT NULL CHECK (number BETWEEN 1 AND 65534),
      slot INTEGER NOT NULL CHECK (slot BETWEEN 0 AND 65534),
      given_slot INTEGER CHECK (given_slot BETWEEN 0 AND 65534),
      is_crowd INTEGER NOT NULL DEFAULT 0 CHECK (is_crowd IN (0, 1)),
      source_id INTEGER CHECK (source_id BETWEEN 0 AND 4294967295),
      source_rgb TEXT,
      PRIMARY KEY (file_id, number)
    ) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX segments_by_source ON segments (file_id, source_id) WHERE source_id IS NOT NULL;
CREATE TABLE object_tiles (
      file_id INTEGER NOT NULL REFERENCES files ON DELETE CASCADE,
      tile_row INTEGER NOT NULL,
      tile_column INTEGER NOT NULL,
      revision INTEGER NOT NULL,
      numbers BLOB NOT NULL,
      PRIMARY KEY (file_id, tile_row, tile_column)
    ) STRICT;
CREATE TABLE edited_object_tiles (
      file_id INTEGER NOT NULL REFERENCES files ON DELETE CASCADE,
      tile_row INTEGER NOT NULL,
      tile_column INTEGER NOT NULL,
      numbers BLOB NOT NULL,
      PRIMARY KEY (file_id, tile_row, tile_column)
    ) STRICT;
CREATE TABLE painted_object_tiles (
      file_id INTEGER NOT NULL REFERENCES files ON DELETE CASCADE,
      tile_row INTEGER NOT NULL,
      tile_column INTEGER NOT NULL,
      width INTEGER NOT NULL,
      height INTEGER NOT NULL,
      runs BLOB NOT NULL,
      PRIMARY KEY (file_id, tile_row, tile_column)
    ) STRICT;
CREATE INDEX files_to_look_at ON files (look) WHERE role = 'mask' AND is_removed = 0 AND decision = 'undecided'
      AND (is_certified = 0 OR edited_pixels > 0) AND status IN ('repaired', 'stale', 'skipped', 'failed');
CREATE INDEX files_by_class_count ON files (role, class_count) WHERE is_removed = 0;
`;
