import { describe, expect, test } from 'vitest';
import { findDither } from '../../src/shared/dither/find-dither.ts';
import type { Raster } from '../../src/shared/mask/raster.ts';
import type { Palette, Rgb } from '../../src/shared/model/palette.ts';
import { inferPalette } from '../../src/shared/palette/infer-palette.ts';
import { assessContent } from '../../src/shared/repair/assess-content.ts';
import { gatherEvidence } from '../../src/shared/repair/gather-evidence.ts';
import { repairMask } from '../../src/shared/repair/repair-mask.ts';
import { type DrawnMask, drawMask, paletteOf, rgbOf, scatter } from '../repair/drawn-mask.ts';
import { blackAndWhite, diffuse, threshold, webColours } from './dithered-masks.ts';

const colours: readonly Rgb[] = [
  [0, 0, 0],
  [128, 0, 0],
  [0, 128, 0],
  [192, 128, 64],
];
const greys: readonly Rgb[] = [0, 90, 170, 255].map((level) => [level, level, level]);
const primaries: readonly Rgb[] = [0, 255].flatMap((red) =>
  [0, 255].flatMap((green) => [0, 255].map((blue): Rgb => [red, green, blue])),
);

function repaired(raster: Raster, palette: Palette) {
  return repairMask({ kind: 'raster', raster, isLossless: true }, { palette, preset: 'exact' });
}

function wrongShare({ labels }: DrawnMask, given: ArrayLike<number>): number {
  return labels.filter((label, at) => label !== given[at]).length / labels.length;
}

const dithered: readonly (readonly [string, DrawnMask, (mask: DrawnMask) => Raster, number])[] = [
  ['to the colours of the web', drawMask(240, 200, 1, colours), (mask) => diffuse(mask, webColours), 0],
  ['to primary colours', drawMask(240, 200, 2, colours), (mask) => diffuse(mask, primaries), 0.025],
  ['to black and white', drawMask(240, 200, 3, greys), (mask) => diffuse(mask, blackAndWhite), 0.03],
  ['to black and white in order', drawMask(240, 200, 4, greys), threshold, 0.03],
];

describe.each(dithered)('a mask that was dithered %s', (_, mask, dither, most) => {
  const raster = dither(mask);

  test('is labelled by what its areas stand for, and nothing of it is certain', () => {
    const repair = repaired(raster, paletteOf(mask));
    expect(repair.verdict).toMatchObject({ kind: 'antialiased-or-resized', detail: { kind: 'dithered' } });
    expect(wrongShare(mask, repair.labelMap.labels)).toBeLessThanOrEqual(most);
    expect(repair.confidence).not.toContain(255);
  });

  test('shows the colours of its classes', () => {
    const palette = inferPalette([gatherEvidence({ kind: 'raster', raster, isLossless: true })]);
    for (const colour of mask.colours) {
      const distances = palette.classes.map(({ rgb }) =>
        Math.max(...rgb.map((level, at) => Math.abs(level - colour[at]))),
      );
      // Its thin line is too thin to show its own.
      if (colour !== mask.colours[3]) expect(Math.min(...distances), String(colour)).toBeLessThanOrEqual(6);
    }
    const { verdict } = assessContent({ kind: 'raster', raster, isLossless: true });
    expect(verdict.detail?.kind).toBe('dithered');
  });
});

describe('no dither', () => {
  const mask = drawMask(240, 200, 1, colours);
  const asRaster = (drawn: DrawnMask): Raster => {
    return { width: drawn.width, height: drawn.height, channels: 'rgb', bitDepth: 8, samples: rgbOf(drawn) };
  };

  test('is found in clean masks, and in scattered ones', () => {
    expect(findDither(asRaster(mask))).toBeUndefined();
    for (const share of [0.1, 0.3, 1]) {
      const labels = scatter(mask.labels, { share, seed: 5, classes: 4 });
      expect(findDither(asRaster({ ...mask, labels })), String(share)).toBeUndefined();
    }
  });

  test('is undone where the classes alternate themselves', () => {
    const labels = mask.labels.map((label, at) => ((at + Math.floor(at / 240)) % 2 === 0 ? label : (label + 1) % 4));
    const checks = { ...mask, labels };
    const repair = repaired(asRaster(checks), paletteOf(checks));
    expect(repair.verdict.kind).toBe('clean');
    expect(repair.labelMap.labels).toEqual(labels);
  });

  test('of a shaded picture is taken for that of a mask', () => {
    const shades = Array.from({ length: 256 }, (_, level): Rgb => [level, level, level]);
    const labels = Uint8Array.from({ length: 240 * 200 }, (_, at) => {
      const [x, y] = [at % 240, Math.floor(at / 240)];
      return Math.round(127 + 60 * Math.sin(x / 37) + 60 * Math.cos(y / 29));
    });
    const raster = diffuse({ width: 240, height: 200, labels, colours: shades }, blackAndWhite);
    expect(findDither(raster)).toBeDefined();
    expect(assessContent({ kind: 'raster', raster, isLossless: true }).verdict.kind).toBe('not-a-mask');
  });
});
