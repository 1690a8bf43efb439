import { expect, test } from 'vitest';
import { memoryOf, recycle } from '../../src/shared/shared-memory.ts';

const BYTES = 100_000;

test('memory that was taken back comes again, of zeros, for the next of its size only', () => {
  const memory = memoryOf(BYTES, false);
  const array = new Uint8Array(memory).fill(7);
  recycle(array);
  expect(array.length).toBe(0);
  expect(new Uint8Array(memoryOf(BYTES - 1, false)).length).toBe(BYTES - 1);
  const next = new Uint8Array(memoryOf(BYTES, false));
  expect(next.length).toBe(BYTES);
  expect(next.every((value) => value === 0)).toBe(true);
  expect(new Uint8Array(memoryOf(BYTES, false)).buffer).not.toBe(next.buffer);
});

test('memory that others see a part of is left alone', () => {
  const array = new Uint8Array(new ArrayBuffer(2 * BYTES), 0, BYTES).fill(7);
  recycle(array);
  expect(array[0]).toBe(7);
  const shared = new Uint8Array(memoryOf(BYTES, true)).fill(7);
  recycle(shared);
  expect(shared[0]).toBe(7);
});

test('much more than a thread keeps can be taken back', () => {
  const arrays = Array.from({ length: 20 }, () => new Uint8Array(memoryOf(10_000_000, false)));
  for (const array of arrays) recycle(array);
  expect(arrays.every(({ length }) => length === 0)).toBe(true);
  const large = new Uint8Array(50_000_000);
  recycle(large);
  expect(large.length).toBe(0);
});
