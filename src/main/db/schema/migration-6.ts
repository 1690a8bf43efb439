import type { Migration } from './migrate.ts';

/** The second most likely labels of pixels that the engine was in doubt of. */
export const migration6: Migration = {
  version: 6,
  sql: `
    CREATE TABLE alternative_tiles (
      file_id INTEGER NOT NULL REFERENCES files ON DELETE CASCADE,
      tile_row INTEGER NOT NULL,
      tile_column INTEGER NOT NULL,
      revision INTEGER NOT NULL,
      runs BLOB NOT NULL,
      PRIMARY KEY (file_id, tile_row, tile_column)
    ) STRICT;
  `,
};
