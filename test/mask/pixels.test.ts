import fc from 'fast-check';
import { expect, test } from 'vitest';
import { busiestPlace } from '../../src/shared/mask/busiest-place.ts';
import { colourPlaces } from '../../src/shared/palette/colour-places.ts';
import { relabel } from '../../src/shared/mask/relabel.ts';
import { shrinkPlane } from '../../src/shared/mask/shrink-plane.ts';

const maps = fc
  .record({
    width: fc.integer({ min: 1, max: 12 }),
    height: fc.integer({ min: 1, max: 12 }),
    isWide: fc.boolean(),
    seed: fc.nat(),
  })
  .map(({ width, height, isWide, seed }) => {
    const labels = isWide ? new Uint16Array(width * height) : new Uint8Array(width * height);
    for (let pixel = 0; pixel < labels.length; pixel++) labels[pixel] = ((pixel + seed) * 2654435761) >>> 29;
    return { width, height, labels };
  });

test('relabelling changes the slots that are named, no others, and keeps pixels of no class', () => {
  fc.assert(
    fc.property(maps, fc.integer({ min: 0, max: 7 }), fc.constantFrom(3, 200, 255, 400), (map, from, to) => {
      const none = map.labels instanceof Uint8Array ? 255 : 65_535;
      map.labels[0] = none;
      const { labels } = relabel(map, new Map([[from, to]]));
      const unassigned = labels instanceof Uint8Array ? 255 : 65_535;
      const expected = Array.from(map.labels, (slot) => (slot === none ? unassigned : slot === from ? to : slot));
      expect(Array.from(labels)).toEqual(expected);
    }),
  );
});

test('a plane made smaller has the wanted side and only values that were there', () => {
  fc.assert(
    fc.property(maps, fc.integer({ min: 1, max: 20 }), ({ width, height, labels }, side) => {
      const small = shrinkPlane({ width, height, values: labels }, side);
      expect(Math.max(small.width, small.height)).toBe(Math.min(side, Math.max(width, height)));
      expect(small.values.length).toBe(small.width * small.height);
      const known = new Set(labels);
      expect(small.values.every((value) => known.has(value))).toBe(true);
    }),
  );
});

test('places of a colour are its connected parts, the largest first, with their boxes', () => {
  const rows = ['##..#', '.#..#', '....#', '#....'];
  const samples = Uint8Array.from(rows.join(''), (sign) => (sign === '#' ? 200 : 0));
  const raster = { width: 5, height: 4, channels: 'grey', bitDepth: 8, samples } as const;
  expect(colourPlaces(raster, { rgb: [203, 198, 200], levels: 3, most: 2 })).toEqual([
    { x: 0, y: 0, width: 2, height: 2, pixels: 3 },
    { x: 4, y: 0, width: 1, height: 3, pixels: 3 },
  ]);
});

test('the busiest place of a mask is where its classes meet', () => {
  const labels = new Uint8Array(96 * 96);
  for (let y = 60; y < 90; y += 2) labels.fill(1, y * 96 + 60, y * 96 + 90);
  expect(busiestPlace({ width: 96, height: 96, labels }, 48)).toEqual({ x: 48, y: 48, width: 48, height: 48 });
});
