import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { readPng, readPngFacts } from '../../src/main/codec/png/png-reader.ts';
import { defaultReadLimits } from '../../src/shared/limits.ts';
import type { Raster } from '../../src/shared/mask/raster.ts';
import { arbitraryRaster } from './arbitrary-raster.ts';
import { joinChunks, makeChunk, makeHeader, makePng, uint32 } from './make-png.ts';

const read = (bytes: Uint8Array) => readPng(bytes, defaultReadLimits);

const grey: Raster = {
  width: 3,
  height: 2,
  channels: 'grey',
  bitDepth: 8,
  samples: Uint8Array.of(0, 1, 2, 253, 254, 255),
};

const indexed: Raster = {
  width: 2,
  height: 2,
  channels: 'indexed',
  bitDepth: 2,
  samples: Uint8Array.of(0, 1, 2, 1),
  colourTable: Uint8Array.of(10, 20, 30, 40, 50, 60, 70, 80, 90),
};

const end = makeChunk('IEND', new Uint8Array(0));

describe('reading a PNG', () => {
  it('undoes every filter, in every mixture of rows', () => {
    const filters = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 7 });
    fc.assert(
      fc.property(arbitraryRaster, filters, (raster, mixture) => {
        expect(read(makePng(raster, { filters: mixture })).raster).toEqual(raster);
      }),
      { numRuns: 200 },
    );
  });

  it('puts interlaced pixels where they belong, whatever the size', () => {
    fc.assert(
      fc.property(arbitraryRaster, fc.integer({ min: 0, max: 4 }), (raster, filter) => {
        expect(read(makePng(raster, { isInterlaced: true, filters: [filter] })).raster).toEqual(raster);
      }),
      { numRuns: 200 },
    );
  });

  it('agrees with sharp on interlaced files that libpng wrote', async () => {
    for (const [width, height] of [
      [1, 1],
      [2, 3],
      [5, 8],
      [9, 4],
      [33, 17],
    ]) {
      const samples = Uint8Array.from({ length: width * height * 3 }, (_, i) => (i * 89) % 251);
      const image = sharp(samples, { raw: { width, height, channels: 3 } });
      const bytes = await image.png({ progressive: true, adaptiveFiltering: true }).toBuffer();
      expect(read(bytes).raster).toEqual({ width, height, channels: 'rgb', bitDepth: 8, samples });
    }
  });

  it('joins image data that come in many chunks, empty ones among them', () => {
    const beforeData = [makeChunk('IDAT', new Uint8Array(0))];
    expect(read(makePng(grey, { chunkBytes: 1, beforeData })).raster).toEqual(grey);
  });

  it('keeps indices and tables of a picture that has fewer colours than its bits allow', () => {
    const transparent = { ...indexed, alphaTable: Uint8Array.of(255, 0) };
    const { raster, facts } = read(makePng(transparent));
    expect(raster).toEqual(transparent);
    expect(facts.notes).toEqual([{ kind: 'transparent-entries' }]);
  });

  it('gives samples that share no memory with the file and copy when sliced', () => {
    const bytes = Buffer.from(makePng(indexed));
    const { raster } = read(bytes);
    const copy = raster.samples.slice();
    bytes.fill(0);
    expect(raster).toEqual(indexed);
    raster.samples.fill(0);
    expect(copy).toEqual(indexed.samples);
  });

  it('ignores what follows the end of the PNG, and image data that are a little too long', () => {
    expect(read(Buffer.concat([makePng(grey), Buffer.from('appended')])).raster).toEqual(grey);
    const rows = Uint8Array.of(0, 0, 1, 2, 0, 253, 254, 255, 0, 9, 9, 9);
    const tooLong = joinChunks(makeHeader(grey), makeChunk('IDAT', deflateSync(rows)), end);
    expect(read(tooLong).raster).toEqual(grey);
  });
});

describe('what a PNG tells beside its pixels', () => {
  const factsOf = (beforeData: readonly Uint8Array[], afterData: readonly Uint8Array[] = []) =>
    readPngFacts(makePng(grey, { beforeData, afterData }), defaultReadLimits);

  it('is size, channels and depth', () => {
    expect(readPngFacts(makePng(indexed), defaultReadLimits)).toEqual({
      width: 2,
      height: 2,
      channels: 'indexed',
      bitDepth: 2,
      orientation: 1,
      hasColourProfile: false,
      frames: 1,
      notes: [],
    });
  });

  it('is the EXIF orientation, before or behind the image data', () => {
    const exif = makeChunk('eXIf', Buffer.from('4d4d002a000000080001011200030000000100060000000000000000', 'hex'));
    expect(factsOf([exif]).orientation).toBe(6);
    expect(factsOf([], [exif]).orientation).toBe(6);
  });

  it('is a colour profile', () => {
    expect(factsOf([makeChunk('iCCP', Buffer.from('x\0\0'))]).hasColourProfile).toBe(true);
  });

  it('is a gamma that is not the usual one', () => {
    expect(factsOf([makeChunk('gAMA', uint32(45_455))]).notes).toEqual([]);
    expect(factsOf([makeChunk('gAMA', uint32(100_000))]).notes).toEqual([{ kind: 'gamma', gamma: 1 }]);
  });

  it('is the number of frames of an animation, of which the first is read', () => {
    const animation = makeChunk('acTL', Buffer.concat([uint32(7), uint32(0)]));
    const frame = makeChunk('fdAT', Buffer.concat([uint32(1), deflateSync(Uint8Array.of(0, 9, 9, 9, 0, 9, 9, 9))]));
    const { raster, facts } = read(makePng(grey, { beforeData: [animation], afterData: [frame] }));
    expect(facts.frames).toBe(7);
    expect(raster).toEqual(grey);
  });

  it('is that one colour is transparent, which changes no pixel', () => {
    const { raster, facts } = read(makePng(grey, { beforeData: [makeChunk('tRNS', Uint8Array.of(0, 1))] }));
    expect(raster).toEqual(grey);
    expect(facts.notes).toEqual([{ kind: 'transparent-colour' }]);
  });

  it('is that a chunk was left out which is damaged and not needed', () => {
    const chunk = Buffer.from(makeChunk('gAMA', uint32(100_000)));
    chunk[9]++;
    expect(factsOf([chunk]).notes).toEqual([{ kind: 'damaged-chunk', chunk: 'gAMA' }]);
  });
});

describe('a PNG that cannot be read', () => {
  const failureOf = (bytes: Uint8Array) => {
    try {
      read(bytes);
    } catch (error) {
      return error;
    }
    return undefined;
  };

  const rowsOf = (raster: Raster) => makeChunk('IDAT', deflateSync(new Uint8Array((raster.width + 1) * raster.height)));

  it.each([
    ['has a damaged image chunk', breakByte(makePng(grey), 45), 'corrupt-file', /IDAT chunk fails its check sum/],
    [
      'lacks its colour table',
      joinChunks(makeHeader(indexed), rowsOf(indexed), end),
      'corrupt-file',
      /no colour table/,
    ],
    ['has no image data', joinChunks(makeHeader(grey), end), 'truncated-file', /end before the picture does/],
    ['does not begin with its header', joinChunks(rowsOf(grey), end), 'corrupt-file', /does not begin with its header/],
    ['has two headers', joinChunks(makeHeader(grey), makeHeader(grey), end), 'corrupt-file', /two headers/],
    ['went through a transfer in text mode', textMode(makePng(grey)), 'corrupt-file', /signature is damaged/],
    [
      'has an index outside its colour table',
      makePng({ ...indexed, samples: Uint8Array.of(0, 1, 2, 3) }),
      'corrupt-file',
      /pixel \(1, 1\) has index 3, but the colour table ends at 2/,
    ],
    [
      'has a colour table that is no whole number of colours',
      makePng({ ...indexed, colourTable: new Uint8Array(10) }),
      'corrupt-file',
      /10 bytes/,
    ],
    [
      'needs a chunk that nobody knows',
      makePng(grey, { beforeData: [makeChunk('ABCD', new Uint8Array(1))] }),
      'unsupported-format',
      /ABCD/,
    ],
    ['has a filter that does not exist', makePng(grey, { filters: [5] }), 'corrupt-file', /filter 5/],
    [
      'has a depth that does not fit its colours',
      joinChunks(makeHeader({ ...grey, channels: 'rgb', bitDepth: 4 }), rowsOf(grey), end),
      'corrupt-file',
      /colour type 2 with 4 bits/,
    ],
    [
      'is 0 pixels wide',
      joinChunks(makeHeader({ ...grey, width: 0 }), rowsOf(grey), end),
      'corrupt-file',
      /0 x 2 pixels/,
    ],
    [
      'has damaged image data under a right check sum',
      joinChunks(makeHeader(grey), makeChunk('IDAT', Uint8Array.of(0x78, 0x9c, 0xff, 0xff, 0xff)), end),
      'corrupt-file',
      /data of the PNG are damaged/,
    ],
    [
      'has fewer rows than its header promises',
      joinChunks(makeHeader(grey), makeChunk('IDAT', deflateSync(Uint8Array.of(0, 1, 2, 3))), end),
      'truncated-file',
      /end before the picture does/,
    ],
  ])('because it %s says so', (_what, bytes, code, message) => {
    expect(failureOf(bytes)).toMatchObject({
      name: 'MaskmendError',
      code,
      message: expect.stringMatching(message) as string,
    });
  });

  it('because it is larger than allowed says so before anything else', () => {
    const header = joinChunks(makeHeader({ ...grey, width: 65_535, height: 65_535 }));
    expect(failureOf(Buffer.concat([header, rowsOf(grey), end]))).toMatchObject({ code: 'too-large' });
    const long = joinChunks(makeHeader({ ...grey, width: 65_536, height: 1 }), rowsOf(grey), end);
    expect(failureOf(long)).toMatchObject({ code: 'too-large' });
  });
});

function breakByte(bytes: Uint8Array, place: number): Uint8Array {
  const broken = Uint8Array.from(bytes);
  broken[place] ^= 1;
  return broken;
}

function textMode(bytes: Uint8Array): Uint8Array {
  return Buffer.from(Buffer.from(bytes).toString('latin1').replaceAll('\r\n', '\n'), 'latin1');
}
