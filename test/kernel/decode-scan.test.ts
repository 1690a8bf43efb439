import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CoefficientStore } from '../../src/shared/jpeg/coefficient-store.ts';
import { EntropyReader } from '../../src/shared/jpeg/entropy-reader.ts';
import { buildHuffmanTable, type HuffmanTable } from '../../src/shared/jpeg/huffman-table.ts';
import { walkScan, type ScanComponent } from '../../src/shared/jpeg/scan-walk.ts';
import { markers, readSegment } from '../../src/shared/jpeg/segments.ts';
import { readSequentialBlock } from '../../src/shared/jpeg/sequential-scan.ts';
import { decodeScanByKernel, type WholeScan } from '../../src/shared/jpeg/decode-scan.ts';
import { drawMask } from '../repair/drawn-mask.ts';
import { encodeByCjpeg, encodeJpeg, hasCjpeg } from '../repair/encode-jpeg.ts';

const START_OF_FRAME = 0xc0;
const sequential = { spectralStart: 0, spectralEnd: 63, approximationHigh: 0, approximationLow: 0, endOfBandRun: 0 };

/** The scan of a baseline file, made ready by what its own headers say. */
function scanOf(bytes: Uint8Array): WholeScan {
  const tables = new Map<number, HuffmanTable>();
  let frame: Uint8Array = new Uint8Array(0);
  let restartInterval = 0;
  for (let offset = 2; ;) {
    const segment = readSegment(bytes, offset);
    if (segment === undefined) throw new Error('expected a scan');
    const { marker, body, end } = segment;
    if (marker === START_OF_FRAME) frame = body;
    if (marker === markers.restartInterval) restartInterval = body[0] * 256 + body[1];
    if (marker === markers.huffmanTables) addTables(body, tables);
    if (marker === markers.startOfScan) return { bytes, offset: end, restartInterval, ...partsOf(frame, body, tables) };
    offset = end;
  }
}

function addTables(body: Uint8Array, tables: Map<number, HuffmanTable>): void {
  for (let at = 0; at < body.length;) {
    const counts = body.subarray(at + 1, at + 17);
    const total = counts.reduce((sum, count) => sum + count, 0);
    tables.set(body[at], buildHuffmanTable(counts, body.subarray(at + 17, at + 17 + total)));
    at += 17 + total;
  }
}

function partsOf(
  frame: Uint8Array,
  scan: Uint8Array,
  tables: ReadonlyMap<number, HuffmanTable>,
): Pick<WholeScan, 'components' | 'mcus'> {
  const count = frame[5];
  const samplings = Array.from({ length: count }, (_, i) => (count === 1 ? 0x11 : frame[7 + 3 * i]));
  const across = Math.max(...samplings.map((factors) => factors >> 4));
  const down = Math.max(...samplings.map((factors) => factors & 15));
  const wide = Math.ceil((frame[3] * 256 + frame[4]) / (8 * across));
  const high = Math.ceil((frame[1] * 256 + frame[2]) / (8 * down));
  const components = samplings.map((factors, index): ScanComponent => {
    const [h, v] = [factors >> 4, factors & 15];
    const numbers = scan[2 + 2 * index];
    const [dcTable, acTable] = [tables.get(numbers >> 4), tables.get(0x10 | (numbers & 15))];
    if (dcTable === undefined || acTable === undefined) throw new Error('expected its tables');
    const size = { blocksWide: wide * h, blocksHigh: high * v, storedBlocksWide: wide * h, storedBlocksHigh: high * v };
    const quantisation = new Uint16Array(64).fill(1);
    const layout = { id: index, horizontalSampling: h, verticalSampling: v, ...size, quantisation };
    return { store: new CoefficientStore(layout), dcTable, acTable, predictor: 0 };
  });
  return { components, mcus: { wide, high } };
}

/** Blocks with their coefficients, without the room that lies behind them. */
function contentsOf({ components }: WholeScan): unknown {
  return components.map(({ store }) => {
    const { dc, place, pool } = store.finish();
    const used = place.reduce((largest, at) => Math.max(largest, at), 0) + 1;
    return { dc, place, pool: pool.slice(0, used * 64) };
  });
}

/** Decodes by the kernel and by its twin. */
function expectSame(jpeg: Uint8Array): void {
  const [byKernel, byTypeScript] = [scanOf(jpeg), scanOf(jpeg)];
  const end = decodeScanByKernel(byKernel);
  const reader = new EntropyReader(jpeg, byTypeScript.offset);
  walkScan({ ...byTypeScript, reader, parameters: sequential, readBlock: readSequentialBlock }, byTypeScript.mcus);
  expect(contentsOf(byKernel)).toEqual(contentsOf(byTypeScript));
  expect(new EntropyReader(jpeg, end ?? 0).findNextMarker()).toBe(reader.findNextMarker());
}

const sizes = fc.record({ width: fc.integer({ min: 1, max: 220 }), height: fc.integer({ min: 1, max: 220 }) });
const qualities = fc.constantFrom(10, 50, 75, 95, 100);

describe('scans decoded by the kernel', () => {
  test('hold the very blocks that the plain TypeScript reads', async () => {
    const property = fc.asyncProperty(
      sizes,
      qualities,
      fc.integer({ min: 0, max: 99 }),
      async (size, quality, seed) => {
        expectSame(await encodeJpeg(drawMask(size.width, size.height, seed), { quality }));
      },
    );
    await fc.assert(property, { numRuns: 60 });
  });

  test.skipIf(!hasCjpeg)('do so for every layout of components and for restart markers', () => {
    const layouts = [
      ['1x1'],
      ['2x1'],
      ['4x2'],
      ['2x4'],
      ['1x1', '-grayscale'],
      ['2x2', '-restart', '3B'],
      ['1x1', '-rgb'],
    ];
    const property = fc.property(
      sizes,
      qualities,
      fc.constantFrom(...layouts),
      ({ width, height }, quality, layout) => {
        const args = ['-baseline', '-quality', String(quality), '-sample', ...layout];
        expectSame(encodeByCjpeg(drawMask(width, height, 4), args));
      },
    );
    fc.assert(property, { numRuns: 60 });
  });

  test('are given back undone where they end early', async () => {
    const jpeg = await encodeJpeg(drawMask(200, 150), { quality: 75 });
    expect(decodeScanByKernel(scanOf(jpeg))).toBeDefined();
    expect(decodeScanByKernel(scanOf(jpeg.subarray(0, jpeg.length - 40)))).toBeUndefined();
  });
});
