import type { Migration } from './migrate.ts';

/** Folders of masks that the program has drawn from annotations. */
export const migration4: Migration = {
  version: 4,
  sql: `
    CREATE TABLE drawn_roots (
      root_id INTEGER PRIMARY KEY REFERENCES roots
    ) STRICT;
  `,
};
