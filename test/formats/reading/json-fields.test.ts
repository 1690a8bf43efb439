import fc from 'fast-check';
import { expect, it } from 'vitest';
import { elementTexts, jsonFields, withFields } from '../../../src/main/formats/reading/json-fields.ts';

const fieldsOf = (text: string) => jsonFields(text).map(({ key, start, end }) => [key, text.slice(start, end)]);

it('the fields of an object are told as they stand in its text', () => {
  expect(fieldsOf('{ "a" : 10.0 ,"b":[[1,{"c":"}"}], "x,\\"y"], "\\u0063": "\\\\", "d":{} }')).toEqual([
    ['a', '10.0'],
    ['b', '[[1,{"c":"}"}], "x,\\"y"]'],
    ['c', '"\\\\"'],
    ['d', '{}'],
  ]);
  expect(fieldsOf('{}')).toEqual([]);
});

it('a field gets another value, and all others stay to the letter', () => {
  expect(withFields('{"id": 7, "area":1e2}', { id: '8' })).toBe('{"id": 8, "area":1e2}');
  expect(withFields('{"area":1e2}', { id: '8' })).toBe('{"id":8,"area":1e2}');
  expect(withFields('{}', { id: '8' })).toBe('{"id":8}');
});

it('the elements of a list are told as they stand in the text, NaN as null', () => {
  expect(elementTexts('{"x":[1],"shapes":[ {"a":1.0}, {"é":"€"} ,{"b":NaN}]}', 'shapes')).toEqual([
    '{"a":1.0}',
    '{"é":"€"}',
    '{"b":null}',
  ]);
});

it('any object is told apart into texts that are its values', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.constantFrom(0, 2), (value, indent) => {
      const text = JSON.stringify(value, null, indent);
      const read = fieldsOf(text).map(([key, raw]) => [key, JSON.parse(raw) as unknown]);
      expect(read).toEqual(Object.entries(JSON.parse(text) as object));
    }),
  );
});
