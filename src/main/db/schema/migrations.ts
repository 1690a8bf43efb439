import type { Migration } from './migrate.ts';
import { migration1 } from './migration-1.ts';
import { migration2 } from './migration-2.ts';
import { migration3 } from './migration-3.ts';
import { migration4 } from './migration-4.ts';
import { migration5 } from './migration-5.ts';
import { migration6 } from './migration-6.ts';
import { migration7 } from './migration-7.ts';
import { migration8 } from './migration-8.ts';
import { migration9 } from './migration-9.ts';

/**
 * The schema's history. Entries are never changed once released: a new version is a new entry, its number one higher.
 *
 * Paths below a root are POSIX-separated; hashes are SHA-256 in lower-case hex; times are milliseconds since 1970 UTC,
 * modification times of files nanoseconds; columns named after a type of src/shared/model hold it as JSON.
 */
export const migrations: readonly Migration[] = [
  migration1,
  migration2,
  migration3,
  migration4,
  migration5,
  migration6,
  migration7,
  migration8,
  migration9,
];
