import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bytesOfName, nameOfBytes } from '../../src/main/name-bytes.ts';
import { hasBytes, shownName } from '../../src/shared/byte-names.ts';

test('every name of bytes is text that gives the same bytes back, also through JSON', () => {
  const text = fc.string({ unit: 'binary' }).map((name) => Buffer.from(name));
  const parts = fc.array(fc.oneof(fc.uint8Array({ maxLength: 6 }), text), { maxLength: 5 });
  fc.assert(
    fc.property(parts, (chunks) => {
      const bytes = Buffer.concat(chunks);
      const name = JSON.parse(JSON.stringify(nameOfBytes(bytes))) as string;
      expect(Buffer.compare(bytesOfName(name), bytes)).toBe(0);
      expect(name.isWellFormed()).toBe(true);
    }),
  );
});

test('a name in UTF-8 is itself', () => {
  for (const name of ['a.png', 'é \u{1f6b2} \ufeff\ufffd\u0301.jpg', '\ufeffbegins so', '\uf8ff', '']) {
    expect(nameOfBytes(Buffer.from(name))).toBe(name);
    expect(hasBytes(name)).toBe(false);
  }
});

test('different names of bytes stay different', () => {
  const names = [[0xe9], [0xe8], [0xc3, 0xa9], [0xc3], [0xee, 0xbf, 0xa9], [0xed, 0xa0, 0x80], [0xc0, 0x80]];
  const texts = names.map((bytes) => nameOfBytes(Uint8Array.from(bytes)));
  expect(new Set(texts).size).toBe(names.length);
  expect(texts.map(hasBytes)).toEqual([true, true, false, true, true, true, true]);
});

test('a person sees bytes that are no text by their numbers', () => {
  expect(shownName(nameOfBytes(Buffer.from('caf\xe9 \x82.jpg', 'latin1')))).toBe('caf\\xE9 \\x82.jpg');
  expect(shownName('café.jpg')).toBe('café.jpg');
});
