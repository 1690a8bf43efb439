import { describe, expect, it } from 'vitest';
import { extensionNote, sniffFormat } from '../../src/main/codec/file-format.ts';

const bytes = (text: string) => Uint8Array.from(Buffer.from(text, 'latin1'));
const ftyp = (...brands: readonly string[]) =>
  bytes(`\0\0\0${String.fromCharCode(12 + 4 * brands.length)}ftyp${brands[0]}\0\0\0\0${brands.slice(1).join('')}    `);

describe('the format of a file', () => {
  it.each([
    ['jpeg', bytes('\xff\xd8\xff\xe0')],
    ['png', bytes('\x89PNG\r\n\x1a\n')],
    ['webp', bytes('RIFF\x12\0\0\0WEBPVP8L')],
    ['tiff', bytes('II*\0\x08\0\0\0')],
    ['tiff', bytes('MM\0*\0\0\0\x08')],
    ['tiff', bytes('II+\0\x08\0\0\0')],
    ['tiff', bytes('MM\0+\0\x08\0\0')],
    ['gif', bytes('GIF89a')],
    ['gif', bytes('GIF87a')],
    ['avif', ftyp('avif', 'mif1', 'miaf')],
    ['avif', ftyp('mif1', 'miaf', 'avif')],
    ['avif', ftyp('avis', 'msf1')],
    ['heic', ftyp('heic', 'mif1')],
    ['heic', ftyp('mif1', 'heix')],
    ['bmp', bytes('BM\0\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0')],
    ['bmp', bytes('BM\0\0\0\0\0\0\0\0\x1a\0\0\0\x0c\0\0\0')],
    ['jpeg2000', bytes('\0\0\0\x0cjP  \r\n\x87\n')],
    ['jpeg2000', bytes('\xff\x4f\xff\x51\0\x29')],
  ] as const)('is told by its bytes: %s', (format, start) => {
    expect(sniffFormat(start)).toBe(format);
  });

  it.each([
    ['text, not a picture', bytes('hello\nworld')],
    ['text, not a picture', bytes('BMW is a car, not a bitmap')],
    ['text, not a picture', Buffer.from('Bäume, 木').subarray(0, -1)],
    ['text, not a picture', Buffer.from('\ufeffhello', 'utf16le')],
    ['a PDF document', bytes('%PDF-1.7')],
    ['a ZIP archive', bytes('PK\x03\x04\x14\0')],
    ['a NumPy array', bytes('\x93NUMPY\x01\0')],
    ['a JPEG XL picture', bytes('\xff\x0a\0\0')],
    ['no picture of a known format', bytes('\x01\x02\x03\x04')],
    ['no picture of a known format', ftyp('isom', 'mp42')],
  ])('that is none of ours is told as %s', (what, start) => {
    const message = `the file is ${what}`;
    expect(() => sniffFormat(start)).toThrow(expect.objectContaining({ code: 'unsupported-format', message }) as Error);
  });

  it('of an empty file is none, and says so', () => {
    const expected = { code: 'corrupt-file', message: 'the file is empty' };
    expect(() => sniffFormat(new Uint8Array(0))).toThrow(expect.objectContaining(expected) as Error);
  });
});

describe('the name of a file', () => {
  it('is noted where it disagrees with the bytes', () => {
    expect(extensionNote('/a/mask.JPG', 'png')).toEqual({ kind: 'extension', extension: '.JPG', format: 'png' });
    expect(extensionNote('mask.png', 'jpeg2000')).toEqual({ kind: 'extension', extension: '.png', format: 'jpeg2000' });
  });

  it('is not noted where it agrees, or says nothing', () => {
    expect(extensionNote('mask.jpeg', 'jpeg')).toBeUndefined();
    expect(extensionNote('mask.tif', 'tiff')).toBeUndefined();
    expect(extensionNote('mask', 'png')).toBeUndefined();
    expect(extensionNote('mask.v2', 'png')).toBeUndefined();
    expect(extensionNote('constructor', 'png')).toBeUndefined();
  });
});
