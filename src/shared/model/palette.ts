import { z } from 'zod';

const byte = z.int().min(0).max(255);

export const rgbSchema = z.tuple([byte, byte, byte]).readonly();

/** An untagged 8-bit colour code, as it stands in a mask file; no colour space is meant. */
export type Rgb = z.infer<typeof rgbSchema>;

export const classRoleSchema = z.enum(['class', 'background', 'void']);
export type ClassRole = z.infer<typeof classRoleSchema>;

/** Why a class is believed to exist: measured on flat areas, pooled over files, or where it is too thin for any, on edges. */
export const classEvidenceSchema = z.object({
  /** Files in which the colour was seen in flat areas. */
  files: z.int().min(0),
  /** Pixels of those flat areas, over all files. */
  pixels: z.int().min(0),
  /** Largest deviation of a flat area from the class's colour, in levels of the channel that deviates most. */
  spread: z.number().min(0),
  /** Set for a class that fills no area: `files` and `pixels` are those whose edges show it, of a few that were asked. */
  isThin: z.literal(true).optional(),
});
export type ClassEvidence = z.infer<typeof classEvidenceSchema>;

export const paletteClassSchema = z.object({
  /** Stable number of the class inside the project; what label maps hold. 0..65534, never reused. */
  slot: z.int().min(0).max(65534),
  name: z.string().min(1),
  /** The index that is exported for the class: 0..255 in indexed or 8-bit grey files, beyond that 16-bit grey. */
  index: z.int().min(0).max(65535),
  rgb: rgbSchema,
  role: classRoleSchema,
  evidence: classEvidenceSchema.optional(),
});
export type PaletteClass = z.infer<typeof paletteClassSchema>;

/**
 * What the pixels of the masks hold: `colour`, the class's colour; `grey-index`, the class's index as a grey level or
 * as the index of an indexed file; `binary`, one of two grey levels that are colours and indices at once.
 */
export const maskCodingSchema = z.enum(['colour', 'grey-index', 'binary']);
export type MaskCoding = z.infer<typeof maskCodingSchema>;

export const paletteSchema = z.object({
  coding: maskCodingSchema,
  /** Where the palette is from: `preset voc`, `file labelmap.txt`, or what `isFoundPalette` of found-palettes.ts knows. */
  source: z.string(),
  classes: z.array(paletteClassSchema).readonly(),
});
export type Palette = z.infer<typeof paletteSchema>;

export { UNASSIGNED_SLOT } from './unassigned-slot.ts';
