import type { PaletteState, ProjectClass } from '../../../../shared/contract/class-schemas.ts';
import { queryClient, question } from '../../../api/queries.ts';

/** The first ten classes of the palette, which the keys 1 to 9 and 0 choose. */
export function classesOfKeys(): readonly ProjectClass[] {
  return knownClasses().slice(0, 10);
}

/** The classes as the page last heard of them. */
export function knownClasses(): readonly ProjectClass[] {
  return queryClient.getQueryData<PaletteState>(question('classes.get', {}).queryKey)?.classes ?? [];
}
