import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromTiles, toTiles } from '../../src/main/db/labels/mask-tiles.ts';
import { TILE_SIDE } from '../../src/shared/mask/tile-grid.ts';
import { defaultReadLimits } from '../../src/shared/limits.ts';

const side = fc.constantFrom(1, 2, TILE_SIDE - 1, TILE_SIDE, TILE_SIDE + 1, 2 * TILE_SIDE + 3);

test('a mask comes back from its tiles as it was, with 8-bit and with 16-bit labels', () => {
  fc.assert(
    fc.property(side, side, fc.boolean(), fc.nat(), (width, height, isWide, seed) => {
      const pixels = width * height;
      const labels = isWide ? new Uint16Array(pixels) : new Uint8Array(pixels);
      const confidence = new Uint8Array(pixels);
      for (let pixel = 0; pixel < pixels; pixel++) {
        labels[pixel] = (pixel * 2654435761 + seed) >>> 16;
        confidence[pixel] = (pixel + seed) >>> 3;
      }
      const mask = { labelMap: { width, height, labels }, confidence };
      const back = fromTiles(toTiles(mask), { width, height }, defaultReadLimits);
      expect(Buffer.compare(Buffer.from(back.labelMap.labels.buffer), Buffer.from(labels.buffer))).toBe(0);
      expect(back.labelMap.labels.BYTES_PER_ELEMENT).toBe(labels.BYTES_PER_ELEMENT);
      expect(Buffer.compare(back.confidence, confidence)).toBe(0);
    }),
    { numRuns: 30 },
  );
});

test('a mask with a tile missing is not put together', () => {
  const size = { width: TILE_SIDE + 1, height: 1 };
  const tiles = toTiles({
    labelMap: { ...size, labels: new Uint8Array(size.width) },
    confidence: new Uint8Array(size.width),
  });
  expect(() => fromTiles(tiles.slice(1), size, defaultReadLimits)).toThrow('damaged');
});
