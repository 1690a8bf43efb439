import { expect, test } from 'vitest';
import { viewName } from '../../src/renderer/features/review/facts/view-name.ts';

const nameOf = (slot: number): string => ['sky', 'car / van: "old"'][slot] ?? '';

test('a picture of a part is offered a name that says of what it is', () => {
  expect(viewName('a/b/street.png', { kind: 'class', slot: 0 }, nameOf)).toBe('street-sky.png');
  expect(viewName('street.v2.jpg', { kind: 'cutout', slot: 0, at: [1, 2] }, nameOf)).toBe(
    'street.v2-sky-at-1-2-cutout.png',
  );
  expect(viewName('street', { kind: 'object', number: 5 }, nameOf)).toBe('street-object-5.png');
  expect(viewName('x.png', { kind: 'object-cutout', number: 5 }, nameOf)).toBe('x-object-5-cutout.png');
});

test('what cannot stand in the name of a file is left out of it', () => {
  expect(viewName('x.png', { kind: 'class', slot: 1 }, nameOf)).toBe('x-car-van-old-.png');
});
