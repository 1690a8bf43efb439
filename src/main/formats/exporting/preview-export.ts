import type { ExportRemark } from '../../../shared/model/export-remark.ts';
import type { Palette } from '../../../shared/model/palette.ts';
import type { ExportRequest } from '../export-request.ts';
import { exporterOf } from '../format-list.ts';
import { checkCapacity } from './check-capacity.ts';
import { mapClasses } from './map-classes.ts';
import { nameItems, namingOf } from './name-items.ts';
import { keptSplit, sizesOfParts } from './split-items.ts';

/** What an export would do, as far as it can be told without reading a mask. */
export interface ExportPreview {
  readonly warnings: readonly ExportRemark[];
  readonly splits: readonly { readonly name: string; readonly masks: number }[];
  /** Of each item; where items are divided, the part in a name is only an example. */
  readonly names: readonly string[];
}

interface PreviewItem {
  readonly stem: string;
  readonly split: string | undefined;
}

/** Throws MaskmendError usage where classes, indices, parts or names cannot be as asked. */
export function previewExport(classes: Palette, items: readonly PreviewItem[], request: ExportRequest): ExportPreview {
  const exporter = exporterOf(request.format);
  const { palette, warnings } = mapClasses(classes, request.classes, false);
  checkCapacity(palette, exporter, request);
  const parts = partsOf(items, request);
  const splitOf = ({ split }: PreviewItem): string =>
    request.split.kind === 'keep' ? keptSplit(split) : parts[0].name;
  const names = nameItems(
    items.map((item) => ({ stem: item.stem, split: splitOf(item) })),
    namingOf(request, exporter),
  );
  const context = { palette, form: request.form, title: '', splits: parts.map(({ name }) => name) };
  return { warnings: [...warnings, ...(exporter.warn?.(context) ?? [])], splits: parts, names };
}

function partsOf(items: readonly PreviewItem[], { split }: ExportRequest): ExportPreview['splits'] {
  if (split.kind === 'one') return [{ name: split.name, masks: items.length }];
  if (split.kind === 'divide') {
    const sizes = sizesOfParts(items.length, split);
    return split.parts.map(({ name }, i) => ({ name, masks: sizes[i] }));
  }
  const byName = Map.groupBy(items, (item) => keptSplit(item.split));
  return [...byName].map(([name, members]) => ({ name, masks: members.length }));
}
