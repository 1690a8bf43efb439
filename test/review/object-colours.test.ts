import fc from 'fast-check';
import { expect, test } from 'vitest';
import { objectColours } from '../../src/shared/objects/object-colours.ts';

const side = fc.integer({ min: 1, max: 8 });
const place = fc.integer({ min: 0, max: 40 });
const objects = fc.uniqueArray(
  fc.record({ number: fc.integer({ min: 1, max: 65_534 }), x: place, y: place, width: side, height: side }),
  { maxLength: 30, selector: ({ number }) => number },
);

test('objects whose boxes meet have different colours, each one of its own', () => {
  fc.assert(
    fc.property(objects, (drawn) => {
      const colours = objectColours(drawn);
      expect([...colours.keys()].sort((a, b) => a - b)).toEqual(
        drawn.map(({ number }) => number).sort((a, b) => a - b),
      );
      for (const a of drawn) {
        for (const b of drawn) {
          const meets = a.x <= b.x + b.width && b.x <= a.x + a.width && a.y <= b.y + b.height && b.y <= a.y + a.height;
          if (a !== b && meets) expect(colours.get(a.number)).not.toEqual(colours.get(b.number));
        }
      }
    }),
  );
});

test('a colour hangs on the number alone, not on the order, nor on objects that are far away', () => {
  fc.assert(
    fc.property(objects, (drawn) => {
      const far = drawn.map((object) => ({ ...object, number: object.number % 1000 }));
      const alone = { number: 65_534, x: 10_000, y: 10_000, width: 3, height: 3 };
      const colours = objectColours([...drawn, alone]);
      expect(objectColours([alone, ...drawn.toReversed()])).toEqual(colours);
      expect(objectColours([alone, ...far]).get(alone.number)).toEqual(colours.get(alone.number));
    }),
  );
});
