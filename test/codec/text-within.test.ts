import { expect, it } from 'vitest';
import { join } from 'node:path';
import { readTextWithin } from '../../src/main/text-within.ts';
import { makeFolder } from '../command-line/temporary-folder.ts';

it('reads a text as large as it may be, and no larger one', async () => {
  const folder = makeFolder({ 'a.txt': '12345' });
  expect(await readTextWithin(join(folder, 'a.txt'), 5)).toBe('12345');
  expect(await readTextWithin(join(folder, 'a.txt'), 4)).toBeUndefined();
});

it('gives nothing of what is no file', async () => {
  const folder = makeFolder({ 'a.txt': '12345' });
  expect(await readTextWithin(folder, 5)).toBeUndefined();
  expect(await readTextWithin(join(folder, 'b.txt'), 5)).toBeUndefined();
});
