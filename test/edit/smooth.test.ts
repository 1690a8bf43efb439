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

test('every pixel gets what most of the disc has that it is connected to, unless it is its own or a thin line breaks', () => {
  fc.assert(
    fc.property(fc.oneof(windows, noise), fc.integer({ min: 1, max: 8 }), (window, radius) => {
      const smoothed = applyOperation(window, { kind: 'smooth', radius });
      const expected = Array.from(window.labels, (label, pixel) =>
        window.selected?.[pixel] === 0 || isHeld(window, pixel) ? label : voteOn(window, pixel, radius),
      );
      expect([...smoothed]).toEqual(expected);
    }),
    { numRuns: 100 },
  );
});

test('smoothing leaves thin lines whole, straight and slanting, of one pixel and to their ends', () => {
  const drawing = ['..........', '.111111...', '.......1..', '........1.', '..........', '.1........', '..........'];
  const labels = Uint8Array.from(drawing.join(''), (letter) => (letter === '1' ? 1 : 0));
  const window = { x: 0, y: 0, width: 10, height: 7, labels, isLocked: () => false };
  for (const radius of [1, 3]) expect([...applyOperation(window, { kind: 'smooth', radius })]).toEqual([...labels]);
});

/** By the parts that the neighbours of its class make up, and by how many they are. */
function isHeld(window: EditWindow, pixel: number): boolean {
  const { width, labels } = window;
  const [x, y] = [pixel % width, Math.floor(pixel / width)];
  const around = [-1, 0, 1].flatMap((dy) => [-1, 0, 1].map((dx) => [dx, dy] as const));
  const own = around.filter(([dx, dy]) => (dx !== 0 || dy !== 0) && labelAt(window, x + dx, y + dy) === labels[pixel]);
  if (own.length <= 1) return true;
  const [first] = own;
  const reached = new Set([first]);
  for (const [dx, dy] of reached) {
    for (const other of own) {
      if (Math.abs(other[0] - dx) <= 1 && Math.abs(other[1] - dy) <= 1) reached.add(other);
    }
  }
  return reached.size < own.length;
}

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
