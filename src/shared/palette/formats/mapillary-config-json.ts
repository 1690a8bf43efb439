import { z } from 'zod';
import { cleanName } from './class-names.ts';
import type { FileClasses } from './file-class.ts';
import { PLACE_ONLY, type TellFault } from './list-fault.ts';
import { checked, checkedEntries, jsonColour } from './read-json.ts';

const configSchema = z.object({ labels: z.array(z.unknown(), 'expected a list of labels') });
const labelSchema = z.object(
  { name: z.string('expected a name'), color: jsonColour },
  'expected a label {"name": ..., "color": [r, g, b]}',
);

/** Whether a JSON value is the configuration of Mapillary Vistas: a list of labels that are objects. */
export function isMapillaryConfig(value: object): boolean {
  return 'labels' in value;
}

/** Mapillary Vistas' `config_v*.json`: the place of a label is its index in the indexed PNGs. */
export function parseMapillaryConfig(value: unknown, tell: TellFault): FileClasses {
  const { labels } = checked(configSchema, value);
  const entries = checkedEntries(labels, labelSchema, { name: 'labels', remedy: PLACE_ONLY, tell });
  const classes = entries.map((entry, index) => ({
    name: cleanName(entry?.name ?? '') || `class ${index}`,
    rgb: entry?.color,
    index,
  }));
  return { classes, hasStatedIndices: true, defaultColours: 'none' };
}
