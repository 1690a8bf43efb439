import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { MaskmendError } from '../../src/shared/errors.ts';
import { PixelDecoder } from '../../src/shared/jpeg/decode-pixels.ts';
import { readJpegHeader } from '../../src/shared/jpeg/jpeg-header.ts';
import { readJpeg } from '../../src/shared/jpeg/read-jpeg.ts';
import { toRaster } from '../../src/shared/jpeg/to-raster.ts';
import { defaultReadLimits } from '../../src/shared/limits.ts';
import { openDataFolder } from '../accuracy/open-data.ts';
import { drawMask } from '../repair/drawn-mask.ts';
import { encodeByCjpeg, encodeJpeg, hasCjpeg } from '../repair/encode-jpeg.ts';

const mask = drawMask(97, 61);
const smallJpeg = await encodeJpeg(mask, { quality: 75 });

/** Largest difference, in levels, between our decoding of a file and that of sharp's libjpeg; and where they differ. */
async function compareWithSharp(jpeg: Uint8Array): Promise<{ largest: number; differing: number }> {
  const { image } = readJpeg(jpeg, defaultReadLimits);
  const { data } = await sharp(jpeg).toColourspace('srgb').raw().toBuffer({ resolveWithObject: true });
  const row = new Uint32Array(image.width + 8);
  const decoder = new PixelDecoder(image);
  let largest = 0;
  let differing = 0;
  for (let y = 0, at = 0; y < image.height; y++) {
    decoder.decodeSpan({ y, from: 0, to: image.width }, row);
    for (let x = 0; x < image.width; x++) {
      for (let shift = 16; shift >= 0; shift -= 8, at++) {
        const difference = Math.abs(data[at] - ((row[x] >> shift) & 255));
        if (difference === 0) continue;
        differing++;
        largest = Math.max(largest, difference);
      }
    }
  }
  return { largest, differing };
}

/** What the file is refused for; undefined where it is read. */
function codeOfRefusal(bytes: Uint8Array): string | undefined {
  try {
    readJpeg(bytes, { ...defaultReadLimits, maxPixels: 1_000_000 });
    return undefined;
  } catch (error) {
    expect(error).toBeInstanceOf(MaskmendError);
    // Just asserted.
    return (error as MaskmendError).code;
  }
}

/** All 64 quantised coefficients of every stored block, per component. */
function coefficientsOf(jpeg: Uint8Array): Int16Array[] {
  return readJpeg(jpeg, defaultReadLimits).image.components.map(({ dc, place, pool }) => {
    const all = new Int16Array(dc.length * 64);
    dc.forEach((value, block) => {
      all.set(pool.subarray(place[block] * 64, place[block] * 64 + 64), block * 64);
      all[block * 64] = value;
    });
    return all;
  });
}

function expectRefusal(bytes: Uint8Array): MaskmendError {
  try {
    readJpeg(bytes, defaultReadLimits);
  } catch (error) {
    expect(error).toBeInstanceOf(MaskmendError);
    // Just asserted.
    return error as MaskmendError;
  }
  throw new Error('expected the file to be refused');
}

describe('coefficients of JPEG files', () => {
  const sizes = [
    [1, 1],
    [7, 9],
    [16, 16],
    [17, 33],
    [97, 61],
  ] as const;
  for (const [width, height] of sizes) {
    for (const subsampling of ['4:4:4', '4:2:0'] as const) {
      for (const isProgressive of [false, true]) {
        test(`decode to sharp's pixels: ${width} x ${height}, ${subsampling}, progressive ${isProgressive}`, async () => {
          const jpeg = await encodeJpeg(drawMask(width, height), { quality: 60, subsampling, isProgressive });
          expect(await compareWithSharp(jpeg)).toEqual({ largest: 0, differing: 0 });
        });
      }
    }
  }

  test.skipIf(!hasCjpeg)(
    'decode to the same pixels for every sampling, restart markers, RGB and grey files (cjpeg)',
    async () => {
      for (const sampling of ['1x1', '2x1', '2x2', '1x2', '4x1', '4x2', '2x4']) {
        for (const extra of [[], ['-progressive'], ['-restart', '1B'], ['-rgb'], ['-grayscale']]) {
          const jpeg = encodeByCjpeg(mask, ['-quality', '60', '-sample', sampling, ...extra]);
          expect(await compareWithSharp(jpeg), `${sampling} ${extra.join(' ')}`).toEqual({ largest: 0, differing: 0 });
        }
      }
    },
  );

  test('are the same in a baseline and a progressive file of one picture', async () => {
    const scenes = [drawMask(433, 317), drawMask(64, 48, 5)];
    for (const scene of scenes) {
      const baseline = readJpeg(await encodeJpeg(scene, { quality: 80 }), defaultReadLimits).image;
      const progressive = readJpeg(
        await encodeJpeg(scene, { quality: 80, isProgressive: true }),
        defaultReadLimits,
      ).image;
      expect(Buffer.from(toRaster(progressive).samples)).toEqual(Buffer.from(toRaster(baseline).samples));
      expect(progressive.components.map(({ dc }) => dc)).toEqual(baseline.components.map(({ dc }) => dc));
    }
  });

  test.skipIf(!hasCjpeg)('are the same in an arithmetic-coded and a Huffman-coded file of one picture', () => {
    const scenes = [mask, drawMask(320, 240, 3), drawMask(1, 1), drawMask(33, 17, 5)];
    const layouts = [
      [],
      ['-sample', '1x1'],
      ['-sample', '4x1'],
      ['-progressive'],
      ['-restart', '1B'],
      ['-progressive', '-restart', '1'],
      ['-grayscale'],
      ['-rgb'],
    ];
    for (const scene of scenes) {
      for (const layout of layouts) {
        for (const quality of ['10', '75', '100']) {
          const args = ['-baseline', '-quality', quality, ...layout];
          const arithmetic = encodeByCjpeg(scene, ['-arithmetic', ...args]);
          expect(readJpegHeader(arithmetic, defaultReadLimits).facts).toMatchObject({
            isArithmetic: true,
            isProgressive: layout.includes('-progressive'),
          });
          expect(coefficientsOf(arithmetic), args.join(' ')).toEqual(coefficientsOf(encodeByCjpeg(scene, args)));
        }
      }
    }
  });

  const data = openDataFolder();
  test.skipIf(data === undefined)(
    'decode to pixels within one level of sharp for every JPEG of the open data',
    async () => {
      // Skipped where undefined.
      const folder = data ?? '';
      // The manifest is ours: its items have these fields.
      const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as {
        items: readonly { file: string; jpeg?: { estimated_quality: number; subsampling: string } }[];
      };
      for (const { file, jpeg } of manifest.items) {
        if (jpeg === undefined) continue;
        const bytes = readFileSync(join(folder, file));
        expect((await compareWithSharp(bytes)).largest, file).toBeLessThanOrEqual(1);
        const { facts } = readJpegHeader(bytes, defaultReadLimits);
        expect(facts.quality, file).toBe(jpeg.estimated_quality);
        expect(facts.subsampling, file).toBe(jpeg.subsampling === 'gray' ? 'grey' : jpeg.subsampling);
      }
    },
  );
});

describe('facts of JPEG files', () => {
  test('tell quality, subsampling, progression and that the tables are the standard ones', async () => {
    for (const quality of [10, 50, 75, 90, 95, 100]) {
      const jpeg = await encodeJpeg(mask, { quality, isProgressive: true });
      expect(readJpegHeader(jpeg, defaultReadLimits).facts).toMatchObject({
        quality,
        hasStandardTables: true,
        tableDeviation: 0,
        subsampling: '4:2:0',
        isProgressive: true,
      });
    }
  });

  test('tell the orientation and keep coded pixels', async () => {
    const rotated = await sharp(smallJpeg).withMetadata({ orientation: 6 }).jpeg().toBuffer();
    expect(readJpegHeader(rotated, defaultReadLimits)).toMatchObject({ orientation: 6, width: 97, height: 61 });
  });
});

describe('broken JPEG files', () => {
  test('are refused at every length that cuts the picture', () => {
    for (let length = 0; length < smallJpeg.length - 2; length++) {
      // Without its end marker alone the picture is whole.
      if (length >= smallJpeg.length - 4) continue;
      const error = expectRefusal(smallJpeg.subarray(0, length));
      expect(['truncated-file', 'corrupt-file', 'unsupported-format']).toContain(error.code);
    }
  });

  test('are read without their end marker', () => {
    expect(readJpeg(smallJpeg.subarray(0, -2), defaultReadLimits).image.width).toBe(97);
  });

  test('with changed bytes give a picture or a clear refusal, never anything else', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(smallJpeg.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 }),
        (changes) => {
          const bytes = Uint8Array.from(smallJpeg);
          for (const [at, value] of changes) bytes[at] = value;
          try {
            readJpeg(bytes, { ...defaultReadLimits, maxPixels: 1_000_000 });
          } catch (error) {
            expect(error).toBeInstanceOf(MaskmendError);
          }
        },
      ),
      { numRuns: 2000, seed: 7 },
    );
  });

  test('that promise more pixels than their bytes can hold are refused before memory is taken', () => {
    const bytes = Uint8Array.from(smallJpeg);
    const frame = bytes.findIndex((byte, at) => byte === 0xff && bytes[at + 1] === 0xc0);
    bytes.set([0x4e, 0x20, 0x4e, 0x20], frame + 5);
    const before = process.memoryUsage().arrayBuffers;
    expect(expectRefusal(bytes).code).toBe('truncated-file');
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(10_000_000);
    bytes.set([0xff, 0xff, 0xff, 0xff], frame + 5);
    expect(expectRefusal(bytes).code).toBe('too-large');
  });

  test('that are CMYK are refused in words', async () => {
    const cmyk = await sharp(smallJpeg).toColourspace('cmyk').jpeg().toBuffer();
    expect(expectRefusal(cmyk)).toMatchObject({
      code: 'unsupported-format',
      message: 'it is a CMYK JPEG, which no mask is',
    });
  });

  test.skipIf(!hasCjpeg)('that are arithmetic-coded give the whole picture or a clear refusal', () => {
    const bytes = encodeByCjpeg(mask, ['-arithmetic', '-quality', '75']);
    const whole = coefficientsOf(bytes);
    for (let length = 0; length < bytes.length - 2; length++) {
      const code = codeOfRefusal(bytes.subarray(0, length));
      if (code === undefined) expect(coefficientsOf(bytes.subarray(0, length)), `${length} bytes`).toEqual(whole);
      else expect(['truncated-file', 'corrupt-file', 'unsupported-format']).toContain(code);
    }
    expect(codeOfRefusal(bytes.subarray(0, bytes.length >> 1))).toBe('truncated-file');
  });

  test.skipIf(!hasCjpeg)('that are arithmetic-coded, with changed bytes, give a picture or a clear refusal', () => {
    for (const extra of [[], ['-progressive'], ['-restart', '1']]) {
      const intact = encodeByCjpeg(mask, ['-arithmetic', '-quality', '60', ...extra]);
      const changes = fc.array(fc.tuple(fc.nat(intact.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 });
      fc.assert(
        fc.property(changes, (changed) => {
          const bytes = Uint8Array.from(intact);
          for (const [at, value] of changed) bytes[at] = value;
          codeOfRefusal(bytes);
        }),
        { numRuns: 500, seed: 11 },
      );
    }
  });
});
