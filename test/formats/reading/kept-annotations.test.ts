import fc from 'fast-check';
import { expect, it } from 'vitest';
import { keepUntouched } from '../../../src/main/formats/reading/kept-annotations.ts';
import { paintShapes } from '../../../src/main/formats/reading/paint-shapes.ts';
import { objectNumbers } from '../../../src/main/formats/writing/mask-pictures.ts';
import { paintObjects } from '../../../src/main/formats/writing/written-objects.ts';
import type { ItemMask } from '../../../src/shared/model/dataset.ts';
import type { Palette } from '../../../src/shared/model/palette.ts';
import { objectsOfNumbers } from '../../../src/shared/objects/objects-of-numbers.ts';

const size = { width: 6, height: 5 };
const palette: Palette = {
  coding: 'colour',
  source: '',
  classes: [0, 1, 2].map((slot) => ({
    slot,
    name: `${slot}`,
    index: slot,
    rgb: [slot, 0, 0],
    role: slot === 0 ? 'background' : 'class',
  })),
};

/** A rectangle as COCO's runs, column by column. */
const rectangle = fc
  .record({
    x: fc.nat(4),
    y: fc.nat(3),
    width: fc.integer({ min: 1, max: 4 }),
    height: fc.integer({ min: 1, max: 4 }),
  })
  .map(({ x, y, width, height }) => {
    const columns = Array.from({ length: Math.min(width, size.width - x) }, (_, i) => (x + i) * size.height + y);
    return Uint32Array.from(columns.flatMap((start) => [start, start + Math.min(height, size.height - y)]));
  });
const annotation = fc.record({ runs: rectangle, slot: fc.integer({ min: 1, max: 2 }), isCrowd: fc.boolean() });
const edit = fc.record({
  pixel: fc.nat(29),
  slot: fc.option(fc.nat(2), { nil: undefined }),
  number: fc.option(fc.nat(6), { nil: undefined }),
});

interface Drawn {
  readonly runs: Uint32Array;
  readonly slot: number;
  readonly isCrowd: boolean;
}

/** A mask as a project has it that was drawn from annotations, before anybody edits it. */
function drawn(annotations: readonly Drawn[]) {
  const shapes = annotations.map((entry, i) => ({
    id: i + 1,
    name: `${i}`,
    ...entry,
    verbatim: { format: 'x', texts: [`${i}`] },
  }));
  const before: ItemMask = paintShapes({ size, shapes, problems: [] }, { background: 0, raster: 'coco' });
  const objects = before.objects ?? [];
  const numbers = objectNumbers(size, objects, (_, place) => place + 1);
  const segments = objects.map(({ slot, isCrowd }, i) => ({ number: i + 1, slot, isCrowd, sourceId: i + 1 }));
  return { before, numbers, segments, labels: before.labelMap.labels.slice() };
}

it('all annotations stay, each to the letter, while nobody touches the mask', () => {
  fc.assert(
    fc.property(fc.array(annotation, { maxLength: 6 }), (annotations) => {
      const { before, numbers, segments, labels } = drawn(annotations);
      const labelMap = { ...size, labels };
      const objects = objectsOfNumbers(labelMap, { numbers, segments });
      expect(keepUntouched(before, { labelMap, numbers, segments, objects })).toEqual(before.objects);
    }),
  );
});

it('whatever is edited, what is kept and what is made anew paint the objects of the mask', () => {
  fc.assert(
    fc.property(fc.array(annotation, { maxLength: 6 }), fc.array(edit, { maxLength: 8 }), (annotations, edits) => {
      const { before, numbers, segments, labels } = drawn(annotations);
      for (const { pixel, slot, number } of edits) {
        labels[pixel] = slot ?? labels[pixel];
        numbers[pixel] = number ?? numbers[pixel];
      }
      const labelMap = { ...size, labels };
      const objects = objectsOfNumbers(labelMap, { numbers, segments });
      // A number that no object has is none.
      numbers.forEach((number, pixel) => (numbers[pixel] = number > segments.length ? 0 : number));
      const kept = keepUntouched(before, { labelMap, numbers, segments, objects });
      const painted = paintObjects(kept, size, palette);
      const expected = labels.map((slot, pixel) => (numbers[pixel] === 0 ? 0 : slot));
      expect([...painted.labels]).toEqual([...expected]);
    }),
    { numRuns: 500 },
  );
});
