import { expect, it } from 'vitest';
import { formatShare } from '../../src/main/command-line/format-numbers.ts';

it('a share is rounded as the app rounds it, and only a whole reads 100 %', () => {
  const shares = [103_738, 81_823, 587_116, 999_999, 1_000_000, 0].map((part) => formatShare(part, 1_000_000));
  expect(shares).toEqual(['10.4 %', '8.2 %', '58.7 %', '99.9 %', '100 %', '0 %']);
});
