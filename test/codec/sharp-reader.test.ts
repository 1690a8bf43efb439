import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { readFactsWithSharp, readWithSharp, type SharpFormat } from '../../src/main/codec/sharp/sharp-reader.ts';
import { MaskmendError } from '../../src/shared/errors.ts';
import { defaultReadLimits } from '../../src/shared/limits.ts';
import type { Raster } from '../../src/shared/mask/raster.ts';
import { xorshift } from './arbitrary-raster.ts';
import { makeTiff } from './make-tiff.ts';

const read = (bytes: Uint8Array, format: SharpFormat) => readWithSharp(bytes, format, defaultReadLimits);

async function rasterOf(bytes: Uint8Array, format: SharpFormat): Promise<Raster> {
  const { content } = await read(bytes, format);
  if (content.kind !== 'raster') throw new Error('sharp gives no coefficients');
  return content.raster;
}

const width = 24;
const height = 16;
/** Two frames, one above the other, of three classes each. */
const frames = Uint8Array.from({ length: 2 * width * height * 3 }, (_, i) => {
  const pixel = Math.floor(i / 3);
  const isRight = pixel % width > 10;
  return [isRight ? 200 : 0, pixel < width * height ? 40 : 120, isRight ? 10 : 250][i % 3];
});
const rgb = frames.subarray(0, width * height * 3);
const still = () => sharp(rgb, { raw: { width, height, channels: 3 } });
const animation = () => sharp(frames, { raw: { width, height: 2 * height, channels: 3, pageHeight: height } });

describe('a WebP', () => {
  it('without loss has its exact pixels and is said to be lossless', async () => {
    const { content, facts } = await read(await still().webp({ lossless: true }).toBuffer(), 'webp');
    const raster = { width, height, channels: 'rgb', bitDepth: 8, samples: rgb };
    expect(content).toEqual({ kind: 'raster', raster, isLossless: true });
    expect(facts).toMatchObject({ width, height, channels: 'rgb', bitDepth: 8, frames: 1, notes: [] });
  });

  it('with loss is said to be lossy, with and without alpha', async () => {
    for (const image of [still(), still().ensureAlpha(0.5)]) {
      expect((await read(await image.webp({ quality: 80 }).toBuffer(), 'webp')).content).toMatchObject({
        isLossless: false,
      });
    }
  });

  it('keeps colours under full transparency', async () => {
    const rgba = Uint8Array.from({ length: 4 * 30 }, (_, i) => (i % 4 === 3 ? (i % 3) * 100 : i));
    const image = sharp(rgba, { raw: { width: 6, height: 5, channels: 4 } });
    const bytes = await image.webp({ lossless: true, exact: true }).toBuffer();
    expect(await rasterOf(bytes, 'webp')).toMatchObject({ channels: 'rgba', samples: rgba });
  });

  it('that is animated gives its first frame and the number of frames, lossless or not', async () => {
    const { content, facts } = await read(await animation().webp({ lossless: true }).toBuffer(), 'webp');
    expect(facts).toMatchObject({ width, height, frames: 2 });
    expect(content).toMatchObject({ raster: { width, height, samples: rgb }, isLossless: true });
    expect((await read(await animation().webp({ quality: 70 }).toBuffer(), 'webp')).content).toMatchObject({
      isLossless: false,
    });
  });
});

describe('a GIF', () => {
  it('gives the exact colours of its first frame and says that indices are lost', async () => {
    const { content, facts } = await read(await animation().gif().toBuffer(), 'gif');
    // sharp writes a transparent colour into every GIF.
    const samples = Uint8Array.from({ length: 4 * width * height }, (_, i) => (i % 4 === 3 ? 255 : rgb[i - (i >> 2)]));
    expect(content).toMatchObject({ raster: { width, height, channels: 'rgba', samples }, isLossless: true });
    expect(facts).toMatchObject({
      frames: 2,
      notes: [{ kind: 'colour-table' }],
    });
  });

  it('whose canvas is far larger than its data can fill is refused before memory is taken', async () => {
    const bytes = Buffer.from('474946383961ffffffff800000000000ffffff2c00000000ffffffff0002024c01003b', 'hex');
    for (const place of [6, 8, 24, 26]) bytes.writeUInt16LE(9000, place);
    await expect(read(bytes, 'gif')).rejects.toMatchObject({ code: 'truncated-file' });
  });
});

describe('an AVIF', () => {
  it('is read and never called lossless', async () => {
    const { content, facts } = await read(await still().avif({ lossless: true }).toBuffer(), 'avif');
    expect(facts).toMatchObject({ width, height, channels: 'rgb', bitDepth: 8 });
    expect(content).toMatchObject({ isLossless: false });
  });
});

describe('a TIFF', () => {
  const grey = { width: 4, height: 2, bitsPerSample: 8, samplesPerPixel: 1, photometric: 1 };

  it('keeps grey of 16 bits', async () => {
    const samples = Uint16Array.of(0, 1, 255, 256, 257, 30_000, 65_534, 65_535);
    const bytes = makeTiff({ ...grey, bitsPerSample: 16, data: new Uint8Array(samples.buffer) });
    expect(await rasterOf(bytes, 'tiff')).toEqual({ width: 4, height: 2, channels: 'grey', bitDepth: 16, samples });
  });

  it('keeps RGB of 16 bits', async () => {
    const samples = Uint16Array.from({ length: 24 }, (_, i) => i * 2700);
    const recipe = { ...grey, bitsPerSample: 16, samplesPerPixel: 3, photometric: 2 };
    const bytes = makeTiff({ ...recipe, data: new Uint8Array(samples.buffer) });
    expect(await rasterOf(bytes, 'tiff')).toMatchObject({ channels: 'rgb', bitDepth: 16, samples });
  });

  it.each([
    [1, Uint8Array.of(0b01100000, 0b10010000), [0, 1, 1, 0, 1, 0, 0, 1]],
    [4, Uint8Array.of(0x01, 0x23, 0xef, 0x77), [0, 1, 2, 3, 14, 15, 7, 7]],
  ] as const)('has the values of the file in grey of %i bits', async (bitsPerSample, data, samples) => {
    expect(await rasterOf(makeTiff({ ...grey, bitsPerSample, data }), 'tiff')).toEqual({
      width: 4,
      height: 2,
      channels: 'grey',
      bitDepth: bitsPerSample,
      samples: Uint8Array.from(samples),
    });
  });

  it('of two channels keeps grey and alpha, not multiplied', async () => {
    for (const kindOfAlpha of [0, 2]) {
      const data = Uint8Array.of(10, 0, 20, 128, 30, 255, 40, 1, 50, 2, 60, 3, 70, 4, 255, 5);
      const bytes = makeTiff({ ...grey, samplesPerPixel: 2, data, tags: { 338: [kindOfAlpha] } });
      expect(await rasterOf(bytes, 'tiff')).toMatchObject({ channels: 'grey-alpha', samples: data });
    }
  });

  it('with a palette gives its colours and says that indices are lost', async () => {
    const colours = Array.from({ length: 3 * 256 }, (_, i) => ((i * 5 + (i >> 8)) & 255) * 257);
    const bytes = makeTiff({
      ...grey,
      photometric: 3,
      data: Uint8Array.of(0, 1, 2, 3, 4, 5, 6, 255),
      tags: { 320: colours },
    });
    const { content, facts } = await read(bytes, 'tiff');
    const expected = [0, 1, 2, 3, 4, 5, 6, 255].flatMap((i) =>
      [0, 256, 512].map((start) => ((start + i) * 5 + (start >> 8)) & 255),
    );
    expect(content).toMatchObject({ raster: { channels: 'rgb', samples: Uint8Array.from(expected) } });
    expect(facts.notes).toEqual([{ kind: 'colour-table' }]);
  });

  it('with a palette of greys gives them as they are, whatever its bits', async () => {
    const colours = Array.from({ length: 3 * 16 }, (_, i) => (i % 16) * 3 * 257);
    const recipe = { ...grey, bitsPerSample: 4, photometric: 3, tags: { 320: colours } };
    expect(await rasterOf(makeTiff({ ...recipe, data: Uint8Array.of(0x01, 0x23, 0xef, 0x77) }), 'tiff')).toMatchObject({
      channels: 'grey',
      bitDepth: 8,
      samples: Uint8Array.of(0, 3, 6, 9, 42, 45, 21, 21),
    });
  });

  it('that counts grey from white is turned round, and says so', async () => {
    const { content, facts } = await read(
      makeTiff({ ...grey, photometric: 0, data: Uint8Array.of(0, 1, 2, 3, 4, 5, 6, 255) }),
      'tiff',
    );
    expect(content).toMatchObject({ raster: { samples: Uint8Array.of(255, 254, 253, 252, 251, 250, 249, 0) } });
    expect(facts.notes).toEqual([{ kind: 'white-is-zero' }]);
  });

  it('is neither rotated nor changed by a colour profile; both are told', async () => {
    const { icc } = await sharp(await still().withIccProfile('p3').png().toBuffer()).metadata();
    const data = Uint8Array.from({ length: 24 }, (_, i) => i * 10);
    const recipe = { ...grey, samplesPerPixel: 3, photometric: 2, data };
    const bytes = makeTiff({ ...recipe, tags: { 274: [6], 34_675: icc ?? new Uint8Array(0) } });
    const { content, facts } = await read(bytes, 'tiff');
    expect(content).toMatchObject({ raster: { width: 4, height: 2, samples: data } });
    expect(facts).toMatchObject({ orientation: 6, hasColourProfile: true });
  });

  it('that is JPEG inside is not called lossless, other compressions are', async () => {
    expect((await read(await still().tiff({ compression: 'jpeg' }).toBuffer(), 'tiff')).content).toMatchObject({
      isLossless: false,
    });
    for (const compression of ['lzw', 'deflate', 'packbits', 'none'] as const) {
      const { content } = await read(await still().tiff({ compression }).toBuffer(), 'tiff');
      expect(content).toMatchObject({ raster: { samples: rgb }, isLossless: true });
    }
  });

  it('of large offsets (BigTIFF) is read', async () => {
    expect(
      (await read(await still().tiff({ compression: 'lzw', bigtiff: true }).toBuffer(), 'tiff')).content,
    ).toMatchObject({
      raster: { samples: rgb },
      isLossless: true,
    });
  });

  it.each([
    ['CMYK', { ...grey, samplesPerPixel: 4, photometric: 5, data: new Uint8Array(32) }, /CMYK/],
    ['floating point', { ...grey, bitsPerSample: 32, data: new Uint8Array(32), tags: { 339: [3] } }, /kind float/],
    ['32-bit whole numbers', { ...grey, bitsPerSample: 32, data: new Uint8Array(32) }, /kind uint/],
  ])('of %s is refused in words', async (_what, recipe, message) => {
    await expect(read(makeTiff(recipe), 'tiff')).rejects.toMatchObject({
      code: 'unsupported-format',
      message: expect.stringMatching(message) as string,
    });
  });
});

describe('whatever sharp reads', () => {
  const files: readonly (readonly [SharpFormat, () => Promise<Uint8Array>])[] = [
    ['webp', () => still().webp({ lossless: true }).toBuffer()],
    ['webp', () => still().webp({ quality: 80 }).toBuffer()],
    ['gif', () => still().gif().toBuffer()],
    ['tiff', () => still().tiff({ compression: 'deflate' }).toBuffer()],
    [
      'tiff',
      () =>
        Promise.resolve(
          makeTiff({
            width: 4,
            height: 2,
            bitsPerSample: 8,
            samplesPerPixel: 1,
            photometric: 1,
            data: new Uint8Array(8),
          }),
        ),
    ],
    ['avif', () => still().avif().toBuffer()],
  ];

  it('is refused where it is cut off, or is still whole', async () => {
    for (const [format, make] of files) {
      const bytes = await make();
      const whole = await rasterOf(bytes, format);
      for (let length = 1; length < bytes.length; length += 1 + Math.floor(bytes.length / 40)) {
        const result = await rasterOf(bytes.subarray(0, length), format).catch((error: unknown) => error);
        if (!(result instanceof MaskmendError)) expect(result).toEqual(whole);
      }
    }
  });

  it('is refused or read, whatever bytes are changed', async () => {
    const random = xorshift(77_777);
    for (const [format, make] of files) {
      const bytes = await make();
      for (let run = 0; run < 40; run++) {
        const changed = Uint8Array.from(bytes);
        for (let i = 0; i < 3; i++) changed[random() % bytes.length] = random();
        const result = await read(changed, format).catch((error: unknown) => error);
        if (!(result instanceof MaskmendError)) expect(result).toHaveProperty('content');
      }
    }
  });

  it('is refused where it is larger than allowed', async () => {
    for (const [format, make] of files) {
      const bytes = await make();
      for (const limits of [
        { ...defaultReadLimits, maxPixels: 7 },
        { ...defaultReadLimits, maxSide: 3 },
      ]) {
        await expect(readWithSharp(bytes, format, limits)).rejects.toMatchObject({ code: 'too-large' });
        await expect(readFactsWithSharp(bytes, format, limits)).rejects.toMatchObject({ code: 'too-large' });
      }
    }
  });
});
