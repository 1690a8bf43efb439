import type { Migration } from './migrate.ts';

/** What masks were measured to hold, for the labels and the way of measuring that it was true of. */
export const migration4: Migration = {
  version: 4,
  sql: `
    CREATE TABLE measures (
      file_id INTEGER PRIMARY KEY REFERENCES files ON DELETE CASCADE,
      labels_version TEXT NOT NULL,
      way TEXT NOT NULL,
      measure TEXT NOT NULL
    ) STRICT;
  `,
};
