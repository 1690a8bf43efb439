import { z } from 'zod';
import { keptActLabelSchema } from '../model/act-label.ts';
import { defineCalls } from './call.ts';
import { countSchema, fileIdSchema, nothingSchema, pathSchema, timeSchema } from './common.ts';

/** One act of the person that can be undone. */
const historyEntrySchema = z.object({
  id: z.int().min(1),
  label: keptActLabelSchema,
  at: timeSchema,
  isUndone: z.boolean(),
  /** The one mask that it painted or decided on; told of `undo` and `redo` alone. */
  mask: fileIdSchema.optional(),
});

export const projectInfoSchema = z.object({
  path: z.string(),
  /** File name without extension; what the window's title shows. */
  name: z.string(),
  /** Names this opening of the project, in the URLs of its pictures. */
  opening: z.string(),
  counts: z.object({
    masks: countSchema,
    photos: countSchema,
    /** Masks that have been read, whatever came of it. */
    inspected: countSchema,
    /** With those that were drawn from annotations, which need none. */
    repaired: countSchema,
    drawn: countSchema,
    /** Repaired, but palette or source have changed since. */
    stale: countSchema,
    /** Masks that a repair is still to be run on, or again. */
    due: countSchema,
    failed: countSchema,
    /** Masks whose person has decided on them. */
    decided: countSchema,
    problems: countSchema,
  }),
  /** Grows with every change to files, pairs, results or decisions. */
  revision: countSchema,
  /** Grows with every change of classes; 0 while there is no palette. Edits of classes name the one they are made on. */
  paletteRevision: countSchema,
  classes: countSchema,
  /** What `project.undo` would undo now, and what `project.redo` would do again. */
  undo: historyEntrySchema.optional(),
  redo: historyEntrySchema.optional(),
  /** Folders of sources that are not where they were. */
  missingRoots: countSchema,
});
export type ProjectInfo = z.infer<typeof projectInfoSchema>;

const recentProjectSchema = z.object({
  path: z.string(),
  name: z.string(),
  openedAt: timeSchema,
  /** True where the file is not there any more. */
  isMissing: z.boolean(),
});
export type RecentProject = z.infer<typeof recentProjectSchema>;

const rootSchema = z.object({
  id: z.int().min(1),
  /** Absolute path. */
  path: z.string(),
  name: z.string(),
  files: countSchema,
  isMissing: z.boolean(),
});
export type ProjectRoot = z.infer<typeof rootSchema>;

/** Opening throws project-busy, project-newer, project-damaged, permission-denied, not-found; it closes the project before. */
export const projectCalls = defineCalls({
  /** The project that is open in this host; a tab that reloads begins with it. */
  'project.current': { input: nothingSchema, output: z.object({ project: projectInfoSchema.optional() }) },
  /** Makes a new project; `exists` where there is a file of that name already. `.maskmend` is added where it is missing. */
  'project.create': { input: z.object({ path: pathSchema }), output: projectInfoSchema },
  'project.open': { input: z.object({ path: pathSchema }), output: projectInfoSchema },
  /** Opens the sample project, made on first use in the program's own folder; its import may still be running. */
  'project.openSample': { input: nothingSchema, output: projectInfoSchema },
  /** `conflict` while a job runs, unless `isCancellingJobs`. */
  'project.close': { input: z.object({ isCancellingJobs: z.boolean() }), output: nothingSchema },
  'project.recent': { input: nothingSchema, output: z.array(recentProjectSchema) },
  /** Takes a project off the list of recent ones; the file stays. */
  'project.forgetRecent': { input: z.object({ path: pathSchema }), output: z.array(recentProjectSchema) },
  /** The folders that sources are found under. */
  'project.roots': { input: nothingSchema, output: z.array(rootSchema) },
  /** Says where a folder of sources is now; tells how many of its files are found there. */
  'project.relocateFolder': {
    input: z.object({ root: z.int().min(1), path: pathSchema }),
    output: z.object({ found: countSchema, missing: countSchema }),
  },
  /** The newest first. */
  'project.history': { input: z.object({ limit: z.int().min(1).max(500) }), output: z.array(historyEntrySchema) },
  /** Undoes exactly this entry, which must be the next to undo; else `conflict`. */
  'project.undo': { input: z.object({ entry: z.int().min(1) }), output: projectInfoSchema },
  'project.redo': { input: z.object({ entry: z.int().min(1) }), output: projectInfoSchema },
});
