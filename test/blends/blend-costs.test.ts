import { expect, test } from 'vitest';
import { blendCost, WeightedColours } from '../../src/shared/blends/blend-costs.ts';

const classColours = [0x000000, 0xffffff, 0xc00000];
const all = [0, 1, 2];

function costsOf(colour: number, others = all): number[] {
  const classes = new WeightedColours(classColours.length, 1);
  classColours.forEach((each, position) => {
    classes.set(position, each);
  });
  const pixel = new WeightedColours(1, 1);
  pixel.set(0, colour);
  return others.map((own) => blendCost(pixel.values, classes.values, { own, others }));
}

test('a pure pixel costs nothing as its own class, and most as a class far from it', () => {
  const [black, white] = costsOf(0x000000);
  expect(black).toBe(0);
  expect(white).toBeGreaterThan(5);
});

test('a blend of two classes is cheapest as the one of which it shows more', () => {
  const [black, white] = costsOf(0x606060);
  expect(black).toBeLessThan(white);
  const [again, other] = costsOf(0x9f9f9f);
  expect(other).toBeLessThan(again);
});

test('an even blend costs as much as either class', () => {
  const [black, white] = costsOf(0x808080, [0, 1]);
  expect(Math.abs(black - white)).toBeLessThan(0.2);
});
