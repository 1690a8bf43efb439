import { createHash } from 'node:crypto';
import type { MaskTile } from './mask-tiles.ts';

/** Digest of a mask's labels. Equal labels give equal bytes: tiles are compressed alike. */
export function hashOfLabels(tiles: readonly MaskTile[]): string {
  const hash = createHash('sha256');
  for (const { row, column, labels } of tiles) hash.update(`${row},${column},${labels.length};`).update(labels);
  return hash.digest('hex');
}
