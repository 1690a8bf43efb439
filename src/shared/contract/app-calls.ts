import { z } from 'zod';
import { type LimitName, limitNames } from '../limit-names.ts';
import { limitTable } from '../limits.ts';
import { repairPresets } from '../search/search-preset.ts';
import { defineCalls } from './call.ts';
import { countSchema, nothingSchema } from './common.ts';

/** Limits on what is read, each within what may be set. */
const limitsSchema = z.object(
  // Of every name one.
  Object.fromEntries(
    limitNames.map((name) => [name, z.int().min(limitTable[name].least).max(limitTable[name].most).optional()]),
  ) as Record<LimitName, z.ZodOptional<z.ZodInt>>,
);

export const settingsSchema = z.object({
  theme: z.enum(['system', 'light', 'dark']),
  /** Worker threads; `automatic`: one per core. */
  workers: z.union([z.literal('automatic'), z.int().min(1).max(1024)]),
  /** Memory that files worked on may take together, in megabytes; `automatic`: half of it all. */
  memoryMegabytes: z.union([z.literal('automatic'), z.int().min(16)]),
  /** Patterns over colours in overlays, for people who do not tell colours apart. */
  hasPatterns: z.boolean(),
  /** Tell the system when a long job ends. */
  hasNotifications: z.boolean(),
  /** Named in decisions and reports; may be empty. */
  personName: z.string().max(200),
  /** Where the folder picker and dialogs opened last, by what they were opened for. */
  lastFolders: z.record(z.string().max(50), z.string().max(32_767)),
  /** Limits on what is read that the person has set; settings of earlier versions have none. */
  limits: limitsSchema.optional(),
});
export type Settings = z.infer<typeof settingsSchema>;

/** Sizes of panels, columns, filters: whatever the interface wants to find again. Values are small. */
export const windowStateSchema = z.record(z.string().max(100), z.json());
export type WindowState = z.infer<typeof windowStateSchema>;

export const appCalls = defineCalls({
  'app.info': {
    input: nothingSchema,
    output: z.object({
      name: z.string(),
      version: z.string(),
      host: z.enum(['electron', 'loopback']),
      platform: z.enum(['linux', 'darwin', 'win32', 'other']),
      engineVersion: countSchema,
      contractVersion: countSchema,
      /** Ways of working that the engine has; the first is its own choice. */
      presets: z.array(z.enum(repairPresets)),
      cores: countSchema,
      memoryMegabytes: countSchema,
      /** Folder of settings, sample project and log. */
      dataFolder: z.string(),
      /** Limits that were set for this run of the program: they go before those of the settings. */
      startLimits: limitsSchema,
    }),
  },
  /** The end of the log, to attach to the report of a fault. */
  'app.log': { input: nothingSchema, output: z.object({ text: z.string() }) },
  /** Puts a fault of the interface into the log. */
  'app.reportFault': { input: z.object({ message: z.string().max(20_000) }), output: nothingSchema },
  'settings.get': { input: nothingSchema, output: settingsSchema },
  'settings.set': { input: settingsSchema.partial(), output: settingsSchema },
  'settings.windowState': { input: nothingSchema, output: windowStateSchema },
  /** Replaces the values of the given names. */
  'settings.setWindowState': { input: windowStateSchema, output: nothingSchema },
});
