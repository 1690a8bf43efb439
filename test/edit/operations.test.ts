import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyOperation, targetSlots } from '../../src/shared/edit/apply-operation.ts';
import type { EditOperation } from '../../src/shared/edit/edit-operation.ts';
import { applyRuns, areRunsValid, RESTORED, runsOfDifference } from '../../src/shared/edit/label-runs.ts';
import { drawingOf, windowOf, windows } from './fields.ts';

const slot = fc.integer({ min: 0, max: 5 });
const connectivity = fc.constantFrom(4 as const, 8 as const);
const operations: fc.Arbitrary<EditOperation> = fc.oneof(
  fc.record({ kind: fc.constant('paint' as const), slot }),
  fc.record({ kind: fc.constant('restore' as const) }),
  fc.record({
    kind: fc.constant('fill' as const),
    x: fc.integer({ min: 0, max: 14 }),
    y: fc.integer({ min: 0, max: 14 }),
    slot,
    connectivity,
    guide: fc.constantFrom('labels' as const, 'original' as const),
    tolerance: fc.integer({ min: 0, max: 255 }),
  }),
  fc.record({ kind: fc.constant('replace-class' as const), from: slot, to: slot }),
  fc.record({
    kind: fc.constant('remove-islands' as const),
    slot,
    below: fc.integer({ min: 2, max: 30 }),
    connectivity,
  }),
  fc.record({ kind: fc.constant('remove-islands' as const), below: fc.integer({ min: 2, max: 200 }), connectivity }),
  fc.record({ kind: fc.constant('keep-largest' as const), slot, connectivity }),
  fc.record({ kind: fc.constant('fill-holes' as const), slot }),
  fc.record({ kind: fc.constant('smooth' as const), radius: fc.integer({ min: 1, max: 4 }) }),
  fc.record({ kind: fc.constant('grow' as const), slot, by: fc.integer({ min: 1, max: 6 }) }),
  fc.record({ kind: fc.constant('shrink' as const), slot, by: fc.integer({ min: 1, max: 6 }) }),
  fc.record({ kind: fc.constant('nearest-original' as const) }),
);

describe('whatever the operation', () => {
  test('pixels of locked classes, pixels outside the area and pixels not to be painted over stay as they are', () => {
    fc.assert(
      fc.property(windows, operations, fc.option(fc.array(slot)), (window, operation, over) => {
        const rules = over === null ? {} : { onlyOver: new Set(over) };
        const changed = applyOperation(window, operation, rules);
        for (const [pixel, before] of window.labels.entries()) {
          if (changed[pixel] === before) continue;
          expect(window.isLocked(before)).toBe(false);
          expect(window.isLocked(changed[pixel])).toBe(false);
          expect(window.selected?.[pixel]).not.toBe(0);
          if (over !== null) expect(over).toContain(before);
        }
      }),
      { numRuns: 1500 },
    );
  });

  test('no class appears that was not there and was not asked for', () => {
    fc.assert(
      fc.property(windows, operations, (window, operation) => {
        const known = new Set<number>([...window.labels, ...targetSlots(operation)]);
        if (operation.kind === 'restore') known.add(1);
        if (operation.kind === 'nearest-original') for (const entry of window.colours ?? []) known.add(entry.slot);
        expect([...applyOperation(window, operation)].filter((label) => !known.has(label))).toEqual([]);
      }),
      { numRuns: 1500 },
    );
  });

  test('the labels given are not written to, and the same is found again', () => {
    fc.assert(
      fc.property(windows, operations, (window, operation) => {
        const before = [...window.labels];
        const changed = applyOperation(window, operation);
        expect([...window.labels]).toEqual(before);
        expect([...applyOperation(window, operation)]).toEqual([...changed]);
      }),
    );
  });

  test('the runs of its difference make the new labels of the old ones, and those of the reverse undo them', () => {
    fc.assert(
      fc.property(windows, operations, (window, operation) => {
        const before = Uint16Array.from(window.labels);
        const after = Uint16Array.from(applyOperation(window, operation));
        const runs = runsOfDifference(before, after);
        expect(areRunsValid(runs, before.length)).toBe(true);
        const labels = before.slice();
        applyRuns(labels, runs, before);
        expect(labels).toEqual(after);
        applyRuns(labels, runsOfDifference(after, before), before);
        expect(labels).toEqual(before);
      }),
    );
  });
});

test('a restored run takes the labels of the repair', () => {
  const labels = Uint16Array.from([5, 5, 5, 5]);
  applyRuns(labels, Uint32Array.from([1, 2, RESTORED]), Uint16Array.from([1, 2, 3, 4]));
  expect([...labels]).toEqual([5, 2, 3, 5]);
});

describe('islands', () => {
  const drawing = `
    1111111
    1.11122
    1111222
    3311222
    3311212`;

  test('small places go to the class with which they share most of their outline', () => {
    const changed = applyOperation(windowOf(drawing), { kind: 'remove-islands', below: 2, connectivity: 4 });
    expect(drawingOf(changed, 7)).toEqual(['1111111', '1111122', '1111222', '3311222', '3311222']);
  });

  test('places next to places that go as well find their class from the outside in', () => {
    const nested = windowOf(`
      1111111
      1122211
      1123211
      1122211
      1111111`);
    const changed = applyOperation(nested, { kind: 'remove-islands', below: 10, connectivity: 4 });
    expect(new Set(changed)).toEqual(new Set([1]));
  });

  test('a place that reaches out of the area is no island, however little of it is seen', () => {
    const window = windowOf('1211\n1211\n1111', { selected: Uint8Array.from([0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1]) });
    expect(drawingOf(applyOperation(window, { kind: 'remove-islands', below: 2, connectivity: 4 }), 4)).toEqual([
      '1211',
      '1211',
      '1111',
    ]);
    expect(drawingOf(applyOperation(window, { kind: 'remove-islands', below: 3, connectivity: 4 }), 4)).toEqual([
      '1211',
      '1211',
      '1111',
    ]);
  });

  test('of the places of a class the largest stays', () => {
    const changed = applyOperation(windowOf('2.22\n2...\n..2.'), { kind: 'keep-largest', slot: 2, connectivity: 4 });
    expect(drawingOf(changed, 4)).toEqual(['2...', '2...', '....']);
    const joined = applyOperation(windowOf('2.22\n2...\n.22.'), { kind: 'keep-largest', slot: 2, connectivity: 8 });
    expect(drawingOf(joined, 4)).toEqual(['2...', '2...', '.22.']);
  });

  test('what a class encloses becomes the class, what reaches the border does not', () => {
    const changed = applyOperation(windowOf('11111.\n1.2111\n111111\n.11.11'), { kind: 'fill-holes', slot: 1 });
    expect(drawingOf(changed, 6)).toEqual(['11111.', '111111', '111111', '.11.11']);
    const small = applyOperation(windowOf('1111111\n1..1.11\n1111111'), { kind: 'fill-holes', slot: 1, below: 2 });
    expect(drawingOf(small, 7)).toEqual(['1111111', '1..1111', '1111111']);
  });
});

describe('fill', () => {
  const fill = { kind: 'fill', x: 0, y: 0, slot: 7, guide: 'labels', tolerance: 0 } as const;

  test('takes the connected pixels of one class, around corners only where asked to', () => {
    const window = windowOf('11.1\n.1.1\n..1.\n111.');
    expect(drawingOf(applyOperation(window, { ...fill, connectivity: 4 }), 4)).toEqual([
      '77.1',
      '.7.1',
      '..1.',
      '111.',
    ]);
    expect(drawingOf(applyOperation(window, { ...fill, connectivity: 8 }), 4)).toEqual([
      '77.7',
      '.7.7',
      '..7.',
      '777.',
    ]);
  });

  test('guided by the original goes as far as its colours are alike', () => {
    const original = Uint8Array.from([10, 10, 10, 14, 10, 10, 30, 10, 10, 12, 10, 10]);
    const window = windowOf('1234', { original });
    expect(drawingOf(applyOperation(window, { ...fill, connectivity: 4, guide: 'original', tolerance: 4 }), 4)).toEqual(
      ['7734'],
    );
  });

  test('stops at the border of the area', () => {
    const window = windowOf('111\n111', { selected: Uint8Array.from([1, 1, 0, 1, 1, 0]) });
    expect(drawingOf(applyOperation(window, { ...fill, connectivity: 4 }), 3)).toEqual(['771', '771']);
  });
});

describe('boundaries', () => {
  test('smoothing takes away a bump and a dent', () => {
    const window = windowOf(`
      11111111
      11121111
      22222222
      22222222`);
    expect(drawingOf(applyOperation(window, { kind: 'smooth', radius: 2 }), 8)).toEqual([
      '11111111',
      '11111111',
      '22222222',
      '22222222',
    ]);
  });

  test('smoothing counts nothing across a locked class', () => {
    const drawing = '11111\n11111\n33333\n22222\n22222\n11111\n11111';
    const open = applyOperation(windowOf(drawing), { kind: 'smooth', radius: 3 });
    expect(drawingOf(open, 5)[3]).toBe('11111');
    const locked = applyOperation(windowOf(drawing, { isLocked: (slot) => slot === 3 || slot === 1 }), {
      kind: 'smooth',
      radius: 3,
    });
    expect(drawingOf(locked, 5)).toEqual(drawing.split('\n'));
  });

  test('growing takes what lies within the distance, of the classes named', () => {
    const window = windowOf('.....\n.....\n..1..\n.....\n2222.');
    expect(drawingOf(applyOperation(window, { kind: 'grow', slot: 1, by: 1 }), 5)).toEqual([
      '.....',
      '..1..',
      '.111.',
      '..1..',
      '2222.',
    ]);
    const wide = applyOperation(window, { kind: 'grow', slot: 1, by: 2, into: [2] });
    expect(drawingOf(wide, 5)).toEqual(['.....', '.....', '..1..', '.....', '2212.']);
  });

  test('shrinking gives pixels to the nearest other class that is not locked', () => {
    const window = windowOf('21113\n21113\n21113', { isLocked: (slot) => slot === 3 });
    expect(drawingOf(applyOperation(window, { kind: 'shrink', slot: 1, by: 1 }), 5)).toEqual([
      '22113',
      '22113',
      '22113',
    ]);
  });

  test('growing is the disc of its distance, whatever the place', () => {
    fc.assert(
      fc.property(windows, slot, fc.integer({ min: 1, max: 5 }), (window, wanted, by) => {
        const free = { ...window, selected: undefined, isLocked: () => false };
        const grown = applyOperation(free, { kind: 'grow', slot: wanted, by });
        const sources = [...free.labels.keys()].filter((pixel) => free.labels[pixel] === wanted);
        const isNear = (pixel: number): boolean => {
          const [x, y] = [pixel % free.width, Math.floor(pixel / free.width)];
          return sources.some(
            (source) => ((source % free.width) - x) ** 2 + (Math.floor(source / free.width) - y) ** 2 <= by ** 2,
          );
        };
        for (const [pixel, label] of free.labels.entries()) expect(grown[pixel]).toBe(isNear(pixel) ? wanted : label);
      }),
    );
  });
});

test('every pixel takes the class whose colour is nearest, of equally near ones the first', () => {
  const colours = [
    { slot: 4, rgb: [0, 0, 0] as const },
    { slot: 9, rgb: [100, 0, 0] as const },
  ];
  const original = Uint8Array.from([49, 0, 0, 50, 0, 0, 51, 0, 0]);
  expect(drawingOf(applyOperation(windowOf('111', { original, colours }), { kind: 'nearest-original' }), 3)).toEqual([
    '449',
  ]);
});

test('the second most likely labels are refused where none are kept', () => {
  expect(() => applyOperation(windowOf('1'), { kind: 'alternative' })).toThrow('no second most likely labels');
});
