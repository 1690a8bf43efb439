import type { Migration } from './migrate.ts';

/** Folders of masks that the program has drawn from annotations. */
export const migration5: Migration = {
  version: 5,
  sql: `
    CREATE TABLE drawn_roots (
      root_id INTEGER PRIMARY KEY REFERENCES roots
    ) STRICT;
  `,
};
