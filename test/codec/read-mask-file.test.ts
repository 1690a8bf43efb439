import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { readFileFacts, readMaskFile } from '../../src/main/codec/read-mask-file.ts';
import { writePng } from '../../src/main/codec/png/png-writer.ts';
import { defaultReadLimits } from '../../src/shared/limits.ts';
import { fileFactsSchema } from '../../src/shared/model/file-facts.ts';
import type { Raster } from '../../src/shared/mask/raster.ts';
import { makeFolder } from '../command-line/temporary-folder.ts';
import { makeBmp } from './make-bmp.ts';
import { makeCodestream } from './make-jpeg2000.ts';
import { makeTiff } from './make-tiff.ts';
import { readInChild } from './read-in-child.ts';

const read = (path: string) => readMaskFile(path, defaultReadLimits);

const raster: Raster = {
  width: 2,
  height: 2,
  channels: 'indexed',
  bitDepth: 8,
  samples: Uint8Array.of(0, 1, 2, 1),
  colourTable: Uint8Array.of(0, 0, 0, 128, 0, 0, 0, 128, 0),
};

const png = writePng(raster);
const still = sharp({ create: { width: 32, height: 16, channels: 3, background: '#804020' } });

describe('a mask file', () => {
  it('is read with its facts and the hash of its bytes', async () => {
    const path = join(makeFolder({ 'mask.png': png }), 'mask.png');
    expect(await read(path)).toEqual({
      content: { kind: 'raster', raster, isLossless: true },
      facts: {
        format: 'png',
        bytes: png.length,
        width: 2,
        height: 2,
        channels: 'indexed',
        bitDepth: 8,
        orientation: 1,
        hasColourProfile: false,
        frames: 1,
        notes: [],
      },
      sha256: createHash('sha256').update(png).digest('hex'),
    });
  });

  it('is left as it was, byte for byte', async () => {
    const path = join(makeFolder({ 'mask.png': png }), 'mask.png');
    const before = statSync(path);
    await read(path);
    expect(readFileSync(path)).toEqual(Buffer.from(png));
    expect(statSync(path).mtimeMs).toBe(before.mtimeMs);
  });

  it('has the same facts without its pixels, in every format, and they fit the schema', async () => {
    const pixels = new Uint8Array(23 * 14);
    const folder = makeFolder({
      'a.png': png,
      'a.jpg': await still.clone().jpeg().toBuffer(),
      'a.webp': await still.clone().webp().toBuffer(),
      'a.tif': await still.clone().tiff().toBuffer(),
      'a.gif': await still.clone().gif().toBuffer(),
      'a.avif': await still.clone().avif().toBuffer(),
      'a.bmp': makeBmp({ width: 1, height: 1, bitsPerPixel: 24, data: new Uint8Array(4) }),
      'a.j2k': await makeCodestream({ width: 23, height: 14, componentCount: 1, samples: pixels }),
    });
    const formats = {
      png: 'png',
      jpg: 'jpeg',
      webp: 'webp',
      tif: 'tiff',
      gif: 'gif',
      avif: 'avif',
      bmp: 'bmp',
      j2k: 'jpeg2000',
    };
    for (const [extension, format] of Object.entries(formats)) {
      const { facts } = await read(join(folder, `a.${extension}`));
      expect(facts.format).toBe(format);
      expect(await readFileFacts(join(folder, `a.${extension}`), defaultReadLimits)).toEqual(facts);
      expect(fileFactsSchema.parse(facts)).toEqual(facts);
    }
  });

  it('that is a JPEG keeps its coefficients, which no pixel decoder has touched', async () => {
    const folder = makeFolder({ 'a.jpg': await still.clone().jpeg({ quality: 90 }).toBuffer() });
    const { content, facts } = await read(join(folder, 'a.jpg'));
    expect(content).toMatchObject({ kind: 'jpeg', image: { width: 32, height: 16 } });
    expect(facts).toMatchObject({ channels: 'rgb', bitDepth: 8, jpeg: { quality: 90 } });
  });

  it('of JPEG or PNG never loads the native decoder of the others', async () => {
    const folder = makeFolder({
      'a.png': png,
      'a.jpg': await still.clone().jpeg().toBuffer(),
      'a.webp': await still.clone().webp().toBuffer(),
    });
    const hasLoadedIt = (...names: readonly string[]) =>
      readInChild(names.map((name) => join(folder, name))).libraries.some((library) => library.includes('vips'));
    expect(hasLoadedIt('a.png', 'a.jpg')).toBe(false);
    expect(hasLoadedIt('a.webp')).toBe(true);
  });

  it('is told by its content, and a name that says otherwise is noted', async () => {
    const folder = makeFolder({ 'mask.jpg': png });
    expect((await read(join(folder, 'mask.jpg'))).facts).toMatchObject({
      format: 'png',
      notes: [{ kind: 'extension', extension: '.jpg', format: 'png' }],
    });
  });

  it('tells what was passed over', async () => {
    const turned = still.clone().withMetadata({ orientation: 6 }).withIccProfile('p3');
    const folder = makeFolder({
      'a.jpg': await turned.clone().jpeg().toBuffer(),
      'a.webp': await turned.ensureAlpha(0.5).webp().toBuffer(),
    });
    const passedOver = [{ kind: 'orientation', orientation: 6 }, { kind: 'colour-profile' }];
    expect((await read(join(folder, 'a.jpg'))).facts).toMatchObject({ width: 32, height: 16, notes: passedOver });
    expect((await read(join(folder, 'a.webp'))).facts).toMatchObject({
      width: 32,
      height: 16,
      notes: [...passedOver, { kind: 'alpha-channel' }],
    });
  });

  it.each(['two words.png', `it's "quoted".png`, '😀 маска.png', '-rf.png', 'line\nbreak.png', '%41#?.png'])(
    'may be called %j',
    async (name) => {
      const folder = makeFolder({ [name]: png });
      expect((await read(join(folder, name))).content).toMatchObject({ raster });
    },
  );

  it('may be reached through a link', async () => {
    const folder = makeFolder({ 'mask.png': png });
    symlinkSync('mask.png', join(folder, 'link.png'));
    expect((await read(join(folder, 'link.png'))).content).toMatchObject({ raster });
  });
});

describe('what is no readable mask file', () => {
  it.each([
    ['empty.png', '', 'corrupt-file', 'the file is empty'],
    ['text.jpg', 'hello', 'unsupported-format', 'the file is text, not a picture'],
    ['photo.heic', '\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'unsupported-format', 'HEIC is not read'],
    ['cut.png', png.subarray(0, 60), 'truncated-file', 'the PNG ends before its picture does'],
  ])('%s is told with its path', async (name, content, code, message) => {
    const path = join(makeFolder({ [name]: content }), name);
    await expect(read(path)).rejects.toMatchObject({ name: 'MaskmendError', code, message, path });
    await expect(readFileFacts(path, defaultReadLimits)).rejects.toMatchObject({ code, path });
  });

  it('is a file that is not there, or not there any more', async () => {
    const folder = makeFolder({ file: '' });
    for (const name of ['none.png', join('file', 'none.png'), 'x'.repeat(300), 'zero\0byte.png']) {
      const path = join(folder, name);
      await expect(read(path)).rejects.toMatchObject({ code: 'not-found', path });
    }
  });

  it('is a link that leads to itself', async () => {
    const folder = makeFolder();
    symlinkSync('loop.png', join(folder, 'loop.png'));
    await expect(read(join(folder, 'loop.png'))).rejects.toMatchObject({
      code: 'not-found',
      message: 'is a symbolic link that leads to itself',
    });
  });

  it('is a folder', async () => {
    await expect(read(makeFolder())).rejects.toMatchObject({
      code: 'unsupported-format',
      message: 'this is a folder, not a file',
    });
  });

  it.skipIf(process.platform === 'win32')('is a pipe or a device, which is not waited for', async () => {
    const folder = makeFolder();
    execFileSync('mkfifo', [join(folder, 'pipe.png')]);
    for (const path of [join(folder, 'pipe.png'), '/dev/zero']) {
      const message = 'this is a device or a pipe, not a file';
      await expect(read(path)).rejects.toMatchObject({ code: 'unsupported-format', message, path });
    }
  });

  it('is a file larger than allowed, which is not read', async () => {
    const path = join(makeFolder({ 'mask.png': png }), 'mask.png');
    const limits = { ...defaultReadLimits, maxBytes: png.length - 1 };
    await expect(readMaskFile(path, limits)).rejects.toMatchObject({ code: 'too-large', path });
    await expect(readMaskFile(path, { ...limits, maxBytes: png.length })).resolves.toBeDefined();
  });

  it.skipIf(process.platform === 'win32')('is a file that this user may not read', async () => {
    const folder = makeFolder({ 'mask.png': png });
    const path = join(folder, 'mask.png');
    chmodSync(folder, 0o755);
    chmodSync(path, 0o000);
    const message = 'this user may not read it';
    if (process.getuid?.() === 0) {
      const nobody = 65_534;
      expect(readInChild([path], nobody).files).toMatchObject([{ code: 'permission-denied', message }]);
    } else {
      await expect(read(path)).rejects.toMatchObject({ code: 'permission-denied', message, path });
    }
  });

  it('is a small file whose header promises hundreds of millions of pixels', async () => {
    const made = await Promise.all(Object.values(wideFiles).map(async (makeFile) => makeFile()));
    const names = Object.keys(wideFiles).map((extension) => `wide.${extension}`);
    const folder = makeFolder(Object.fromEntries(names.map((name, i) => [name, made[i]])));
    expect(Math.max(...made.map(({ length }) => length))).toBeLessThan(1000);
    const { files, peakMegabytes } = readInChild(names.map((name) => join(folder, name)));
    for (const [i, { code }] of files.entries()) {
      expect([names[i], code]).toEqual([names[i], expect.stringMatching(/^(too-large|truncated-file)$/)]);
    }
    expect(peakMegabytes).toBeLessThan(250);
  });
});

const side = 20_000;

/** Small files with 20000 pixels a side in their headers, which is within the limits, 16383 in WebP, which ends there. */
const wideFiles = {
  jpg: () =>
    still
      .clone()
      .jpeg()
      .toBuffer()
      .then((bytes) => withSide(bytes, bytes.indexOf('ffc0', 'hex') + 5, 2)),
  png: () => withSide(Buffer.from(png), 16, 4),
  // One colour throughout, as libwebp 1.6 writes it.
  webp: () => Buffer.from('524946461c000000574542505650384c0f0000002ffebfff0f0710fd8ffe0722a2ff0100', 'hex'),
  tif: () =>
    makeTiff({
      width: side,
      height: side,
      bitsPerSample: 8,
      samplesPerPixel: 1,
      photometric: 1,
      data: new Uint8Array(8),
    }),
  gif: () => Buffer.from('474946383961204e204e800000000000ffffff2c00000000204e204e0002024c01003b', 'hex'),
  avif: () =>
    still
      .clone()
      .avif()
      .toBuffer()
      .then((bytes) => withSide(bytes, bytes.indexOf('ispe') + 8, 4)),
  bmp: () => makeBmp({ width: side, height: side, bitsPerPixel: 24, data: new Uint8Array(4) }),
} satisfies Record<string, () => Uint8Array | Promise<Uint8Array>>;

/** Writes the side twice, as width and height in so many bytes each, most significant first; mends the check sum of a PNG. */
function withSide(bytes: Buffer, offset: number, width: 2 | 4): Uint8Array {
  bytes.writeUIntBE(side, offset, width);
  bytes.writeUIntBE(side, offset + width, width);
  if (bytes[0] === 0x89) bytes.writeUInt32BE(crc32(bytes.subarray(12, 29)), 29);
  return bytes;
}
