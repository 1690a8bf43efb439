import type { Palette } from './palette.ts';

// Apart from the palette's schemas, which threads start without.

/** Where palettes are from that say nothing a person has said: they were made from what masks show. */
export const foundPalettes = { inferred: 'inferred', objects: 'masks of objects' } as const;

/** Whether a palette was made from what masks show, whoever gave its classes their names (`inferred, names from labelmap.txt`). */
export function isFoundPalette({ source }: Pick<Palette, 'source'>): boolean {
  const { inferred, objects } = foundPalettes;
  return source === inferred || source === objects || source.startsWith(`${inferred}, `);
}
