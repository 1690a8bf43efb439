import { expect, it } from 'vitest';
import { ProblemList } from '../../../src/main/formats/exporting/problem-list.ts';

const problem = (annotation: string, isWarning = true) => ({
  file: 'a.json',
  annotation,
  message: 'is odd',
  ...(isWarning && { isWarning }),
});

it('lists problems in the order of their masks, and counts those beyond its bound', () => {
  const list = new ProblemList(2);
  list.add(5, [problem('b')]);
  list.add(1, [problem('a'), problem('c')]);
  const others = { file: 'a.json', message: '1 more problems as those above are not listed', isWarning: true };
  expect(list.list()).toEqual([problem('a'), problem('b'), others]);
  list.add(2, [problem('d', false)]);
  expect(list.list().at(-1)).toEqual({ file: 'a.json', message: '2 more problems as those above are not listed' });
});
