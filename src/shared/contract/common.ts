import { z } from 'zod';
import { isAbsolutePath } from '../absolute-path.ts';

/** Id of a file in the project. */
export const fileIdSchema = z.int().min(1);
export const jobIdSchema = z.int().min(1);
export const slotSchema = z.int().min(0).max(65534);
/** An absolute path of this computer, as the folder picker or the system's dialog gave it. */
export const pathSchema = z.string().max(32_767).refine(isAbsolutePath, 'must be an absolute path');
export const countSchema = z.int().min(0);
/** Milliseconds since 1970 UTC. */
export const timeSchema = z.number().min(0);
/** For calls that take or answer nothing. */
export const nothingSchema = z.object({});

/** A part of a list, by position. */
export const pageSchema = z.object({
  offset: countSchema,
  limit: z.int().min(1).max(1000),
});
