import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isNestedDeeper } from '../../../src/main/formats/reading/parse-json.ts';

function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}

it('the nesting of a JSON text is that of its value, whatever its texts hold', () => {
  const value = fc.jsonValue({ maxDepth: 6, stringUnit: fc.constantFrom('[', '{', '"', '\\', ']', '}', 'a', 'ü') });
  fc.assert(
    fc.property(value, fc.integer({ min: 0, max: 6 }), (value, levels) => {
      expect(isNestedDeeper(JSON.stringify(value), levels)).toBe(depthOf(value) > levels);
    }),
  );
});

it.each(['"', '"\\', '[[[', ']]]', '{"a":"[', ''])('what is no JSON is gone through to its end: %j', (text) => {
  expect(isNestedDeeper(text, 5)).toBe(false);
});
