import type { Migration } from './migrate.ts';

/** A certified mask that somebody painted over needs a look as well; lists can be sorted by how many classes masks hold. */
export const migration9: Migration = {
  version: 9,
  sql: `
    DROP INDEX files_to_look_at;
    CREATE INDEX files_to_look_at ON files (look) WHERE role = 'mask' AND is_removed = 0 AND decision = 'undecided'
      AND (is_certified = 0 OR edited_pixels > 0) AND status IN ('repaired', 'stale', 'skipped', 'failed');
    CREATE INDEX files_by_class_count ON files (role, class_count) WHERE is_removed = 0;
  `,
};
