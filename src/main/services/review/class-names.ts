import type { ProjectPalette } from '../../../shared/model/project-palette.ts';

/** What each class is called; one that is gone, by its slot. */
export function classNames(palette: ProjectPalette | undefined): (slot: number) => string {
  return (slot) => palette?.classes.find((entry) => entry.slot === slot)?.name ?? `#${slot}`;
}
