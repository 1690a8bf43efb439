import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { MaskmendError } from '../../src/shared/errors.ts';
import { limitNames } from '../../src/shared/limit-names.ts';
import { areaShapeSchema } from '../../src/shared/edit/edit-operation.ts';
import {
  MOST_SIDE,
  beyondLimit,
  defaultReadLimits,
  limitInWords,
  limitTable,
  readLimits,
} from '../../src/shared/limits.ts';
import { parseLimit, parseLimits } from '../../src/shared/parse-limits.ts';

function messageOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof MaskmendError && error.code === 'usage') return error.message;
    throw error;
  }
  throw new Error('it was not refused');
}

test('every limit is the value of one name, and what is usual may be set', () => {
  const fields = limitNames.map((name) => limitTable[name].field);
  expect(new Set(fields).size).toBe(limitNames.length);
  expect(Object.keys(defaultReadLimits).sort()).toEqual([...fields].sort());
  for (const name of limitNames) {
    const { least, most, usual } = limitTable[name];
    expect([name, least <= usual && usual <= most && Number.isSafeInteger(most)]).toEqual([name, true]);
  }
});

test('a limit is a name and an amount, of bytes by powers of 1024, else of 1000', () => {
  expect(parseLimit('pixels=800M')).toEqual({ pixels: 800_000_000 });
  expect(parseLimit(' Bytes = 1.5 GiB')).toEqual({ bytes: 1.5 * 1024 ** 3 });
  expect(parseLimit('archive-ratio=500')).toEqual({ 'archive-ratio': 500 });
  expect(parseLimits('')).toEqual({});
  expect(parseLimits('side=70000, nesting=20  files=2k')).toEqual({ side: 70_000, nesting: 20, files: 2000 });
});

test.each([
  ['pixels', "expected a limit and its value such as pixels=800M but received 'pixels'"],
  ['=5', "expected a limit and its value such as pixels=800M but received '=5'"],
  ['pixel=5', /^there is no limit 'pixel'; there are pixels, side, bytes, /],
  ['pixels=many', "the limit 'pixels' takes a number such as 800M, not 'many'"],
  ['pixels=-5', "the limit 'pixels' takes a number such as 800M, not '-5'"],
  ['side=0', "the limit 'side' may not be less than 1 pixels"],
  ['pixels=3G', "no more than 2,000,000,000 pixels can be read: the limit 'pixels' ends there"],
  ['bytes=2G', "no more than 2,147,483,647 bytes can be read: the limit 'bytes' ends there"],
  ['archive-ratio=5000', "no more than 1,032 times can be read: the limit 'archive-ratio' ends there"],
])('%s is refused with what is wrong', (text, message) => {
  expect(messageOf(() => parseLimit(text))).toEqual(
    typeof message === 'string' ? message : expect.stringMatching(message),
  );
});

test('of several choices the later counts, name by name', () => {
  const limits = readLimits({ pixels: 5, side: 6 }, { pixels: 7 }, {});
  expect(limits).toEqual({ ...defaultReadLimits, maxPixels: 7, maxSide: 6 });
});

test('what passes a limit is told with the limit and how to raise it, as far as it can be raised', () => {
  const error = beyondLimit('bytes', 'has 5000 bytes', { limits: readLimits({ bytes: 1024 }), path: 'a.png' });
  expect(error).toMatchObject({
    code: 'too-large',
    message: 'has 5000 bytes; the limit is 1,024 bytes',
    hint: 'raise the limit where you trust the file',
    option: '--limit bytes',
    path: 'a.png',
  });
  const limits = readLimits({ bytes: limitTable.bytes.most });
  expect(beyondLimit('bytes', 'is large', { limits, hint: 'cut it' })).toMatchObject({
    hint: 'cut it',
    option: undefined,
  });
});

test('places in a mask may be as far out as its sides may be long', () => {
  const box = { kind: 'rectangle', x: MOST_SIDE - 10, y: 0, width: 10, height: 1 };
  expect(areaShapeSchema.safeParse(box).success).toBe(true);
  expect(areaShapeSchema.safeParse({ ...box, x: MOST_SIDE + 1 }).success).toBe(false);
});

test('the document on security tells every limit as it is', () => {
  const text = readFileSync(new URL('../../docs/security.md', import.meta.url), 'utf8');
  const rows = text.split('\n').map((line) => line.split('|').map((cell) => cell.trim()));
  for (const name of limitNames) {
    const { least, most, usual } = limitTable[name];
    const row = rows.find((cells) => cells[1] === `\`${name}\``);
    const numbers = [least, most].map((value) => value.toLocaleString('en-US'));
    expect(row?.slice(3, 6)).toEqual([limitInWords(name, usual), ...numbers]);
  }
});
