import { describe, expect, test } from 'vitest';
import type { Raster } from '../../src/shared/mask/raster.ts';
import type { Palette, Rgb } from '../../src/shared/model/palette.ts';
import { repairMask } from '../../src/shared/repair/repair-mask.ts';
import { drawMask, paletteOf } from './drawn-mask.ts';

const colours: readonly Rgb[] = [
  [0, 0, 0],
  [128, 0, 128],
  [192, 128, 128],
  [224, 224, 192],
];

/** A drawn mask as an indexed file, whose pixel of class `c` at place `at` has the entry that `entryOf` names. */
function indexed(table: readonly Rgb[], entryOf: (label: number, at: number) => number): Raster {
  const { width, height, labels } = drawMask(96, 80, 2, colours);
  return {
    width,
    height,
    channels: 'indexed',
    bitDepth: 8,
    samples: labels.map(entryOf),
    colourTable: Uint8Array.from(table.flat()),
  };
}

function repaired(raster: Raster): Uint8Array | Uint16Array {
  const mask = drawMask(96, 80, 2, colours);
  const palette = paletteOf(mask);
  const { labelMap } = repairMask({ kind: 'raster', raster, isLossless: true }, { palette, preset: 'exact' });
  return labelMap.labels;
}

const truth = drawMask(96, 80, 2, colours).labels;
/** Every third pixel has a colour of its own, as files have that were made indexed after they were saved as JPEG. */
const isOff = (at: number): boolean => at % 3 === 0;

/** Colours that are near to those of the classes, in their order. */
const strays: readonly Rgb[] = [
  [12, 0, 4],
  [120, 12, 120],
  [180, 120, 140],
  [230, 216, 180],
];

describe('the colours of an indexed file', () => {
  test('are meant where its table holds those of classes in an order of its own', () => {
    const table: Rgb[] = [
      [0, 0, 0],
      [192, 128, 128],
      [224, 222, 192],
      [128, 0, 128],
      [2, 0, 1],
      [190, 127, 130],
      [222, 224, 190],
      [130, 2, 126],
    ];
    const entries = [0, 3, 1, 2];
    const raster = indexed(table, (label, at) => entries[label] + (isOff(at) ? 4 : 0));
    expect(repaired(raster)).toEqual(truth);
  });

  test('are meant where its table comes near to two classes at the indices of others', () => {
    const table: Rgb[] = [
      [1, 0, 0],
      [191, 128, 127],
      [224, 222, 192],
      [127, 0, 129],
      [2, 0, 1],
    ];
    const entries = [0, 3, 1, 2];
    expect(repaired(indexed(table, (label, at) => (label === 0 && isOff(at) ? 4 : entries[label])))).toEqual(truth);
  });

  test.each([
    ['a ramp of greys', (index: number): Rgb => [index, index, index]],
    ['random colours', (index: number): Rgb => [(index * 97 + 31) % 256, (index * 57 + 90) % 256, (index * 151) % 256]],
  ])('are not meant where it has %s, and indices of classes', (_, colourAt) => {
    const table = Array.from({ length: 256 }, (__, index) => colourAt(index));
    const raster = indexed(table, (label, at) => (at === 2000 ? 9 : label));
    const labels = repaired(raster);
    expect(labels.filter((label, at) => at !== 2000 && label !== truth[at])).toHaveLength(0);
  });

  test('are not meant where greys stand for numbers, and black besides for a class of none', () => {
    const { width, height, labels } = drawMask(96, 80, 2, colours);
    const table = Uint8Array.from({ length: 768 }, (_, at) => Math.floor(at / 3));
    const samples = labels.map((label, at) => (at === 2000 ? 9 : label));
    const raster: Raster = { width, height, channels: 'indexed', bitDepth: 8, samples, colourTable: table };
    const streets: Palette['classes'] = [
      [128, 64, 128] as const,
      [70, 130, 180] as const,
      [107, 142, 35] as const,
      [244, 35, 232] as const,
      [0, 0, 0] as const,
    ].map((rgb, slot) => ({ slot, name: `class ${slot}`, index: slot === 4 ? 255 : slot, rgb, role: 'class' }));
    const palette: Palette = { coding: 'colour', source: 'test', classes: streets };
    const { labelMap } = repairMask({ kind: 'raster', raster, isLossless: true }, { palette, preset: 'exact' });
    expect(labelMap.labels.filter((label, at) => at !== 2000 && label !== truth[at])).toHaveLength(0);
  });

  test('are what blends are taken from where indices name the classes too', () => {
    const { width, height, labels } = drawMask(96, 80, 2, colours);
    const table = new Uint8Array(3 * 60);
    const places = [0, 15, 40, 50];
    colours.forEach((colour, label) => {
      table.set(colour, 3 * places[label]);
    });
    table.set([20, 2, 20], 3 * 14);
    const samples = labels.map((label, at) => (label === 0 && isOff(at) ? 14 : places[label]));
    const raster: Raster = { width, height, channels: 'indexed', bitDepth: 8, samples, colourTable: table };
    const classes = colours.map((rgb, slot) => {
      return { slot, name: `class ${slot}`, index: places[slot], rgb, role: 'class' as const };
    });
    const palette: Palette = { coding: 'colour', source: 'test', classes };
    const { labelMap } = repairMask({ kind: 'raster', raster, isLossless: true }, { palette, preset: 'exact' });
    expect(labelMap.labels).toEqual(truth);
  });

  test('are meant where classes are levels, and the table has these in an order of its own', () => {
    const levels = [0, 1, 2, 3].map((level): Rgb => [level, level, level]);
    const { width, height, labels } = drawMask(96, 80, 2, levels);
    const samples = labels.map((label) => 3 - label);
    const colourTable = Uint8Array.from(levels.toReversed().flat());
    const raster: Raster = { width, height, channels: 'indexed', bitDepth: 8, samples, colourTable };
    const palette: Palette = { ...paletteOf({ colours: levels }), coding: 'grey-index' };
    const { labelMap } = repairMask({ kind: 'raster', raster, isLossless: true }, { palette, preset: 'exact' });
    expect(labelMap.labels).toEqual(labels);
  });

  test('are what the rest is labelled by where the table comes near to the classes at their indices', () => {
    const table: Rgb[] = [[0, 0, 0], [128, 2, 131], [190, 128, 126], [224, 222, 192], ...strays];
    const raster = indexed(table, (label, at) => (at % 5 === 0 ? 4 + label : label));
    expect(repaired(raster)).toEqual(truth);
  });
});
