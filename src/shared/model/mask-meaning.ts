import { z } from 'zod';

/** What the values of a mask file name: classes, or objects, each by a number or colour of its own. */
export const maskMeaningSchema = z.enum(['classes', 'objects']);

/** What a person says of it; `auto`: what the files themselves tell. */
export const meaningChoices = ['auto', 'classes', 'objects'] as const;
export const meaningChoiceSchema = z.enum(meaningChoices);
export type MeaningChoice = z.infer<typeof meaningChoiceSchema>;
