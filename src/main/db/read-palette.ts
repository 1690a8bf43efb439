import type { ProjectPalette } from '../../shared/model/project-palette.ts';
import type { Tables } from './tables/tables.ts';

/** The project's palette; undefined while there is none. */
export function readProjectPalette({
  project,
  classes,
}: Pick<Tables, 'project' | 'classes'>): ProjectPalette | undefined {
  const { paletteCoding, paletteSource } = project.read();
  if (paletteCoding === undefined || paletteSource === undefined) return undefined;
  return { coding: paletteCoding, source: paletteSource, ...classes.inPalette() };
}
