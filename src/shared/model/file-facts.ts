import { z } from 'zod';
import { fileFormatSchema } from './file-format.ts';
import { keptFileNoteSchema } from './file-note.ts';

/** What a JPEG's own bytes tell about how it was written. */
export const jpegFactsSchema = z.object({
  /** Nearest IJG quality 1..100, judged by all quantisation tables. */
  quality: z.int().min(1).max(100),
  /** True where the tables are exactly those of that quality. */
  hasStandardTables: z.boolean(),
  /** Mean absolute difference from the tables of that quality, in quantiser steps; 0 for standard tables. */
  tableDeviation: z.number().min(0),
  subsampling: z.enum(['grey', '4:4:4', '4:2:2', '4:2:0', '4:4:0', '4:1:1', '4:1:0', 'other']),
  colourModel: z.enum(['grey', 'ycbcr', 'rgb']),
  isProgressive: z.boolean(),
  isArithmetic: z.boolean(),
  /** MCUs between restart markers, 0 for none. */
  restartInterval: z.int().min(0),
  /** Signs of the program that wrote it: `JFIF 1.01`, `Adobe`, comment text. */
  encoderHints: z.array(z.string()).readonly(),
});
export type JpegFacts = z.infer<typeof jpegFactsSchema>;

/** What a file is, read from its bytes; the extension is never believed. */
export const fileFactsSchema = z.object({
  format: fileFormatSchema,
  /** Size of the file in bytes. */
  bytes: z.int().min(0),
  /** Coded (unrotated) size in pixels. */
  width: z.int().min(1),
  height: z.int().min(1),
  channels: z.enum(['indexed', 'grey', 'grey-alpha', 'rgb', 'rgba']),
  bitDepth: z.int().min(1).max(32),
  /** EXIF orientation 1..8; 1 where there is none. */
  orientation: z.int().min(1).max(8),
  hasColourProfile: z.boolean(),
  /** Frames or pages in the file; only the first is read. */
  frames: z.int().min(1),
  jpeg: jpegFactsSchema.optional(),
  /** Remarks for the person: mismatched extension, lost indices, further frames, rotation, profile. */
  notes: z.array(keptFileNoteSchema).readonly(),
});
export type FileFacts = z.infer<typeof fileFactsSchema>;
