import { expect, test } from 'vitest';
import { distinctColour } from '../../src/shared/classes/distinct-colour.ts';
import type { Rgb } from '../../src/shared/model/palette.ts';
import { vocClasses } from '../../src/shared/palette/presets/voc.ts';

test('classes that are made one after the other differ from all classes and from each other', () => {
  const taken: Rgb[] = vocClasses.map(({ rgb }) => rgb);
  for (let made = 0; made < 12; made++) {
    const next = distinctColour(taken);
    const nearest = Math.min(...taken.map((other) => Math.hypot(...other.map((value, i) => value - next[i]))));
    expect(nearest, next.join()).toBeGreaterThan(40);
    taken.push(next);
  }
  expect(distinctColour([])).toEqual([0, 0, 128]);
});
