import { describe, expect, it } from 'vitest';
import { presetPalette } from '../../src/shared/palette/presets.ts';
import { paletteFromColourTable } from '../../src/shared/palette/palette-files.ts';
import { rows } from './palette-file-fixture.ts';

describe('the colour table of a picture', () => {
  const table = Uint8Array.from({ length: 768 }, (_, at) => [at / 3, 7, 9][at % 3]);

  function picture(samples: readonly number[], colourTable: Uint8Array) {
    return paletteFromColourTable({
      width: samples.length,
      height: 1,
      channels: 'indexed',
      bitDepth: 8,
      samples: Uint8Array.from(samples),
      colourTable,
    });
  }

  it('gives the entries that occur, with their indices', () => {
    expect(rows(picture([3, 3, 200, 0], table))).toEqual([
      '0 class 0 0,7,9 class',
      '3 class 3 3,7,9 class',
      '200 class 200 200,7,9 class',
    ]);
  });

  it('knows VOC by its colours and numbers', () => {
    const voc = new Uint8Array(768);
    for (const { index, rgb } of presetPalette('voc').classes) voc.set(rgb, 3 * index);
    expect(rows(picture([0, 5, 15, 19, 255], voc))).toEqual([
      '0 background 0,0,0 background',
      '5 bottle 128,0,128 class',
      '15 person 192,128,128 class',
      '19 train 128,192,0 class',
      '255 void 224,224,192 void',
    ]);
  });

  it('does not name the first colours of the map, which every tool uses', () => {
    const voc = new Uint8Array(768);
    for (const { index, rgb } of presetPalette('voc').classes) voc.set(rgb, 3 * index);
    expect(rows(picture([0, 1, 2, 3, 4, 255], voc)).join()).not.toContain('aeroplane');
  });

  it('of one colour only tells classes by index', () => {
    expect(picture([0, 1, 2], new Uint8Array(9)).coding).toBe('grey-index');
  });

  it('is refused where an index is beyond it, or there is none', () => {
    expect(() => picture([9], new Uint8Array(9))).toThrow('index 9 occurs in the picture');
    expect(() =>
      paletteFromColourTable({ width: 1, height: 1, channels: 'grey', bitDepth: 8, samples: new Uint8Array(1) }),
    ).toThrow('no colour table');
  });
});
