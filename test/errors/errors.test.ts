import { expect, test } from 'vitest';
import { fromErrorData, isErrorData, MaskmendError, toErrorData } from '../../src/shared/errors.ts';

test('an error that crosses a thread comes out as what it was', () => {
  const error = new MaskmendError('disk-full', 'the disk is full', { hint: 'make room', path: '/out/a.png' });
  const told: unknown = structuredClone(toErrorData(error));
  expect(isErrorData(told) && fromErrorData(told)).toMatchObject({
    code: 'disk-full',
    message: 'the disk is full',
    hint: 'make room',
    path: '/out/a.png',
  });
});

test.each([
  undefined,
  'disk-full',
  {},
  { code: 'no such', message: '' },
  { code: 'usage' },
  new MaskmendError('usage', ''),
])('what is no told failure is not taken for one: %s', (value) => {
  expect(isErrorData(value)).toBe(false);
});
