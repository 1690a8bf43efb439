import { z } from 'zod';
import { defineCalls } from './call.ts';
import { countSchema, nothingSchema, pathSchema, timeSchema } from './common.ts';

const folderEntrySchema = z.object({
  name: z.string(),
  /** Absolute path. */
  path: z.string(),
  kind: z.enum(['folder', 'file']),
  /** Files only. */
  bytes: countSchema.optional(),
  modifiedAt: timeSchema.optional(),
});
export type FolderEntry = z.infer<typeof folderEntrySchema>;

/** The folder picker of the loopback host; where the system has dialogs of its own, these calls are refused. */
export const folderCalls = defineCalls({
  'folders.home': {
    input: nothingSchema,
    output: z.object({
      home: z.string(),
      /** Folders worth offering: home, desktop, pictures, drives, recent ones. */
      places: z.array(z.object({ name: z.string(), path: z.string() })),
    }),
  },
  /** What a folder, or the folder of a file, holds, folders first; throws not-found and permission-denied. */
  'folders.list': {
    input: z.object({
      path: pathSchema,
      /** Which files are shown beside the folders. */
      show: z.enum(['folders', 'pictures', 'projects', 'palettes', 'all']),
      hasHidden: z.boolean(),
    }),
    output: z.object({
      /** Real, absolute path. */
      path: z.string(),
      /** Real, absolute path of the file that was named in place of a folder. */
      file: z.string().optional(),
      /** Absent at the top. */
      parent: z.string().optional(),
      entries: z.array(folderEntrySchema),
      /** Files in it that are not among the entries; those that are hidden aside. */
      otherFiles: countSchema,
      /** True where the folder holds more than is listed (5000). */
      isTruncated: z.boolean(),
      isWritable: z.boolean(),
    }),
  },
  /** Makes a folder in another; throws exists. */
  'folders.make': {
    input: z.object({ parent: pathSchema, name: z.string().min(1).max(255) }),
    output: z.object({ path: z.string() }),
  },
});
