import { z } from 'zod';

/** What may lie over a class's colour, for people who do not tell colours apart. */
export const classPatterns = [
  'none',
  'rising',
  'falling',
  'horizontal',
  'vertical',
  'crossed',
  'dots',
  'checks',
] as const;
export type ClassPattern = (typeof classPatterns)[number];

/** Screen pixels of an outline at the most. */
export const MOST_OUTLINE_PX = 8;

/** How a class is drawn besides its colour; what is absent is as for all classes. No mask depends on it. */
export const classMarkingSchema = z.object({
  outlinePx: z.int().min(1).max(MOST_OUTLINE_PX).optional(),
  pattern: z.enum(classPatterns).optional(),
});
export type ClassMarking = Readonly<z.infer<typeof classMarkingSchema>>;

interface MarkedClass {
  readonly slot: number;
  readonly marking?: ClassMarking | undefined;
}

/** The pattern that is drawn over a class: its own, else one by its slot where patterns are wanted. */
export function patternOf({ slot, marking }: MarkedClass, isWanted: boolean): ClassPattern {
  if (marking?.pattern !== undefined) return marking.pattern;
  // The last slots of a round have none of their own: plain is one of the patterns.
  return isWanted ? (classPatterns[slot % classPatterns.length] ?? 'none') : 'none';
}
