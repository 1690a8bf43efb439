import { z } from 'zod';

/**
 * Where the work on a file stands. `stale`: repaired, but palette, source or engine have changed since; `skipped`: found
 * to be no mask.
 */
export const sourceStatusSchema = z.enum(['new', 'inspected', 'repaired', 'stale', 'skipped', 'failed']);
export type SourceStatus = z.infer<typeof sourceStatusSchema>;

/** What a file is in the project. */
export const sourceRoleSchema = z.enum(['mask', 'photo']);
export type SourceRole = z.infer<typeof sourceRoleSchema>;

/** What became of the file on disk since it was read last. */
export const diskStateSchema = z.enum(['same', 'changed', 'missing']);
export type DiskState = z.infer<typeof diskStateSchema>;
