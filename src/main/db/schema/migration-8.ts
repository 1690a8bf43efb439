import type { Migration } from './migrate.ts';

/** How classes are drawn besides their colours. */
export const migration8: Migration = {
  version: 8,
  sql: 'ALTER TABLE classes ADD COLUMN marking TEXT;',
};
