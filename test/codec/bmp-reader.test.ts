import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readBmp, readBmpFacts } from '../../src/main/codec/bmp/bmp-reader.ts';
import { MaskmendError } from '../../src/shared/errors.ts';
import { defaultReadLimits } from '../../src/shared/limits.ts';
import { makeBmp, makeCoreBmp, storeRows, type BmpRecipe } from './make-bmp.ts';

const read = (bytes: Uint8Array) => readBmp(bytes, defaultReadLimits);

const rasterOf = (bytes: Uint8Array) => {
  const { content } = read(bytes);
  if (content.kind !== 'raster') throw new Error('a BMP has no coefficients');
  return content.raster;
};

const colours = Array.from({ length: 256 }, (_, i) => [i, 255 - i, (i * 7) & 255] as const);

/** Rows of pixels below a limit, of any size up to 40 x 20. */
const rowsBelow = (limit: number) =>
  fc
    .integer({ min: 1, max: 40 })
    .chain((width) =>
      fc.array(fc.array(fc.nat(limit - 1), { minLength: width, maxLength: width }), { minLength: 1, maxLength: 20 }),
    );

describe('reading a BMP', () => {
  it.each([1, 2, 4, 8])('keeps the indices and colours of %i bits, from the bottom or from the top', (bitsPerPixel) => {
    const table = colours.slice(0, 2 ** bitsPerPixel);
    fc.assert(
      fc.property(rowsBelow(2 ** bitsPerPixel), fc.boolean(), (rows, isTopDown) => {
        const [width, height] = [rows[0].length, rows.length];
        const data = storeRows(isTopDown ? rows.toReversed() : rows, bitsPerPixel);
        const recipe = { width, height: isTopDown ? -height : height, bitsPerPixel, colours: table, data };
        expect(rasterOf(makeBmp(recipe))).toEqual({
          width,
          height,
          channels: 'indexed',
          bitDepth: bitsPerPixel,
          samples: Uint8Array.from(rows.flat()),
          colourTable: Uint8Array.from(table.flat()),
        });
      }),
    );
  });

  it('reads 24 and 32 bits as RGB', () => {
    fc.assert(
      fc.property(rowsBelow(0x1000000), fc.constantFrom(24, 32), (rows, bitsPerPixel) => {
        const recipe = {
          width: rows[0].length,
          height: rows.length,
          bitsPerPixel,
          data: storeRows(rows, bitsPerPixel),
        };
        const expected = rows.flat().flatMap((pixel) => [pixel >> 16, (pixel >> 8) & 255, pixel & 255]);
        expect(rasterOf(makeBmp(recipe))).toMatchObject({ channels: 'rgb', samples: Uint8Array.from(expected) });
      }),
    );
  });

  it('reads the 3-byte colours and the short header of the oldest kind', () => {
    const recipe = {
      width: 3,
      height: 1,
      bitsPerPixel: 4,
      colours: colours.slice(0, 16),
      data: Uint8Array.of(0x3f, 0x10, 0, 0),
    };
    expect(rasterOf(makeCoreBmp(recipe))).toMatchObject({
      samples: Uint8Array.of(3, 15, 1),
      colourTable: Uint8Array.from(colours.slice(0, 16).flat()),
    });
  });

  it('calls grey what has the plain grey ramp as its table', () => {
    const ramp = (steps: number) =>
      Array.from({ length: steps + 1 }, (_, i) => [i * (255 / steps), i * (255 / steps), i * (255 / steps)] as const);
    const data = Uint8Array.of(0, 1, 1, 0);
    const facts = [1, 4, 8].map((bitsPerPixel) => {
      const bytes = makeBmp({ width: 4, height: 1, bitsPerPixel, colours: ramp(2 ** bitsPerPixel - 1), data });
      expect(rasterOf(bytes).colourTable).toBeUndefined();
      return readBmpFacts(bytes, defaultReadLimits);
    });
    expect(facts.map(({ channels, bitDepth }) => [channels, bitDepth])).toEqual([
      ['grey', 1],
      ['grey', 4],
      ['grey', 8],
    ]);
  });

  it('spreads 5 and 6 bits a component to 0..255, and says so', () => {
    const masks = [0xf800, 0x7e0, 0x1f];
    const data = storeRows([[0xffff, 0x8410, 0x0000]], 16);
    const bytes = makeBmp({ width: 3, height: 1, bitsPerPixel: 16, compression: 3, masks, data });
    expect(rasterOf(bytes).samples).toEqual(Uint8Array.of(255, 255, 255, 132, 130, 132, 0, 0, 0));
    expect(readBmpFacts(bytes, defaultReadLimits).notes).toEqual([{ kind: 'five-bits' }]);
    const plain = makeBmp({ width: 2, height: 1, bitsPerPixel: 16, data: storeRows([[0x7c1f, 0x03e0]], 16) });
    expect(rasterOf(plain).samples).toEqual(Uint8Array.of(255, 0, 255, 0, 255, 0));
  });

  it('reads alpha where a mask names it', () => {
    const masks = [0xff, 0xff00, 0xff0000, 0xff000000];
    const data = storeRows([[0x80030201, 0xff060504]], 32);
    expect(rasterOf(makeBmp({ width: 2, height: 1, bitsPerPixel: 32, compression: 6, masks, data }))).toMatchObject({
      channels: 'rgba',
      samples: Uint8Array.of(1, 2, 3, 0x80, 4, 5, 6, 255),
    });
  });

  it('undoes run lengths of 8 bits as Microsoft describes them', () => {
    const data = Buffer.from('0304050600034556670002780002050102780000091e0001', 'hex');
    const { samples } = rasterOf(makeBmp({ width: 20, height: 3, bitsPerPixel: 8, compression: 1, colours, data }));
    const top = [0x1e, 0x1e, 0x1e, 0x1e, 0x1e, 0x1e, 0x1e, 0x1e, 0x1e];
    const bottom = [4, 4, 4, 6, 6, 6, 6, 6, 0x45, 0x56, 0x67, 0x78, 0x78];
    expect([...samples]).toEqual([
      ...[...top, ...zeros(11)],
      ...[...zeros(18), 0x78, 0x78],
      ...[...bottom, ...zeros(7)],
    ]);
  });

  it('undoes run lengths of 4 bits as Microsoft describes them', () => {
    const data = Buffer.from('0304050600064556670004780002050104780000091e0001', 'hex');
    const { samples } = rasterOf(
      makeBmp({ width: 27, height: 3, bitsPerPixel: 4, compression: 2, colours: colours.slice(0, 16), data }),
    );
    const bottom = [0, 4, 0, 0, 6, 0, 6, 0, 4, 5, 5, 6, 6, 7, 7, 8, 7, 8];
    expect([...samples]).toEqual([
      ...[1, 14, 1, 14, 1, 14, 1, 14, 1, ...zeros(18)],
      ...[...zeros(23), 7, 8, 7, 8],
      ...[...bottom, ...zeros(9)],
    ]);
  });

  it('drops what runs write beyond a row or the picture', () => {
    const data = Uint8Array.of(9, 3, 0, 0, 9, 4, 0, 0, 9, 5, 0, 1);
    expect(rasterOf(makeBmp({ width: 2, height: 2, bitsPerPixel: 8, compression: 1, colours, data })).samples).toEqual(
      Uint8Array.of(4, 4, 3, 3),
    );
  });
});

describe('a BMP that cannot be read', () => {
  const recipe: BmpRecipe = {
    width: 4,
    height: 2,
    bitsPerPixel: 8,
    colours: colours.slice(0, 4),
    data: new Uint8Array(8),
  };

  const failureOf = (bytes: Uint8Array): unknown => {
    try {
      read(bytes);
    } catch (error) {
      return error;
    }
    return undefined;
  };

  it.each([
    [
      'an index outside its colours',
      { ...recipe, data: Uint8Array.of(0, 1, 2, 3, 0, 0, 4, 0) },
      'corrupt-file',
      /\(2, 0\) has index 4/,
    ],
    ['a JPEG inside', { ...recipe, compression: 4 }, 'unsupported-format', /compression 4/],
    ['3 bits a pixel', { ...recipe, bitsPerPixel: 3 }, 'unsupported-format', /3 bits/],
    ['a width of 0', { ...recipe, width: 0 }, 'corrupt-file', /0 x 2/],
    ['65535 pixels a side and few bytes', { ...recipe, width: 65_535, height: 65_535 }, 'too-large', /65535 x 65535/],
    ['far more pixels than its bytes', { ...recipe, width: 20_000, height: 20_000 }, 'truncated-file', /ends before/],
    [
      'far more pixels than its runs',
      { ...recipe, width: 20_000, height: 20_000, compression: 1, data: Uint8Array.of(0, 1) },
      'truncated-file',
      /ends before/,
    ],
  ] as const)('for %s says so', (_what, made, code, message) => {
    expect(failureOf(makeBmp(made))).toMatchObject({ code, message: expect.stringMatching(message) as string });
  });

  it('is refused wherever it is cut off', () => {
    const plain = makeBmp({ ...recipe, data: Uint8Array.of(0, 1, 2, 3, 3, 2, 1, 0) });
    const runs = makeBmp({ ...recipe, compression: 1, data: Uint8Array.of(4, 1, 0, 0, 0, 4, 1, 2, 3, 1, 0, 1) });
    for (const bytes of [plain, runs]) {
      expect(failureOf(bytes)).toBeUndefined();
      for (let length = 0; length < bytes.length; length++) {
        expect(failureOf(bytes.subarray(0, length))).toMatchObject({ code: 'truncated-file' });
      }
    }
  });

  it('is refused or read, whatever bytes are changed', () => {
    const bytes = makeBmp({ ...recipe, compression: 1, data: Uint8Array.of(4, 1, 0, 0, 0, 4, 1, 2, 3, 1, 0, 1) });
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 4 }), (changes) => {
        const changed = Uint8Array.from(bytes);
        for (const [place, value] of changes) changed[place % bytes.length] = value;
        const error = failureOf(changed);
        expect(error === undefined || error instanceof MaskmendError).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});

function zeros(count: number): number[] {
  return Array.from({ length: count }, () => 0);
}
