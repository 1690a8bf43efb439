import { createHash } from 'node:crypto';
import { type ProjectPalette, sourceSignature } from '../../../shared/model/project-palette.ts';

/** SHA-256 (hex) of what in a project's palette labels depend on: names, roles, shown colours and merging leave it as it is. */
export function labelsHash(palette: ProjectPalette): string {
  const classes = [...palette.classes, ...palette.merged]
    .map((entry) => `${entry.slot} ${sourceSignature(palette, entry)}`)
    .sort();
  return createHash('sha256')
    .update(JSON.stringify([palette.coding, classes]))
    .digest('hex');
}
