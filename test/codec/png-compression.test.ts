import { inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compressRows } from '../../src/main/codec/png/png-compression.ts';
import { filterRowsPlainly } from '../../src/main/codec/png/plain-png-filter.ts';
import { filterRows, filterRowsByKernel } from '../../src/main/codec/png/png-filter.ts';

/** Rows of few values, as masks have them. */
const pictures = fc
  .record({
    pixelBytes: fc.constantFrom(1, 2, 3, 4, 8),
    width: fc.integer({ min: 1, max: 40 }),
    height: fc.integer({ min: 1, max: 60 }),
    seed: fc.integer({ min: 1, max: 1000 }),
  })
  .map(({ pixelBytes, width, height, seed }) => {
    const rowBytes = width * pixelBytes;
    const rows = Uint8Array.from({ length: rowBytes * height }, (_, at) => {
      return ((Math.floor(at / rowBytes) * seed) >> 4) ^ (((at % rowBytes) * seed) >> 6);
    });
    return { rows, rowBytes, pixelBytes };
  });

/** The rows of a picture from filtered ones: only None, Sub and Up occur. */
function unfilter(filtered: Uint8Array, rowBytes: number, pixelBytes: number): Uint8Array {
  const height = filtered.length / (rowBytes + 1);
  const rows = new Uint8Array(rowBytes * height);
  for (let y = 0; y < height; y++) {
    const filter = filtered[y * (rowBytes + 1)];
    for (let x = 0; x < rowBytes; x++) {
      const at = y * rowBytes + x;
      const left = x >= pixelBytes ? rows[at - pixelBytes] : 0;
      const above = y > 0 ? rows[at - rowBytes] : 0;
      rows[at] = filtered[y * (rowBytes + 1) + 1 + x] + [0, left, above][filter];
    }
  }
  return rows;
}

test('rows compressed in parts give back the same rows, and a stream whose checksum holds', () => {
  fc.assert(
    fc.property(pictures, fc.integer({ min: 1, max: 9 }), (plain, bandRows) => {
      const packed = compressRows(plain, bandRows * plain.rowBytes);
      // Throws where the checksum is another.
      const filtered = inflateSync(packed);
      expect(unfilter(filtered, plain.rowBytes, plain.pixelBytes)).toEqual(plain.rows);
    }),
  );
});

test('a long stream of the highest bytes has the checksum that zlib makes', () => {
  const plain = { rows: new Uint8Array(300_000).fill(255), rowBytes: 100, pixelBytes: 1 };
  expect(inflateSync(compressRows(plain, 70_000)).length).toBe(filterRows(plain).length);
});

test('the kernel filters as the plain code does', () => {
  const tables = fc.option(fc.uint8Array({ minLength: 256, maxLength: 256 }), { nil: undefined });
  fc.assert(
    fc.property(pictures, tables, fc.double({ min: 0, max: 0.99, noNaN: true }), (picture, entries, share) => {
      const plain = { ...picture, entries };
      const height = picture.rows.length / picture.rowBytes;
      const span = { from: Math.floor(share * height), to: height };
      expect(filterRowsByKernel(plain, span)).toEqual(filterRowsPlainly(plain, span));
    }),
    { numRuns: 500 },
  );
});

test('the kernel goes on from one part of a large picture to the next', () => {
  const [width, height] = [1001, 211];
  const rows = Uint8Array.from({ length: width * height }, (_, at) => {
    const [x, y] = [at % width, Math.floor(at / width)];
    return y % 23 < 9 ? (x >> 3) & 3 : (x * y) >> 12;
  });
  const plain = { rows, rowBytes: width, pixelBytes: 1 };
  expect(filterRows(plain)).toEqual(filterRowsPlainly(plain, { from: 0, to: height }));
});
