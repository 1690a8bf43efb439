import { MaskmendError } from '../../../shared/errors.ts';
import type { Palette } from '../../../shared/model/palette.ts';

/** Throws MaskmendError usage where a class has an index that the format's pictures cannot hold. */
export function checkIndices({ classes }: Palette, highest: number | undefined, format: string): void {
  const beyond = highest === undefined ? undefined : classes.find(({ index }) => index > highest);
  if (beyond === undefined) return;
  throw new MaskmendError('usage', `class ${beyond.name} has index ${beyond.index}, ${format} ends at ${highest}`, {
    hint: 'give it a lower one, or merge classes',
    option: '--index',
  });
}
