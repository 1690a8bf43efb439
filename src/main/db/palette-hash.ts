import { createHash } from 'node:crypto';
import type { Palette } from '../../shared/model/palette.ts';

/** SHA-256 (hex) of what a palette says about pixels: names, evidence and order of the classes leave it as it is. */
export function paletteHash(palette: Palette): string {
  const classes = palette.classes
    .map(({ slot, index, rgb, role }) => [slot, index, rgb, role] as const)
    .toSorted(([a], [b]) => a - b);
  return createHash('sha256')
    .update(JSON.stringify([palette.coding, classes]))
    .digest('hex');
}
