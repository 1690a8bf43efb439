import { join } from 'node:path';
import { constants, deflateRawSync, deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPng } from '../../src/main/codec/png/png-reader.ts';
import { writePng } from '../../src/main/codec/png/png-writer.ts';
import { MaskmendError } from '../../src/shared/errors.ts';
import { defaultReadLimits } from '../../src/shared/limits.ts';
import { channelCounts, type Raster } from '../../src/shared/mask/raster.ts';
import { makeFolder } from '../command-line/temporary-folder.ts';
import { arbitraryRaster } from './arbitrary-raster.ts';
import { joinChunks, makeChunk, makeHeader, makePng } from './make-png.ts';
import { readInChild } from './read-in-child.ts';

const end = makeChunk('IEND', new Uint8Array(0));

/** A picture or one of our errors; anything else fails the test. */
function tryRead(bytes: Uint8Array): Raster | MaskmendError {
  try {
    return readPng(bytes, defaultReadLimits).raster;
  } catch (error) {
    if (error instanceof MaskmendError) return error;
    throw error;
  }
}

function isWhole(raster: Raster): boolean {
  return raster.samples.length === raster.width * raster.height * channelCounts[raster.channels];
}

describe('a damaged PNG', () => {
  it('is refused wherever it is cut off', () => {
    fc.assert(
      fc.property(arbitraryRaster, fc.boolean(), (raster, isInterlaced) => {
        const bytes = makePng(raster, { isInterlaced, chunkBytes: 100 });
        for (let length = 0; length < bytes.length; length += 1 + Math.floor(bytes.length / 60)) {
          expect(tryRead(bytes.subarray(0, length))).toMatchObject({ code: 'truncated-file' });
        }
        expect(tryRead(bytes.subarray(0, -1))).toMatchObject({ code: 'truncated-file' });
      }),
      { numRuns: 40 },
    );
  });

  it('is refused or read, whatever bytes are changed', () => {
    const changes = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(arbitraryRaster, changes, (raster, changed) => {
        const bytes = Uint8Array.from(writePng(raster));
        for (const [place, value] of changed) bytes[place % bytes.length] = value;
        const result = tryRead(bytes);
        expect(result instanceof MaskmendError || isWhole(result)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('is refused or read where the check sums are right, but header, tables and data are anything', () => {
    const parts = fc.record({
      width: fc.oneof(fc.integer({ min: 0, max: 40 }), fc.nat(2 ** 32 - 1)),
      height: fc.oneof(fc.integer({ min: 0, max: 40 }), fc.nat(2 ** 32 - 1)),
      pixelType: fc.constantFrom([1, 0], [2, 3], [8, 3], [16, 6], [4, 2], [8, 6], [0, 0]),
      interlace: fc.integer({ min: 0, max: 2 }),
      tables: fc.array(
        fc.tuple(fc.constantFrom('PLTE', 'tRNS', 'eXIf', 'gAMA', 'acTL'), fc.uint8Array({ maxLength: 20 })),
      ),
      rows: fc.uint8Array({ maxLength: 3000 }).map((bytes) => bytes.map((byte) => (byte < 250 ? byte % 5 : byte))),
    });
    fc.assert(
      fc.property(parts, ({ width, height, pixelType, interlace, tables, rows }) => {
        const header = Buffer.alloc(13);
        header.writeUInt32BE(width, 0);
        header.writeUInt32BE(height, 4);
        header.set([...pixelType, 0, 0, interlace], 8);
        const chunks = tables.map(([type, data]) => makeChunk(type, data));
        const result = tryRead(
          joinChunks(makeChunk('IHDR', header), ...chunks, makeChunk('IDAT', deflateSync(rows)), end),
        );
        expect(result instanceof MaskmendError || isWhole(result)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it('is refused or read when it is noise behind the signature', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (noise) => {
        expect(tryRead(joinChunks(noise))).toBeInstanceOf(MaskmendError);
      }),
    );
  });
});

describe('a PNG that promises or holds gigabytes', () => {
  const large = { width: 22_000, height: 22_000, channels: 'rgba', bitDepth: 16 } as const;
  const small = { width: 8, height: 8, channels: 'grey', bitDepth: 8 } as const;

  it('is refused before memory is taken where it is too small to hold them', () => {
    const before = process.memoryUsage();
    expect(
      tryRead(joinChunks(makeHeader(large), makeChunk('IDAT', deflateSync(new Uint8Array(1e5))), end)),
    ).toMatchObject({
      code: 'truncated-file',
    });
    const after = process.memoryUsage();
    expect(after.arrayBuffers - before.arrayBuffers).toBeLessThan(10_000_000);
  });

  it('is refused in little memory and time where it inflates to more than its header says, or is a million chunks', () => {
    const chunk = makeChunk('IDAT', Uint8Array.of(0));
    const folder = makeFolder({
      'bomb.png': joinChunks(makeHeader(small), makeChunk('IDAT', zerosStream(4096)), end),
      'chunks.png': joinChunks(makeHeader(small), Buffer.alloc(chunk.length * 1_000_000, chunk), end),
    });
    const { files, peakMegabytes } = readInChild([join(folder, 'bomb.png'), join(folder, 'chunks.png')]);
    expect(files).toMatchObject([
      { code: 'corrupt-file', message: 'the PNG holds more image data than its header promises' },
      { code: 'corrupt-file', message: 'the image data of the PNG are damaged' },
    ]);
    expect(peakMegabytes).toBeLessThan(250);
    expect(Math.max(...files.map(({ ms }) => ms))).toBeLessThan(5000);
  });
});

/** A zlib stream that inflates to so many megabytes of zeros and never ends. */
function zerosStream(megabytes: number): Uint8Array {
  const block = deflateRawSync(new Uint8Array(1_048_576), { finishFlush: constants.Z_FULL_FLUSH });
  return Buffer.concat([Uint8Array.of(0x78, 0x9c), Buffer.alloc(block.length * megabytes, block)]);
}
