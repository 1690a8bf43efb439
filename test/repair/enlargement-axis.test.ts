import { expect, test } from 'vitest';
import {
  axisOf,
  forwardTaps,
  inverseTaps,
  placements,
  type Taps,
} from '../../src/shared/repair/raster/enlargement/axis.ts';
import { resamplers } from '../../src/shared/repair/raster/enlargement/resamplers.ts';
import { seededRandom } from '../faults/seeded-random.ts';

const addUp = ({ first, weights }: Taps, values: Float64Array): number =>
  weights.reduce((sum, weight, tap) => sum + weight * values[first + tap], 0);

test('what a line of pixels is enlarged to gives the line again', () => {
  const random = seededRandom(5);
  const line = Float64Array.from({ length: 40 }, () => 255 * random());
  for (const { kernel } of resamplers) {
    for (const placement of placements) {
      for (const after of [48, 55, 64, 80, 100, 121, 200]) {
        const axis = axisOf(line.length, after, placement);
        const forward = Array.from({ length: after }, (_, at) => forwardTaps(at, axis, { kernel, edges: 'repeat' }));
        const enlarged = Float64Array.from(forward, (taps) => addUp(taps, line));
        const back = line.map((_, at) => addUp(inverseTaps(at, axis, kernel), enlarged));
        const off = back.reduce((most, level, at) => Math.max(most, Math.abs(level - line[at])), 0);
        expect(off, `${kernel.name}, ${placement}, ${after}`).toBeLessThan(2);
      }
    }
  }
});

test('the weights of a pixel amount to one at the edges too', () => {
  for (const { kernel, edges } of resamplers) {
    for (let at = 0; at < 13; at++) {
      const { first, weights } = forwardTaps(at, axisOf(5, 13, 'edges'), { kernel, edges });
      expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 9);
      expect(first).toBeGreaterThanOrEqual(0);
      expect(first + weights.length).toBeLessThanOrEqual(5);
    }
  }
});
