import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyOperation } from '../../src/shared/edit/apply-operation.ts';
import { type EditWindow, unassignedIn } from '../../src/shared/edit/edit-window.ts';
import { windows } from './fields.ts';

/** Fields without order: every disc is cut up by what is locked. */
const noise: fc.Arbitrary<EditWindow> = fc
  .record({ drawn: windows, values: fc.uint8Array({ minLength: 196, maxLength: 196, max: 5 }) })
  .map(({ drawn, values }) => {
    const last = unassignedIn(drawn.labels);
    return { ...drawn, labels: drawn.labels.map((_, pixel) => (values[pixel] === 5 ? last : values[pixel])) };
  });

test('every pixel gets what most pixels of the disc have that it is connected to, its own where that is among them', () => {
  fc.assert(
    fc.property(fc.oneof(windows, noise), fc.integer({ min: 1, max: 8 }), (window, radius) => {
      const smoothed = applyOperation(window, { kind: 'smooth', radius });
      const expected = Array.from(window.labels, (label, pixel) =>
        window.selected?.[pixel] === 0 ? label : voteOn(window, pixel, radius),
      );
      expect([...smoothed]).toEqual(expected);
    }),
    { numRuns: 100 },
  );
});

function voteOn(window: EditWindow, pixel: number, radius: number): number {
  const { width, labels } = window;
  const [x, y] = [pixel % width, Math.floor(pixel / width)];
  const own = labels[pixel];
  if (isBarrier(window, own)) return own;
  const votes = new Map<number, number>();
  const seen = new Set<string>();
  const waiting: (readonly [number, number])[] = [[0, 0]];
  for (let step = waiting.pop(); step !== undefined; step = waiting.pop()) {
    const [dx, dy] = step;
    const label = labelAt(window, x + dx, y + dy);
    if (dx * dx + dy * dy > radius * radius + radius || seen.has(step.join()) || isBarrier(window, label)) continue;
    seen.add(step.join());
    votes.set(label, (votes.get(label) ?? 0) + 1);
    waiting.push([dx - 1, dy], [dx + 1, dy], [dx, dy - 1], [dx, dy + 1]);
  }
  const most = Math.max(...votes.values());
  const best = [...votes].filter(([, count]) => count === most).map(([label]) => label);
  return best.includes(own) ? own : Math.min(...best);
}

/** Beyond the border it goes on as it is there. */
function labelAt({ width, height, labels }: EditWindow, x: number, y: number): number {
  const [column, row] = [Math.max(0, Math.min(width - 1, x)), Math.max(0, Math.min(height - 1, y))];
  return labels[row * width + column];
}

function isBarrier({ labels, isLocked }: EditWindow, label: number): boolean {
  return label === unassignedIn(labels) || isLocked(label);
}
