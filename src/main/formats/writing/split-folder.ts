import type { ExportContext, ExportItem } from '../format.ts';

/** The folder of an item's split with a slash at its end; nothing where there is one split only. */
export function splitFolder({ split }: ExportItem, { splits }: ExportContext): string {
  return splits.length > 1 ? `${split}/` : '';
}
