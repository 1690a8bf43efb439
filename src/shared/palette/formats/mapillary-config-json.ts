import { z } from 'zod';
import { cleanName } from './class-names.ts';
import type { FileClasses } from './file-class.ts';
import { checked, jsonColour } from './read-json.ts';

const configSchema = z.object({
  labels: z.array(
    z.object(
      { name: z.string('expected a name'), color: jsonColour },
      'expected a label {"name": ..., "color": [r, g, b]}',
    ),
    'expected a list of labels',
  ),
});

/** Whether a JSON value is the configuration of Mapillary Vistas: a list of labels that are objects. */
export function isMapillaryConfig(value: object): boolean {
  return 'labels' in value;
}

/** Mapillary Vistas' `config_v*.json`: the place of a label is its index in the indexed PNGs. */
export function parseMapillaryConfig(value: unknown): FileClasses {
  const classes = checked(configSchema, value).labels.map(({ name, color }, index) => ({
    name: cleanName(name) || `class ${index}`,
    rgb: color,
    index,
  }));
  return { classes, hasStatedIndices: true, defaultColours: 'voc' };
}
