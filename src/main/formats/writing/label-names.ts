import type { ExportRemark } from '../../../shared/model/export-remark.ts';
import type { PaletteClass } from '../../../shared/model/palette.ts';
import { cleanName, withoutRepetition } from '../../../shared/palette/formats/class-names.ts';

/** Names as a label map can hold them, whose fields end at colons and whose comments begin with `#`; all different. */
export function labelNames(classes: readonly PaletteClass[]): string[] {
  return withoutRepetition(classes.map(({ name, index }) => cleanName(name).replace(/[:#]/g, '_') || `class ${index}`));
}

/** Told before a label map is written. @param names As written, in the order of the classes. */
export function changedNameWarnings(classes: readonly PaletteClass[], names: readonly string[]): ExportRemark[] {
  return classes.flatMap(({ name }, i) =>
    names[i] === name ? [] : [{ kind: 'other-name', class: name, written: names[i] }],
  );
}
