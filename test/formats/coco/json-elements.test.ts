import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeFolder } from '../../command-line/temporary-folder.ts';
import { readJsonElements, readJsonBytesElements } from '../../../src/main/formats/reading/json-elements.ts';
import { type ChosenLimits, readLimits } from '../../../src/shared/limits.ts';

interface Found {
  readonly key: string;
  readonly value: unknown;
  readonly at: number;
  readonly length: number;
}

function elementsOf(text: string, lists: readonly string[], chosen: ChosenLimits = {}): Found[] {
  const found: Found[] = [];
  readJsonBytesElements(Buffer.from(text), {
    lists: new Set(lists),
    limits: readLimits(chosen),
    onElement: (element) => found.push(element),
  });
  return found;
}

describe('elements of a JSON file', () => {
  it('are those that JSON.parse finds, at the places told, however the text is laid out', () => {
    const object = fc.dictionary(fc.constantFrom('a', 'b', 'c"d', 'e\\f'), fc.array(fc.jsonValue({ maxDepth: 3 })), {
      maxKeys: 4,
    });
    fc.assert(
      fc.property(object, fc.constantFrom(undefined, 1, '\t'), (value, indent) => {
        const text = JSON.stringify(value, undefined, indent);
        const lists = ['a', 'c"d', 'e\\f'];
        const found = elementsOf(text, lists);
        // Through JSON once: -0 is 0 there.
        const plain = JSON.parse(text) as Record<string, unknown[]>;
        expect(found.map(({ key, value: element }) => [key, element])).toEqual(
          Object.entries(plain).flatMap(([key, list]) =>
            lists.includes(key) ? list.map((element) => [key, element]) : [],
          ),
        );
        const bytes = Buffer.from(text);
        for (const { at, length, value: element } of found) {
          expect(JSON.parse(bytes.subarray(at, at + length).toString())).toEqual(element);
        }
      }),
    );
  });

  it('are found across the pieces in which a file is read', async () => {
    const list = Array.from({ length: 3000 }, (_, id) => ({ id, text: 'ü"\\'.repeat(200) }));
    const folder = makeFolder({ 'big.json': JSON.stringify({ 'k"ey': list }) });
    const found: unknown[] = [];
    await readJsonElements(join(folder, 'big.json'), {
      lists: new Set(['k"ey']),
      limits: readLimits(),
      onElement: ({ value }) => found.push(value),
    });
    expect(found).toEqual(list);
  });

  it.each(['', '[]', '{"a":[1}', '{"a":[1]', '{"a":[tru]}', '{"a":["]}', '{}{}', 'x{}'])(
    'are refused in %j',
    (text) => {
      expect(() => elementsOf(text, ['a'])).toThrow(/near byte/);
    },
  );

  it('are refused where one is too large or nested without end', () => {
    expect(() => elementsOf(`{"a":["${'x'.repeat(100)}"]}`, ['a'], { 'text-bytes': 50 })).not.toThrow();
    expect(() => elementsOf(`{"b":${'['.repeat(9999)}`, ['a'])).toThrow(/more than 512 brackets within each other/);
    const ten = `{"b":${'['.repeat(9)}${']'.repeat(9)}}`;
    expect(() => elementsOf(ten, ['a'], { nesting: 10 })).not.toThrow();
    expect(() => elementsOf(ten, ['a'], { nesting: 9 })).toThrow(/more than 9 brackets/);
  });

  it('are refused in a file where one is larger than it may be', async () => {
    const folder = makeFolder({ 'big.json': `{"a":["${'x'.repeat(3 << 20)}"]}` });
    const reading = {
      lists: new Set(['a']),
      limits: readLimits({ 'text-bytes': 1 << 20 }),
      onElement: () => undefined,
    };
    await expect(readJsonElements(join(folder, 'big.json'), reading)).rejects.toMatchObject({ code: 'too-large' });
  });
});
