import { expect, test } from 'vitest';
import { closePairs } from '../../src/shared/classes/close-pairs.ts';
import type { Palette, Rgb } from '../../src/shared/model/palette.ts';
import { presetPalette } from '../../src/shared/palette/presets.ts';

const jpeg = { quality: 75, hasReducedChroma: false, isSeen: true };

function paletteOf(coding: Palette['coding'], colours: readonly Rgb[]): Palette {
  const classes = colours.map((rgb, slot) => ({ slot, name: `c${slot}`, index: slot, rgb, role: 'class' as const }));
  return { coding, source: 'test', classes };
}

test('the coarser the JPEG, the more pairs of classes are in danger', () => {
  const counts = [95, 75, 50, 25, 10].map(
    (quality) => closePairs(presetPalette('camvid'), { ...jpeg, quality }).length,
  );
  expect(counts).toEqual(counts.toSorted((a, b) => a - b));
  expect(counts[4]).toBeGreaterThan(0);
});

test('colours of one brightness are in danger where chroma is reduced, and only there', () => {
  const palette = paletteOf('colour', [
    [107, 142, 35],
    [70, 130, 180],
  ]);
  expect(closePairs(palette, jpeg)).toEqual([]);
  expect(closePairs(palette, { ...jpeg, quality: 50, hasReducedChroma: true })).toMatchObject([
    { a: 0, b: 1, danger: 'risky', isOfChroma: true },
  ]);
});

test('grey indices one level apart are named once a mask was saved as JPEG', () => {
  const palette = paletteOf('grey-index', [
    [0, 0, 0],
    [128, 0, 0],
  ]);
  expect(closePairs(palette, { ...jpeg, isSeen: false })).toEqual([]);
  expect(closePairs(palette, { ...jpeg, quality: 50 })).toMatchObject([{ danger: 'hopeless', distance: 1 }]);
});
