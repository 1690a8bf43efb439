import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPng } from '../../src/main/codec/png/png-reader.ts';
import { writePng } from '../../src/main/codec/png/png-writer.ts';
import { defaultReadLimits } from '../../src/shared/limits.ts';
import { arbitraryRaster } from './arbitrary-raster.ts';
import { decodeWithFastPng, decodeWithSharp, toRgba } from './independent-decoders.ts';

const read = (bytes: Uint8Array) => readPng(bytes, defaultReadLimits).raster;

describe('what is written', () => {
  it('is read back exactly: samples, colour table and alpha table', () => {
    fc.assert(
      fc.property(arbitraryRaster, (raster) => {
        expect(read(writePng(raster))).toEqual(raster);
      }),
      { numRuns: 300 },
    );
  });

  it('has the same samples and colours for fast-png', () => {
    fc.assert(
      fc.property(arbitraryRaster, (raster) => {
        const { width, height, bitDepth, samples, colourTable } = raster;
        const expected = { width, height, bitDepth, samples, colourTable };
        expect(decodeWithFastPng(writePng(raster))).toEqual(expected);
      }),
      { numRuns: 150 },
    );
  });

  it('has the same pixels for sharp', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryRaster, async (raster) => {
        expect(await decodeWithSharp(writePng(raster), raster.bitDepth)).toEqual(toRgba(raster));
      }),
      { numRuns: 150 },
    );
  });

  it('is the same file every time', () => {
    fc.assert(
      fc.property(arbitraryRaster, (raster) => {
        expect(writePng(raster)).toEqual(writePng(raster));
      }),
      { numRuns: 20 },
    );
  });
});
