import { withKernel } from '../../../shared/kernel/kernel-module.ts';
import { unclearedMemoryOf } from '../../../shared/shared-memory.ts';
import { BAND_ROWS, filterRowsPlainly, type PlainRows, type RowSpan } from './plain-png-filter.ts';

/** Fewer bytes are filtered before the kernel is set up for them. */
const LEAST_BYTES = 16_384;
/** Bytes that the kernel is given at a time, a row at least: they stay near the processor. */
const CHUNK_BYTES = 65_536;

/** As `filterRowsPlainly`, in a third of its time (2 Mpx: 2.5 to 0.8 ms). */
export function filterRows(
  plain: PlainRows,
  span: RowSpan = { from: 0, to: plain.rows.length / plain.rowBytes },
): Uint8Array {
  const isSmall = (span.to - span.from) * plain.rowBytes < LEAST_BYTES;
  return isSmall ? filterRowsPlainly(plain, span) : filterRowsByKernel(plain, span);
}

/** As `filterRowsPlainly`, by the kernel. */
export function filterRowsByKernel(
  { rows, rowBytes, pixelBytes, entries }: PlainRows,
  { from, to }: RowSpan,
): Uint8Array {
  const filtered = new Uint8Array(unclearedMemoryOf((rowBytes + 1) * (to - from)));
  const most = Math.max(1, Math.floor(CHUNK_BYTES / rowBytes));
  return withKernel((kernel) => {
    kernel.setRows(rowBytes, pixelBytes, most, BAND_ROWS);
    const { buffer } = kernel.memory;
    if (entries !== undefined) new Uint8Array(buffer, kernel.entriesAt(), 256).set(entries);
    const source = new Uint8Array(buffer, kernel.plainRowsAt(), most * rowBytes);
    const target = new Uint8Array(buffer, kernel.filteredRowsAt(), most * (rowBytes + 1));
    if (from > 0) {
      source.set(rows.subarray((from - 1) * rowBytes, from * rowBytes));
      kernel.takeRowAbove();
    }
    for (let y = from; y < to; y += most) {
      const count = Math.min(most, to - y);
      source.set(rows.subarray(y * rowBytes, (y + count) * rowBytes));
      kernel.filterPlainRows(y, count);
      filtered.set(target.subarray(0, count * (rowBytes + 1)), (y - from) * (rowBytes + 1));
    }
    return filtered;
  });
}
