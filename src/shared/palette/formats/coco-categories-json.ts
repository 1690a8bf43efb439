import { z } from 'zod';
import type { Palette } from '../../model/palette.ts';
import { cleanName } from './class-names.ts';
import type { FileClasses } from './file-class.ts';
import { checked, jsonColour, jsonIndex } from './read-json.ts';

const categoriesSchema = z.array(
  z.object(
    { id: jsonIndex, name: z.string('expected a name'), color: jsonColour.optional() },
    'expected a category {"id": ..., "name": ...}',
  ),
  'expected a list of categories',
);

/** Whether a JSON value is a COCO file, or the bare list of categories that stands beside COCO panoptic. */
export function isCocoCategories(value: object): boolean {
  return Array.isArray(value) || 'categories' in value;
}

/**
 * The `categories` of a COCO file, or the list alone: `id` is the index, `color` is optional. Without colours the
 * categories are index masks, and the index stands as grey level. Names need not be different.
 */
export function parseCocoCategories(value: unknown): FileClasses {
  const list = Array.isArray(value) ? value : checked(z.object({ categories: z.unknown() }), value).categories;
  const classes = checked(categoriesSchema, list).map(({ id, name, color }) => ({
    name: cleanName(name) || `class ${id}`,
    rgb: color,
    index: id,
  }));
  return { classes, hasStatedIndices: true, defaultColours: 'grey' };
}

/** A palette as a COCO file of categories only: names, colours and indices are kept; roles and evidence not. */
export function formatCocoCategories({ classes }: Palette): string {
  const sorted = [...classes].sort((a, b) => a.index - b.index);
  const categories = sorted.map(({ index, name, rgb }) => ({ id: index, name, supercategory: '', color: rgb }));
  return `${JSON.stringify({ categories }, undefined, 1)}\n`;
}
