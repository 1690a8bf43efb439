import { z } from 'zod';
import type { Palette } from '../../model/palette.ts';
import { cleanName } from './class-names.ts';
import type { FileClasses } from './file-class.ts';
import type { TellFault } from './list-fault.ts';
import { checked, checkedEntries, jsonColour, jsonIndex } from './read-json.ts';

const categorySchema = z.object(
  { id: jsonIndex, name: z.string('expected a name'), color: jsonColour.optional() },
  'expected a category {"id": ..., "name": ...}',
);

/** Whether a JSON value is a COCO file, or the bare list of categories that stands beside COCO panoptic. */
export function isCocoCategories(value: object): boolean {
  return Array.isArray(value) || 'categories' in value;
}

/**
 * The `categories` of a COCO file, or the list alone: `id` is the index, `color` is optional. Without colours the
 * categories are index masks, and the index stands as grey level. Names need not be different.
 */
export function parseCocoCategories(value: unknown, tell: TellFault): FileClasses {
  const list = Array.isArray(value) ? value : checked(z.object({ categories: z.unknown() }), value).categories;
  const categories = checked(z.array(z.unknown(), 'expected a list of categories'), list);
  const classes = checkedEntries(categories, categorySchema, { name: '', remedy: 'it is left out', tell })
    .filter((entry) => entry !== undefined)
    .map(({ id, name, color }) => ({ name: cleanName(name) || `class ${id}`, rgb: color, index: id }));
  return { classes, hasStatedIndices: true, defaultColours: 'grey' };
}

/** A palette as a COCO file of categories only: names, colours and indices are kept; roles and evidence not. */
export function formatCocoCategories({ classes }: Palette): string {
  const sorted = [...classes].sort((a, b) => a.index - b.index);
  const categories = sorted.map(({ index, name, rgb }) => ({ id: index, name, supercategory: '', color: rgb }));
  return `${JSON.stringify({ categories }, undefined, 1)}\n`;
}
