import { z } from 'zod';
import { presetNames } from '../model/preset-name.ts';
import { rgbSchema } from '../model/palette.ts';
import { defineCalls } from './call.ts';
import {
  affectedSchema,
  classEditSchema,
  colourPlaceSchema,
  paletteStateSchema,
  unclaimedColourSchema,
} from './class-schemas.ts';
import { countSchema, fileIdSchema, nothingSchema, pageSchema, pathSchema } from './common.ts';

/** The palette's revision that the person saw; another one now is a `conflict`. */
const onRevision = z.object({ revision: countSchema });

const palettePresetSchema = z.object({ name: z.enum(presetNames), classes: countSchema });
export type PalettePreset = z.infer<typeof palettePresetSchema>;

/** A palette changed, and what that means for masks repaired before. */
const paletteChangeSchema = z.object({ palette: paletteStateSchema, affected: affectedSchema });
export type PaletteChange = z.infer<typeof paletteChangeSchema>;

export const classCalls = defineCalls({
  'classes.get': { input: nothingSchema, output: paletteStateSchema },
  /** Finds the palette from what the masks show. Names, roles and indices of classes found again are kept. */
  'classes.infer': { input: onRevision, output: paletteChangeSchema },
  'classes.presets': { input: nothingSchema, output: z.array(palettePresetSchema) },
  'classes.applyPreset': { input: onRevision.extend({ preset: z.string() }), output: paletteChangeSchema },
  /** A class list of any known format, or an indexed PNG: by path, or by name and text where a tab read the file itself. */
  'classes.importFile': {
    input: onRevision.extend({
      file: z.union([z.object({ path: pathSchema }), z.object({ name: z.string().min(1), text: z.string() })]),
    }),
    output: paletteChangeSchema,
  },
  'classes.exportFormats': { input: nothingSchema, output: z.array(z.string()) },
  /** The palette as text, and written to `path` where one is given. */
  'classes.exportFile': {
    input: z.object({ format: z.string(), path: pathSchema.optional(), isOverwriting: z.boolean() }),
    output: z.object({ name: z.string(), text: z.string(), path: z.string().optional() }),
  },
  'classes.edit': { input: onRevision.extend({ edit: classEditSchema }), output: paletteChangeSchema },
  /** What an edit would do, without doing it. */
  'classes.affected': { input: z.object({ edit: classEditSchema }), output: affectedSchema },
  /** Colours of flat areas that no class claims, the most pixels first. */
  'classes.unclaimed': {
    input: pageSchema,
    output: z.object({ colours: z.array(unclaimedColourSchema), total: countSchema }),
  },
  /** Where a colour (within a few levels) occurs in a file, the largest places first, at most 50. */
  'classes.places': {
    input: z.object({ file: fileIdSchema, rgb: rgbSchema }),
    output: z.object({ places: z.array(colourPlaceSchema) }),
  },
  /** The colour of a pixel of the original mask, for the eyedropper. */
  'classes.colourAt': {
    input: z.object({ file: fileIdSchema, x: countSchema, y: countSchema }),
    output: z.object({ rgb: rgbSchema }),
  },
});
