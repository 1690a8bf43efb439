import type { LabelMap } from '../../src/shared/mask/label-map.ts';

/** Rows of digits as labels: `['012', '210']`. */
export function drawLabels(rows: readonly string[]): LabelMap {
  return { width: rows[0].length, height: rows.length, labels: Uint8Array.from(rows.join(''), Number) };
}
