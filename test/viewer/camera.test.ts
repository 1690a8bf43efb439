import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  boundCamera,
  fitCamera,
  flyCamera,
  levelFor,
  originOf,
  toMask,
  zoomCamera,
} from '../../src/renderer/viewer/camera.ts';
import { BORDER_PX, screenMap } from '../../src/renderer/viewer/screen-maps.ts';

const side = fc.integer({ min: 1, max: 16_384 });
const size = fc.record({ width: side, height: side });
const view = fc.record({ width: fc.integer({ min: 20, max: 4000 }), height: fc.integer({ min: 20, max: 3000 }) });
const scale = fc.double({ min: 1 / 64, max: 128, noNaN: true });

test('what fits shows the whole mask, whatever its shape', () => {
  fc.assert(
    fc.property(size, view, (mask, screen) => {
      const camera = fitCamera(mask, screen);
      expect(camera.scale * mask.width).toBeLessThanOrEqual(screen.width);
      expect(camera.scale * mask.height).toBeLessThanOrEqual(screen.height);
      expect(boundCamera(camera, mask, screen)).toEqual(camera);
    }),
  );
});

test('zooming keeps the place that is zoomed to', () => {
  const place = { x: 812.25, y: 77.5 };
  const before = { centreX: 700, centreY: 100, scale: 2 };
  const after = zoomCamera(before, 5, place);
  expect((place.x - after.centreX) * 5).toBeCloseTo((place.x - before.centreX) * 2, 9);
  expect((place.y - after.centreY) * 5).toBeCloseTo((place.y - before.centreY) * 2, 9);
});

test('a flight to any rectangle of the mask ends with all of it in view', () => {
  fc.assert(
    fc.property(view, fc.nat(1000), fc.nat(1000), (screen, x, y) => {
      const rect = { x, y, width: 20, height: 7 };
      const camera = flyCamera(rect, { width: 1100, height: 1100 }, screen);
      const from = toMask(camera, screen, { x: 0, y: 0 });
      const to = toMask(camera, screen, { x: screen.width, y: screen.height });
      expect(from.x).toBeLessThanOrEqual(x);
      expect(to.x).toBeGreaterThanOrEqual(x + rect.width);
      expect(from.y).toBeLessThanOrEqual(y);
      expect(to.y).toBeGreaterThanOrEqual(y + rect.height);
    }),
  );
});

test('every pixel of the level that is drawn meets a screen pixel, so that none is passed over', () => {
  fc.assert(
    fc.property(size, scale, fc.double({ min: 0, max: 1, noNaN: true }), (mask, zoom, share) => {
      const camera = { centreX: mask.width * share, centreY: mask.height * share, scale: zoom };
      const { columns, level } = screenMap(camera, { width: 300, height: 2 }, { mask, layer: mask });
      expect(level).toBe(levelFor(zoom));
      const seen = columns.filter((place) => place >= 0);
      for (let at = 1; at < seen.length; at++) expect((seen[at] ?? 0) - (seen[at - 1] ?? 0)).toBeLessThanOrEqual(1);
      expect(columns.length).toBe(300 + 2 * BORDER_PX);
    }),
  );
});

test('over the widest screen a pixel of the mask begins where it should, but for a twentieth of a screen pixel', () => {
  fc.assert(
    fc.property(fc.double({ min: 1, max: 128, noNaN: true }), fc.nat(16_000), (zoom, centreX) => {
      const mask = { width: 16_384, height: 10 };
      const [camera, screen] = [
        { centreX, centreY: 5, scale: zoom },
        { width: 8000, height: 10 },
      ];
      const { columns } = screenMap(camera, screen, { mask, layer: mask });
      const left = originOf(camera, screen).x;
      for (const [at, place] of columns.entries()) {
        const exact = at - BORDER_PX + 0.5 - left;
        if (place < 0) continue;
        expect(place * zoom).toBeLessThan(exact + 0.05);
        expect((place + 1) * zoom).toBeGreaterThan(exact - 0.05);
      }
    }),
    { numRuns: 5 },
  );
});
