import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rgbToYcbcr } from '../../src/shared/jpeg/ycbcr.ts';
import type { Palette, Rgb } from '../../src/shared/model/palette.ts';
import { paletteSchema } from '../../src/shared/model/palette.ts';
import type { ColourWitness, FileEvidence, Triple } from '../../src/shared/palette/file-evidence.ts';
import { inferPalette } from '../../src/shared/palette/infer-palette.ts';
import { vocColour } from '../../src/shared/palette/presets/voc.ts';
import { presetPalette } from '../../src/shared/palette/presets.ts';
import { gatherRasterEvidence } from '../../src/shared/palette/raster-evidence.ts';
import { drawGrey, drawIndexed, drawRgb } from './draw-raster.ts';

const size = { width: 60, height: 30 };
const stripes: readonly Rgb[] = [
  [0, 0, 0],
  [60, 16, 152],
  [254, 221, 58],
];

function rows({ classes }: Palette): string[] {
  return classes.map(({ index, name, rgb, role }) => `${index} ${name} ${rgb.join(',')} ${role}`);
}

function colours({ classes }: Palette): string[] {
  return classes.map(({ rgb }) => rgb.join()).toSorted();
}

/** What the quantiser of a JPEG leaves of a colour: the DC of a flat block is 8 (C - 128), divided and rounded. */
function jpegWitness(rgb: Rgb, steps: readonly [number, number], pixels: number): ColourWitness {
  const bounds = rgbToYcbcr(rgb).map((value, component) => {
    const step = steps[component === 0 ? 0 : 1];
    const exact = (8 * (value - 128)) / step;
    const quantised = Math.sign(exact) * Math.floor(Math.abs(exact) + 0.5);
    return [-0.5, 0.5].map((half) => Math.min(255, Math.max(0, ((quantised + half) * step) / 8 + 128)));
  });
  const side = (place: number): Triple => [bounds[0][place], bounds[1][place], bounds[2][place]];
  return { low: side(0), high: side(1), pixels, areas: pixels / 64 };
}

function jpegFile(witnesses: readonly ColourWitness[], patches: readonly ColourWitness[] = []): FileEvidence {
  const flatPixels = witnesses.reduce((sum, { pixels }) => sum + pixels, 0);
  return { space: 'ycbcr', witnesses, patches, totalPixels: 2 * flatPixels, flatPixels, distinctColours: 999 };
}

/** DC steps of luma and chroma in the IJG tables. */
const steps = { q95: [2, 2], q90: [3, 3], q75: [8, 9], q50: [16, 17] } as const;

describe('from lossless masks', () => {
  it('every colour is a class, black first, then by area', () => {
    const evidence = gatherRasterEvidence(
      drawRgb(size, (x) => stripes[x < 10 ? 1 : x < 12 ? 0 : 2]),
      true,
    );
    const palette = paletteSchema.parse(inferPalette([evidence]));
    expect(palette).toMatchObject({ coding: 'colour', source: 'inferred' });
    expect(rows(palette)).toEqual([
      '0 background 0,0,0 background',
      '1 class 1 254,221,58 class',
      '2 class 2 60,16,152 class',
    ]);
  });

  it('a class of a single pixel in one file of many is found', () => {
    const files = Array.from({ length: 20 }, (_, file) =>
      gatherRasterEvidence(
        drawRgb(size, (x, y) => stripes[file === 7 && x === 30 && y === 9 ? 2 : x < 20 ? 0 : 1]),
        true,
      ),
    );
    const found = inferPalette(files).classes.find(({ rgb }) => rgb.join() === '254,221,58');
    expect(found?.evidence).toEqual({ files: 1, pixels: 1, spread: 0 });
  });

  it('evidence is kept: files, pixels of flat areas and spread', () => {
    const files = [40, 20].map((edge) =>
      gatherRasterEvidence(
        drawRgb(size, (x) => stripes[x < edge ? 0 : 1]),
        true,
      ),
    );
    expect(inferPalette(files).classes[0].evidence).toEqual({ files: 2, pixels: 38 * 28 + 18 * 28, spread: 0 });
  });

  it('small grey levels are class numbers, two levels far apart are binary', () => {
    const greys = (levels: readonly number[]) =>
      inferPalette([
        gatherRasterEvidence(
          drawGrey(size, (x) => levels[Math.floor((x * levels.length) / 60)]),
          true,
        ),
      ]);
    expect(greys([0, 1, 2, 7])).toMatchObject({ coding: 'grey-index' });
    expect(rows(greys([0, 1, 2, 7]))[3]).toBe('7 class 7 7,7,7 class');
    expect(rows(greys([3, 5, 255]))[2]).toBe('255 class 255 255,255,255 void');
    expect(rows(greys([0, 128, 255]))[2]).toBe('255 class 255 255,255,255 class');
    expect(greys([0, 255])).toMatchObject({ coding: 'binary', classes: presetPalette('binary').classes });
    expect(greys([0, 1])).toMatchObject({ coding: 'grey-index', classes: presetPalette('binary01').classes });
    expect(greys([1, 2, 3])).toMatchObject({ coding: 'grey-index', classes: presetPalette('trimap').classes });
  });

  it('grey masks stored in three channels are grey all the same', () => {
    const palette = inferPalette([
      gatherRasterEvidence(
        drawRgb(size, (x) => (x < 30 ? [7, 7, 7] : [24, 24, 24])),
        true,
      ),
    ]);
    expect(palette.coding).toBe('grey-index');
    expect(palette.classes.map(({ index }) => index)).toEqual([7, 24]);
  });

  it('levels above 255 keep their numbers and get colours of their own', () => {
    const palette = inferPalette([
      gatherRasterEvidence(
        drawGrey(size, (x) => (x < 30 ? 26_001 : 26_002), 16),
        true,
      ),
    ]);
    expect(palette.coding).toBe('grey-index');
    expect(palette.classes.map(({ index }) => index)).toEqual([26_001, 26_002]);
    expect(new Set(colours(palette)).size).toBe(2);
    paletteSchema.parse(palette);
  });

  it('indexed masks keep their indices, and VOC is known by colours and indices', () => {
    const voc = presetPalette('voc').classes;
    const table = Array.from(
      { length: 256 },
      (_, index): Rgb => voc.find((entry) => entry.index === index)?.rgb ?? [0, 0, 0],
    );
    const indices = [0, 5, 15, 19, 255];
    const palette = inferPalette([
      gatherRasterEvidence(
        drawIndexed(size, (x) => indices[Math.floor(x / 12)], table),
        true,
      ),
    ]);
    expect(rows(palette)).toEqual([
      '0 background 0,0,0 background',
      '5 bottle 128,0,128 class',
      '15 person 192,128,128 class',
      '19 train 128,192,0 class',
      '255 void 224,224,192 void',
    ]);
  });

  it('indexed masks whose colours are the same are told apart by index', () => {
    const table: Rgb[] = Array.from({ length: 10 }, () => [0, 0, 0]);
    const palette = inferPalette([
      gatherRasterEvidence(
        drawIndexed(size, (x) => Math.floor(x / 20) * 3, table),
        true,
      ),
    ]);
    expect(palette.coding).toBe('grey-index');
    expect(palette.classes.map(({ index }) => index)).toEqual([0, 3, 6]);
  });

  it('indexed files that number one colour differently agree by colour', () => {
    const files = [stripes, stripes.toReversed()].map((table) =>
      gatherRasterEvidence(
        drawIndexed(size, (x) => Math.floor(x / 20), table),
        true,
      ),
    );
    expect(colours(inferPalette(files))).toEqual(stripes.map((rgb) => rgb.join()).toSorted());
  });

  it('black and white of one bit are binary and keep the numbers 0 and 1', () => {
    const palette = inferPalette([
      gatherRasterEvidence(
        drawGrey(size, (x) => (x < 30 ? 0 : 1), 1),
        true,
      ),
    ]);
    expect(palette.coding).toBe('binary');
    expect(rows(palette)).toEqual(['0 background 0,0,0 background', '1 foreground 255,255,255 class']);
  });
});

describe('from JPEG evidence', () => {
  const palette: readonly Rgb[] = [
    [0, 0, 0],
    [128, 64, 128],
    [244, 35, 232],
    [70, 70, 70],
    [107, 142, 35],
    [220, 20, 60],
  ];

  it.each(['q95', 'q90', 'q75', 'q50'] as const)('of one file at %s a known palette is found exactly', (quality) => {
    const file = jpegFile(palette.map((rgb, place) => jpegWitness(rgb, steps[quality], 6400 >> place)));
    expect(colours(inferPalette([file]))).toEqual(palette.map((rgb) => rgb.join()).toSorted());
  });

  it('intervals of several files narrow each other', () => {
    const rgb: Rgb = [128, 30, 200];
    const files = [steps.q50, [11, 12], [10, 13], [14, 7]].map((pair) =>
      jpegFile([jpegWitness([0, 0, 0], [pair[0], pair[1]], 640), jpegWitness(rgb, [pair[0], pair[1]], 640)]),
    );
    const found = inferPalette(files).classes.find(({ index }) => index === 1);
    const distance = rgbToYcbcr(found?.rgb ?? [0, 0, 0]).map((value, place) =>
      Math.abs(value - rgbToYcbcr(rgb)[place]),
    );
    expect(Math.max(...distance)).toBeLessThanOrEqual(1);
    expect(inferPalette(files).classes).toHaveLength(2);
  });

  it('whatever the colours, each class has one with the right Y, Cb and Cr where the quantiser is fine', () => {
    const colour = fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255));
    fc.assert(
      fc.property(
        fc.uniqueArray(colour, { minLength: 1, maxLength: 8, selector: (rgb) => rgbToYcbcr(rgb).join() }),
        (rgbs) => {
          // Colours a step apart may be errors of each other; those are looked at below.
          const triples = rgbs.map((rgb) => rgbToYcbcr(rgb));
          fc.pre(
            triples.every((a, i) =>
              triples.every((b, k) => i === k || a.some((value, c) => Math.abs(value - b[c]) > 2)),
            ),
          );
          const file = jpegFile(rgbs.map((rgb) => jpegWitness(rgb, steps.q90, 640)));
          expect(
            inferPalette([file])
              .classes.map(({ rgb }) => rgbToYcbcr(rgb).join())
              .toSorted(),
          ).toEqual(triples.map((triple) => triple.join()).toSorted());
        },
      ),
    );
  });

  it('a colour one quantiser step off a class eight times as frequent is an error of it', () => {
    const grey = jpegWitness([100, 100, 100], steps.q75, 64_000);
    const off = {
      ...grey,
      low: [grey.low[0] + 1, grey.low[1], grey.low[2]] as const,
      high: [grey.high[0] + 1, grey.high[1], grey.high[2]] as const,
    };
    expect(inferPalette([jpegFile([grey, { ...off, pixels: 640 }])]).classes).toHaveLength(1);
    expect(inferPalette([jpegFile([grey, { ...off, pixels: 32_000 }])]).classes).toHaveLength(2);
  });

  it('class numbers in a colour JPEG are grey levels', () => {
    const levels: readonly Rgb[] = [0, 1, 2].map((level) => [level, level, level]);
    const found = inferPalette([jpegFile(levels.map((rgb) => jpegWitness(rgb, steps.q95, 640)))]);
    expect(found.coding).toBe('grey-index');
    expect(found.classes.map(({ index }) => index)).toEqual([0, 1, 2]);
  });

  it('files with and without loss agree by colour', () => {
    const exact = gatherRasterEvidence(
      drawRgb(size, (x) => stripes[Math.floor(x / 20)]),
      true,
    );
    const lossy = jpegFile(stripes.map((rgb) => jpegWitness(rgb, steps.q50, 640)));
    const found = inferPalette([lossy, exact, lossy]);
    expect(colours(found)).toEqual(stripes.map((rgb) => rgb.join()).toSorted());
    expect(found.classes.map(({ evidence }) => evidence?.files)).toEqual([3, 3, 3]);
    expect(Math.max(...found.classes.map(({ evidence }) => evidence?.spread ?? 0))).toBeGreaterThan(0);
  });

  it('patches far from every class are small classes, those near one are not', () => {
    const patch = (rgb: Rgb, areas: number): ColourWitness => {
      const [y, cb, cr] = rgbToYcbcr(rgb);
      return { low: [y - 4, cb - 4, cr - 4], high: [y + 4, cb + 4, cr + 4], pixels: 36 * areas, areas };
    };
    const flat = [jpegWitness([0, 0, 0], steps.q90, 6400), jpegWitness([128, 64, 128], steps.q90, 6400)];
    expect(colours(inferPalette([jpegFile(flat, [patch([0, 128, 192], 3)])]))).toContain('0,128,192');
    expect(inferPalette([jpegFile(flat, [patch([8, 2, 8], 50), patch([134, 66, 130], 50)])]).classes).toHaveLength(2);
  });

  it('many shades between two classes are an edge, however often they occur; a few are classes', () => {
    const shade = (level: number): ColourWitness => {
      return { low: [level - 4, 124, 124], high: [level + 4, 132, 132], pixels: 3600, areas: 100 };
    };
    const flat = [jpegWitness([0, 0, 0], steps.q75, 6400), jpegWitness([255, 255, 255], steps.q75, 6400)];
    const edge = [40, 65, 90, 115, 140, 165, 190, 215].map(shade);
    expect(inferPalette([jpegFile(flat, edge), jpegFile(flat, edge)]).classes).toHaveLength(2);
    const lanes = inferPalette([jpegFile(flat, [20, 70, 120, 170].map(shade))]);
    expect(lanes.classes.map(({ index }) => index)).toEqual([0, 20, 70, 120, 170, 255]);
  });

  it('a mask that shows only black fills up with white, which must be in its lines', () => {
    const black = jpegFile([jpegWitness([0, 0, 0], steps.q75, 6400)]);
    expect(inferPalette([black])).toMatchObject({ coding: 'binary', classes: [{ index: 0 }, { index: 255 }] });
    expect(inferPalette([{ ...black, distinctColours: 1 }]).classes).toHaveLength(1);
  });

  describe('of a long start of the VOC colour map', () => {
    const shown = [0, 1, 3, 4, 5, 6, 7, 8].map((index) => vocColour(index));

    it('a class between those shown is there too, for it may be too thin to be seen', () => {
      const palette = inferPalette([jpegFile(shown.map((rgb) => jpegWitness(rgb, steps.q90, 6400)))]);
      expect(palette.classes.map(({ index }) => index)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
      expect(palette.classes[2]).toMatchObject({ name: 'class 2', rgb: vocColour(2), evidence: { files: 0 } });
    });

    it('a lossless mask misses none', () => {
      const palette = inferPalette([
        gatherRasterEvidence(
          drawRgb(size, (x) => shown[x % 8]),
          true,
        ),
      ]);
      expect(palette.classes).toHaveLength(8);
    });
  });

  it('a quantiser too coarse to tell anything is no evidence, and takes no time', () => {
    const started = performance.now();
    const nothing: ColourWitness = { low: [0, 0, 0], high: [255, 255, 255], pixels: 640, areas: 10 };
    expect(() => inferPalette([jpegFile([nothing])])).toThrow('no file shows an area of one colour');
    expect(performance.now() - started).toBeLessThan(500);
  });
});

describe('in any case', () => {
  it('hundreds of colours get an index each', () => {
    const witnesses = Array.from({ length: 600 }, (_, place): ColourWitness => {
      const rgb: Rgb = place === 0 ? [224, 224, 192] : [place % 256, Math.floor(place / 256), 7];
      return { low: rgb, high: rgb, pixels: 9, areas: 1 };
    });
    const counts = { totalPixels: 5400, flatPixels: 5400, distinctColours: 600 };
    const palette = inferPalette([{ space: 'rgb', witnesses, patches: [], ...counts }]);
    expect(palette.classes.map(({ index }) => index)).toEqual(Array.from({ length: 600 }, (_, index) => index));
    expect(palette.classes[255].role).toBe('void');
  });

  it('nothing gives an error in words', () => {
    expect(() => inferPalette([])).toThrow('no file shows an area of one colour');
    expect(() => inferPalette([jpegFile([])])).toThrow('no file shows an area of one colour');
  });

  it('the order of the files does not matter', () => {
    const files = [
      gatherRasterEvidence(
        drawRgb(size, (x) => stripes[x < 40 ? 0 : 1]),
        true,
      ),
      gatherRasterEvidence(
        drawRgb(size, (x) => stripes[x < 17 ? 2 : 1]),
        true,
      ),
      jpegFile(stripes.map((rgb) => jpegWitness(rgb, steps.q50, 640))),
      jpegFile([jpegWitness([9, 200, 30], steps.q75, 640), jpegWitness([0, 0, 0], steps.q75, 6400)]),
    ];
    const expected = inferPalette(files);
    fc.assert(
      fc.property(fc.shuffledSubarray(files, { minLength: 4 }), (shuffled) => {
        expect(inferPalette(shuffled)).toEqual(expected);
      }),
    );
  });
});
