import fc from 'fast-check';
import { expect, test } from 'vitest';
import { gridForLevel } from '../../src/renderer/viewer/certificate-grid.ts';
import { halvePixels, type PixelBlock, rankSlots } from '../../src/renderer/viewer/halve-pixels.ts';
import { writePatch } from '../../src/renderer/viewer/label-patches.ts';
import type { TileLayer } from '../../src/renderer/viewer/mask-source.ts';
import type { Tile } from '../../src/renderer/viewer/tile-cache.ts';
import { tileRect } from '../../src/renderer/viewer/tile-grid.ts';

const ranks = rankSlots(
  new Map([
    [0, 900],
    [1, 50],
    [2, 5],
  ]),
  1,
);

function halve(layer: TileLayer, from: PixelBlock, channels = 1): PixelBlock {
  const [width, height] = [Math.ceil(from.width / 2), Math.ceil(from.height / 2)];
  const to = { width, height, pixels: new Uint8Array(width * height * channels) };
  const part = { x: 0, y: 0, width: from.width, height: from.height };
  halvePixels(layer, { from, part, to, toX: 0, toY: 0 }, ranks);
  return to;
}

test('of four labels the rarest of the mask stays, of certainty the least, of changes any', () => {
  const four = (a: number, b: number, c: number, d: number): PixelBlock => {
    return { width: 2, height: 2, pixels: Uint8Array.of(a, b, c, d) };
  };
  expect(halve('labels', four(0, 1, 0, 0)).pixels[0]).toBe(1);
  expect(halve('labels', four(0, 1, 1, 2)).pixels[0]).toBe(2);
  // Just painted, and counted nowhere.
  expect(halve('labels', four(2, 2, 2, 77)).pixels[0]).toBe(77);
  expect(halve('confidence', four(255, 3, 255, 255)).pixels[0]).toBe(3);
  expect(halve('changed', four(0, 0, 255, 0)).pixels[0]).toBe(255);
});

test('colours are averaged by their opacity', () => {
  const pixels = Uint8Array.of(200, 100, 0, 255, 0, 0, 0, 0, 100, 100, 0, 255, 9, 9, 9, 0);
  expect([...halve('original', { width: 2, height: 2, pixels }, 4).pixels]).toEqual([150, 100, 0, 128]);
});

test('an odd border counts as it is, not as something beside it', () => {
  const block = { width: 3, height: 1, pixels: Uint8Array.of(0, 0, 1) };
  expect([...halve('labels', block).pixels]).toEqual([0, 1]);
});

const tileSide = 8;
const mask = { width: 29, height: 21, tileSide };

/** Every tile of every level of these labels. */
function pyramid(labels: Uint8Array): Map<string, Tile> {
  const tiles = new Map<string, Tile>();
  let block: PixelBlock = { ...mask, pixels: labels };
  for (let level = 0; level < 6; level++) {
    for (let row = 0; row * tileSide < block.height; row++) {
      for (let column = 0; column * tileSide < block.width; column++) {
        const address = { layer: 'labels', level, column, row } as const;
        const { x, y, width, height } = tileRect(mask, address);
        const pixels = new Uint8Array(width * height);
        for (let line = 0; line < height; line++) {
          const from = (y + line) * block.width + x;
          pixels.set(block.pixels.subarray(from, from + width), line * width);
        }
        tiles.set(`${level}/${column}/${row}`, { address, width, height, pixels, isStale: false });
      }
    }
    block = halve('labels', block);
  }
  return tiles;
}

const pixels = fc.array(fc.constantFrom(0, 1, 2), { minLength: 29 * 21, maxLength: 29 * 21 });
const patches = fc.record({
  x: fc.integer({ min: -4, max: 28 }),
  y: fc.integer({ min: -4, max: 20 }),
  width: fc.integer({ min: 1, max: 14 }),
  height: fc.integer({ min: 1, max: 14 }),
  slot: fc.constantFrom(0, 1, 2),
});

test('a patch makes the pyramid that its labels would have had from the start', () => {
  fc.assert(
    fc.property(pixels, patches, (before, { slot, ...rect }) => {
      const labels = Uint8Array.from(before);
      const tiles = pyramid(labels);
      writePatch(
        {
          source: mask,
          ranks,
          levels: 6,
          tileAt: (level, column, row) => tiles.get(`${level}/${column}/${row}`),
          onWrite: () => undefined,
        },
        { rect, labels: new Uint8Array(rect.width * rect.height).fill(slot) },
      );
      for (let y = Math.max(0, rect.y); y < Math.min(21, rect.y + rect.height); y++) {
        const right = Math.max(0, Math.min(29, rect.x + rect.width));
        labels.fill(slot, y * 29 + Math.max(0, rect.x), y * 29 + right);
      }
      expect(tiles).toEqual(pyramid(labels));
    }),
    { numRuns: 300 },
  );
});

test('of the blocks in one pixel of a level the worst is shown', () => {
  const grid = { mcuWidth: 16, mcuHeight: 8, columns: 3, rows: 3, states: Uint8Array.of(0, 1, 0, 2, 0, 0, 0, 0, 3) };
  expect(gridForLevel(grid, 3)).toBe(grid);
  const coarser = gridForLevel(grid, 4);
  expect(coarser).toMatchObject({ mcuWidth: 32, mcuHeight: 16, columns: 2, rows: 2 });
  expect([...coarser.states]).toEqual([2, 0, 0, 3]);
});
