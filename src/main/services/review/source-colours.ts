import type { Rgb } from '../../../shared/model/palette.ts';
import { mergedSlots, type ProjectPalette, type ProjectPaletteClass } from '../../../shared/model/project-palette.ts';
import { objectSourceColours } from '../../../shared/objects/source-colours.ts';
import type { ProjectSession } from '../project-session.ts';

/** What pixels of a mask's source look like, by class: merged classes are found by their own colours and count as the other. */
export async function sourceColours(
  { database }: ProjectSession,
  id: number,
  palette: ProjectPalette,
): Promise<readonly { readonly slot: number; readonly rgb: Rgb }[]> {
  const { classes, merged } = palette;
  const slotOf = (role: string): number | undefined => classes.find((entry) => entry.role === role)?.slot;
  const ofObjects = objectSourceColours(await database.segments(id), {
    background: slotOf('background'),
    void: slotOf('void'),
  });
  if (ofObjects !== undefined) {
    const countsAs = mergedSlots(palette);
    return ofObjects.map(({ slot, rgb }) => ({ slot: countsAs.get(slot) ?? slot, rgb }));
  }
  const isIndices = await database.showsIndices(id);
  const look = ({ sourceRgb, sourceIndex }: ProjectPaletteClass): Rgb =>
    isIndices ? [sourceIndex, sourceIndex, sourceIndex] : sourceRgb;
  return [
    ...classes.map((entry) => ({ slot: entry.slot, rgb: look(entry) })),
    ...merged.map((entry) => ({ slot: entry.into, rgb: look(entry) })),
  ];
}
