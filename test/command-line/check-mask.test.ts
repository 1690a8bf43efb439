import { describe, expect, it } from 'vitest';
import type { Raster } from '../../src/shared/mask/raster.ts';
import type { Palette, Rgb } from '../../src/shared/model/palette.ts';
import { checkMask } from '../../src/shared/verify/check-mask.ts';

function paletteOf(
  classes: readonly (readonly [index: number, ...rgb: Rgb])[],
  coding: Palette['coding'] = 'colour',
): Palette {
  return {
    coding,
    source: 'test',
    classes: classes.map(([index, ...rgb], slot) => ({ slot, index, rgb, name: `c${index}`, role: 'class' })),
  };
}

const colours = paletteOf([
  [0, 0, 0, 0],
  [1, 128, 0, 0],
  [2, 0, 128, 0],
]);

function raster(channels: Raster['channels'], samples: readonly number[], more: Partial<Raster> = {}): Raster {
  const Samples = more.bitDepth === 16 ? Uint16Array : Uint8Array;
  const count = { indexed: 1, grey: 1, 'grey-alpha': 2, rgb: 3, rgba: 4 }[channels];
  return {
    channels,
    width: 2,
    height: samples.length / count / 2,
    bitDepth: 8,
    samples: Samples.from(samples),
    ...more,
  };
}

describe('checkMask', () => {
  it('finds every colour that no class has, and where', () => {
    const samples = [0, 0, 0, 128, 0, 0, 9, 9, 9, 128, 0, 0, 7, 0, 0, 9, 9, 9];
    const check = checkMask(raster('rgb', samples), colours, 10);
    expect(check).toEqual({
      reading: 'colour',
      illegalPixels: 3,
      illegalValues: [
        { value: [9, 9, 9], pixels: 2, first: { x: 0, y: 1 } },
        { value: [7, 0, 0], pixels: 1, first: { x: 0, y: 2 } },
      ],
      positions: [
        { x: 0, y: 1, value: [9, 9, 9] },
        { x: 0, y: 2, value: [7, 0, 0] },
        { x: 1, y: 2, value: [9, 9, 9] },
      ],
      warnings: [],
    });
  });

  it('lists no more positions than asked for', () => {
    expect(checkMask(raster('grey', [7, 7, 7, 7]), colours, 3).positions).toHaveLength(3);
    expect(checkMask(raster('grey', [7, 7, 7, 7]), colours, 0)).toMatchObject({ illegalPixels: 4, positions: [] });
  });

  it('takes grey levels for indices or for colours, whichever the file means', () => {
    const blackAndWhite = paletteOf([
      [0, 0, 0, 0],
      [1, 255, 255, 255],
    ]);
    expect(checkMask(raster('grey', [0, 1, 1, 0]), blackAndWhite, 0)).toMatchObject({
      reading: 'index',
      illegalPixels: 0,
    });
    expect(checkMask(raster('grey', [0, 255, 255, 0]), blackAndWhite, 0)).toMatchObject({
      reading: 'colour',
      illegalPixels: 0,
    });
    expect(checkMask(raster('grey', [0, 255, 255, 1]), blackAndWhite, 0)).toMatchObject({ illegalPixels: 1 });
  });

  it('compares grey levels of 1 and of 16 bits as the shares of white they are', () => {
    const blackAndWhite = paletteOf([
      [0, 0, 0, 0],
      [255, 255, 255, 255],
    ]);
    expect(checkMask(raster('grey', [0, 1, 1, 0], { bitDepth: 1 }), blackAndWhite, 0).illegalPixels).toBe(0);
    expect(checkMask(raster('grey', [0, 65_535], { bitDepth: 16 }), blackAndWhite, 0).illegalPixels).toBe(0);
    expect(checkMask(raster('grey', [0, 65_534], { bitDepth: 16 }), blackAndWhite, 0).illegalPixels).toBe(1);
  });

  it('takes 16-bit grey levels for indices above 255', () => {
    const instances = paletteOf([[26_001, 1, 2, 3]], 'grey-index');
    const check = checkMask(raster('grey', [26_001, 26_002], { bitDepth: 16 }), instances, 0);
    expect(check).toMatchObject({ reading: 'index', illegalPixels: 1, illegalValues: [{ value: [26_002] }] });
  });

  it('compares 16-bit colours exactly', () => {
    const samples = [128 * 257, 0, 0, 128 * 257 + 1, 0, 0];
    expect(checkMask(raster('rgb', samples, { bitDepth: 16 }), colours, 0)).toMatchObject({
      illegalPixels: 1,
      illegalValues: [{ value: [128 * 257 + 1, 0, 0] }],
    });
  });

  it('finds indices that no class has', () => {
    const colourTable = Uint8Array.from([0, 0, 0, 128, 0, 0, 0, 128, 0, 1, 1, 1]);
    const check = checkMask(raster('indexed', [0, 1, 2, 3], { colourTable }), colours, 1);
    expect(check).toMatchObject({ illegalPixels: 1, positions: [{ x: 1, y: 1, value: [3] }], warnings: [] });
  });

  it('warns where an indexed mask shows a class in another colour', () => {
    const colourTable = Uint8Array.from([0, 0, 0, 0, 128, 0, 128, 0, 0]);
    const check = checkMask(raster('indexed', [0, 1, 1, 0], { colourTable }), colours, 0);
    expect(check.illegalPixels).toBe(0);
    expect(check.warnings).toEqual(['index 1 is shown as 0,128,0, but class c1 is 128,0,0']);
  });

  it('takes an indexed mask by its colours where its indices are not those of the palette', () => {
    const colourTable = Uint8Array.from([9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 0, 0, 0, 128, 0, 0]);
    const check = checkMask(raster('indexed', [5, 6, 6, 4], { colourTable }), colours, 1);
    expect(check).toMatchObject({ reading: 'colour', illegalPixels: 1, positions: [{ value: [9, 9, 9] }] });
  });

  it('warns of transparency and checks what lies below it', () => {
    const check = checkMask(raster('rgba', [0, 0, 0, 255, 9, 9, 9, 0]), colours, 0);
    expect(check.illegalPixels).toBe(1);
    expect(check.warnings).toEqual(['has transparent pixels; what lies below them is checked all the same']);
  });

  it('counts all pixels even where there are more values than it tells apart', () => {
    const samples = Array.from({ length: 3000 }, (_, place) => place + 10);
    const check = checkMask(raster('grey', samples, { bitDepth: 16 }), colours, 0);
    expect(check.illegalPixels).toBe(3000);
    expect(check.illegalValues).toHaveLength(1000);
  });
});
