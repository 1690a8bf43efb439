import type { Migration } from './migrate.ts';

/** Objects of masks beside their classes: what the repair or a dataset gave, and what people made of it. */
export const migration7: Migration = {
  version: 7,
  sql: `
    ALTER TABLE files ADD COLUMN meaning TEXT NOT NULL DEFAULT 'auto' CHECK (meaning IN ('auto', 'classes', 'objects'));
    ALTER TABLE files ADD COLUMN object_source TEXT;
    CREATE INDEX files_of_objects ON files (id) WHERE role = 'mask' AND is_removed = 0
      AND (meaning <> 'auto' OR object_source IS NOT NULL);

    ALTER TABLE edits ADD COLUMN layer TEXT NOT NULL DEFAULT 'labels' CHECK (layer IN ('labels', 'objects'));

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
  `,
};
