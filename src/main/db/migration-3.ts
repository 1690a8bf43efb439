import type { Migration } from './migrate.ts';

/** Folders of masks that the program has drawn from annotations. */
export const migration3: Migration = {
  version: 3,
  sql: `
    CREATE TABLE drawn_roots (
      root_id INTEGER PRIMARY KEY REFERENCES roots
    ) STRICT;
  `,
};
