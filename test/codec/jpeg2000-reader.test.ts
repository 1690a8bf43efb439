import { describe, expect, it } from 'vitest';
import { readJpeg2000, readJpeg2000Facts } from '../../src/main/codec/jpeg2000/jpeg2000-reader.ts';
import { MaskmendError } from '../../src/shared/errors.ts';
import { defaultReadLimits } from '../../src/shared/limits.ts';
import { xorshift } from './arbitrary-raster.ts';
import { makeBox, makeCodestream, makeJp2, type Samples } from './make-jpeg2000.ts';

const read = (bytes: Uint8Array) => readJpeg2000(bytes, defaultReadLimits);

const grey: Samples = {
  width: 23,
  height: 14,
  componentCount: 1,
  samples: Uint8Array.from({ length: 23 * 14 }, (_, i) => (i * 7) & 255),
};
const rgb: Samples = {
  ...grey,
  componentCount: 3,
  samples: Uint8Array.from({ length: 3 * 23 * 14 }, (_, i) => (i * 11) & 255),
};
const wide: Samples = { ...grey, samples: Uint16Array.from({ length: 23 * 14 }, (_, i) => i * 200) };

describe('reading JPEG 2000', () => {
  it.each([
    ['grey', grey, 'grey', 8],
    ['RGB', rgb, 'rgb', 8],
    ['grey of 16 bits', wide, 'grey', 16],
  ] as const)('gives the samples of %s, bare or in boxes', async (_what, picture, channels, bitDepth) => {
    const codestream = await makeCodestream(picture);
    const { width, height, samples } = picture;
    for (const bytes of [codestream, makeJp2(codestream)]) {
      const { content, facts } = await read(bytes);
      expect(content).toEqual({
        kind: 'raster',
        raster: { width, height, channels, bitDepth, samples },
        isLossless: false,
      });
      expect(facts).toMatchObject({ width, height, channels, bitDepth, hasColourProfile: false });
      expect(readJpeg2000Facts(bytes, defaultReadLimits)).toEqual(facts);
    }
  });

  it('tells of a colour profile', async () => {
    const codestream = await makeCodestream(grey);
    const profile = makeBox('colr', Uint8Array.of(2, 0, 0, 1, 2, 3));
    expect(readJpeg2000Facts(makeJp2(codestream, [profile]), defaultReadLimits).hasColourProfile).toBe(true);
  });

  it('refuses components of different kinds, a colour table and alpha', async () => {
    const codestream = await makeCodestream(rgb);
    const change = (place: number, value: number) => Uint8Array.from(codestream).fill(value, place, place + 1);
    const table = makeJp2(await makeCodestream(grey), [makeBox('pclr', Uint8Array.of(0, 1, 3, 7, 7, 7, 1, 2, 3))]);
    for (const bytes of [change(45, 15), change(43, 2), change(42, 0x87), change(41, 4), table]) {
      await expect(read(bytes)).rejects.toMatchObject({ code: 'unsupported-format' });
    }
  });

  it('refuses a file wherever it is cut off', async () => {
    const codestream = await makeCodestream(rgb);
    for (const bytes of [codestream, makeJp2(codestream)]) {
      const lengths = Array.from({ length: 12 }, (_, i) => 12 + Math.floor((i * (bytes.length - 13)) / 11));
      for (const length of lengths) {
        await expect(read(bytes.subarray(0, length))).rejects.toMatchObject({
          code: expect.stringMatching(/truncated-file|corrupt-file/) as string,
        });
      }
    }
  });

  it('refuses or reads a file of which bytes were changed', async () => {
    const bytes = makeJp2(await makeCodestream(rgb));
    const random = xorshift(20_250_101);
    for (let run = 0; run < 60; run++) {
      const changed = Uint8Array.from(bytes);
      for (let i = 0; i < 3; i++) changed[random() % bytes.length] = random();
      const result = await read(changed).catch((error: unknown) => error);
      expect(
        result instanceof MaskmendError || (typeof result === 'object' && result !== null && 'content' in result),
      ).toBe(true);
    }
  });

  it('refuses more pixels than memory is for, before any is taken', async () => {
    const codestream = await makeCodestream(grey);
    const huge = Uint8Array.from(codestream);
    new DataView(huge.buffer).setUint32(8, 20_000);
    new DataView(huge.buffer).setUint32(12, 20_000);
    await expect(read(huge)).rejects.toMatchObject({ code: 'too-large' });
  });
});
