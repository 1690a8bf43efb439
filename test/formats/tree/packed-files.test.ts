import fc from 'fast-check';
import { expect, it } from 'vitest';
import { PackedFiles } from '../../../src/main/formats/tree/packed-files.ts';
import { TextList } from '../../../src/main/formats/reading/text-list.ts';

it('packed files are found and gone through as those of a map', () => {
  const names = fc.array(fc.tuple(fc.string({ unit: 'grapheme', minLength: 1 }), fc.nat()), { maxLength: 200 });
  fc.assert(
    fc.property(names, fc.string(), (files, other) => {
      const packed = new PackedFiles('/root');
      const map = new Map<string, { path: string; name: string; bytes: number }>();
      for (const [name, bytes] of files) {
        packed.add(name, bytes);
        if (!map.has(name)) map.set(name, { path: `/root/${name}`, name, bytes });
      }
      expect([...packed].map(([name, { bytes }]) => [name, bytes])).toEqual(
        [...map].map(([name, { bytes }]) => [name, bytes]),
      );
      expect(packed.size).toBe(map.size);
      for (const name of [...map.keys(), other]) {
        expect(packed.has(name)).toBe(map.has(name));
        expect(packed.get(name)?.bytes).toBe(map.get(name)?.bytes);
      }
    }),
  );
});

it('packed texts are those that were put in', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme' })), (texts) => {
      expect([...TextList.of(texts)]).toEqual(texts);
    }),
  );
});
