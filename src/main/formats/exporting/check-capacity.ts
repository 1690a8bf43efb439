import { MaskmendError } from '../../../shared/errors.ts';
import type { Palette } from '../../../shared/model/palette.ts';
import type { ExportRequest } from '../export-request.ts';
import type { DatasetExporter } from '../format.ts';

/** Throws MaskmendError usage where classes are more, or have higher indices, than the format's pictures can hold. */
export function checkCapacity(
  { classes }: Palette,
  { highestIndex, mostClasses = Infinity }: DatasetExporter,
  { form, format }: Pick<ExportRequest, 'form' | 'format'>,
): void {
  const highest = highestIndex?.(form) ?? Infinity;
  const beyond = classes.find(({ index }) => index > highest);
  if (beyond !== undefined) {
    throw new MaskmendError('usage', `class ${beyond.name} has index ${beyond.index}, ${format} ends at ${highest}`, {
      hint: 'give it a lower one, or merge classes',
      option: '--index',
    });
  }
  const real = classes.filter(({ role }) => role !== 'void').length;
  if (real <= mostClasses) return;
  throw new MaskmendError('usage', `there are ${real} classes, ${format} holds ${mostClasses}`, {
    hint: 'merge classes, leave some out, or choose a format of 16 bits',
  });
}
