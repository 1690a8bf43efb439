import type { HuffmanTable } from './huffman-table.ts';
import type { ScanComponent } from './scan-walk.ts';
import { naturalOrder } from './zigzag.ts';
import type { KernelExports } from '../kernel/kernel-module.ts';
import { withKernel } from '../kernel/kernel-module.ts';

/** Rows of MCUs at a time, as the kernel has room for. */
const BAND_ROWS = 8;
/** The kernel takes a copy of the scan. */
const MAX_BYTES = 32 * 1024 * 1024;
/** Bytes of a table in the kernel: by the next 9 bits, largest codes, offsets of symbols, symbols. */
const TABLE_PARTS = { largestCode: 1024, symbolOffset: 1096, symbols: 1168 } as const;

/** A sequential scan of all components of a file. */
export interface WholeScan {
  readonly bytes: Uint8Array;
  /** Where the entropy-coded data begin. */
  readonly offset: number;
  readonly components: readonly ScanComponent[];
  readonly mcus: { readonly wide: number; readonly high: number };
  /** MCUs between restart markers, 0 for none. */
  readonly restartInterval: number;
}

/**
 * Decodes what `walkScan` with `readSequentialBlock` decodes, several times as fast; gives the offset that it came to.
 * Undefined where the data are out of order or there is too much of them: then `walkScan` is to be asked, which gives the
 * same blocks or says what is wrong.
 */
export function decodeScanByKernel(scan: WholeScan): number | undefined {
  if (scan.bytes.length - scan.offset > MAX_BYTES) return undefined;
  if (scan.components.some(({ store }) => !store.isEmpty)) return undefined;
  return withKernel((kernel) => decode(kernel, scan));
}

function decode(kernel: KernelExports, scan: WholeScan): number | undefined {
  load(kernel, scan);
  for (let row = 0; row < scan.mcus.high; row += BAND_ROWS) {
    const rows = Math.min(BAND_ROWS, scan.mcus.high - row);
    if (kernel.decodeScanRows(rows) === 0) return undefined;
    scan.components.forEach(({ store }, index) => {
      const { storedBlocksWide, verticalSampling } = store.layout;
      const perRow = storedBlocksWide * verticalSampling;
      const { buffer } = kernel.memory;
      store.takeBlocks(row * perRow, {
        dcs: new Int16Array(buffer, kernel.scanDcsAt(index), rows * perRow),
        places: new Uint32Array(buffer, kernel.scanPlacesAt(index), rows * perRow),
        coefficients: new Int16Array(buffer, kernel.scanPoolAt(index), kernel.scanPlacesUsed(index) * 64),
      });
    });
  }
  return scan.offset + kernel.scanOffset();
}

function load(kernel: KernelExports, { bytes, offset, components, mcus, restartInterval }: WholeScan): void {
  const data = bytes.subarray(offset);
  kernel.setScan(data.length, restartInterval, mcus.wide, components.length);
  components.forEach(({ store: { layout } }, index) => {
    kernel.setScanComponent(index, layout.horizontalSampling, layout.verticalSampling);
  });
  // Memory does not grow from here on.
  const memory = new Uint8Array(kernel.memory.buffer);
  memory.set(data, kernel.scanBytesAt());
  memory.set(naturalOrder, kernel.scanOrderAt());
  components.forEach(({ dcTable, acTable }, index) => {
    writeTable(memory, kernel.dcTableAt(index), dcTable);
    writeTable(memory, kernel.acTableAt(index), acTable);
  });
}

function writeTable(memory: Uint8Array, at: number, table: HuffmanTable): void {
  memory.set(bytesOf(table.lookup), at);
  memory.set(bytesOf(table.largestCode), at + TABLE_PARTS.largestCode);
  memory.set(bytesOf(table.symbolOffset), at + TABLE_PARTS.symbolOffset);
  memory.set(table.symbols, at + TABLE_PARTS.symbols);
}

function bytesOf({ buffer, byteOffset, byteLength }: Uint16Array | Int32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
