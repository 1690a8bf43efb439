import { expect, test } from 'vitest';
import { labelByNearest } from '../../src/shared/measure/nearest-labels.ts';
import type { Palette } from '../../src/shared/model/palette.ts';

const palette: Palette = {
  coding: 'colour',
  source: 'test',
  classes: [
    { slot: 4, name: 'dark', index: 0, rgb: [0, 0, 0], role: 'class' },
    { slot: 9, name: 'red', index: 7, rgb: [200, 0, 0], role: 'class' },
  ],
};

test('a pixel is given to the class of the nearest colour', () => {
  const samples = Uint8Array.of(10, 10, 10, 190, 9, 3, 101, 0, 0);
  const raster = { width: 3, height: 1, channels: 'rgb', bitDepth: 8, samples } as const;
  expect([...labelByNearest(raster, palette).labels]).toEqual([4, 9, 9]);
});

test('masks of indices go by the nearest index', () => {
  const raster = { width: 3, height: 1, channels: 'grey', bitDepth: 8, samples: Uint8Array.of(0, 3, 5) } as const;
  expect([...labelByNearest(raster, { ...palette, coding: 'grey-index' }).labels]).toEqual([4, 4, 9]);
});
