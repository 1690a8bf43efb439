import type { LabelMap } from '../mask/label-map.ts';

/** The runs of equal labels of one row, in arrays that are filled anew for every row. */
export interface RowRuns {
  count: number;
  /** First pixel of each run; behind the last one, the width. */
  readonly starts: Int32Array;
  readonly labels: Uint16Array;
}

export function emptyRow(width: number): RowRuns {
  return { count: 0, starts: new Int32Array(width + 1), labels: new Uint16Array(width) };
}

/** Fills `row` with the runs of row `y`. */
export function readRow({ width, labels }: LabelMap, y: number, row: RowRuns): void {
  const start = y * width;
  let count = 0;
  let last = -1;
  for (let x = 0; x < width; x++) {
    const label = labels[start + x];
    if (label === last) continue;
    last = label;
    row.starts[count] = x;
    row.labels[count++] = label;
  }
  row.starts[count] = width;
  row.count = count;
}
