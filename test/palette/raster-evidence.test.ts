import { describe, expect, it } from 'vitest';
import type { Raster } from '../../src/shared/mask/raster.ts';
import type { Rgb } from '../../src/shared/model/palette.ts';
import type { ColourWitness } from '../../src/shared/palette/file-evidence.ts';
import { kindOf } from '../../src/shared/palette/file-kind.ts';
import { gatherRasterEvidence } from '../../src/shared/palette/raster-evidence.ts';
import { discShare, drawGrey, drawIndexed, drawRgb, seededNumbers } from './draw-raster.ts';

const red: Rgb = [200, 10, 30];
const blue: Rgb = [20, 40, 250];
const square = { width: 40, height: 30 };

function colours(witnesses: readonly ColourWitness[]): string[] {
  return witnesses.map(({ low }) => low.join());
}

function kindOfPicture(raster: Raster): string {
  return kindOf(gatherRasterEvidence(raster, true));
}

describe('evidence of a lossless picture', () => {
  it('counts flat pixels, areas and distinct colours exactly', () => {
    const evidence = gatherRasterEvidence(
      drawRgb(square, (x, y) =>
        (x >= 5 && x < 10 && y >= 5 && y < 12) || (x >= 20 && x < 23 && y >= 5 && y < 8) ? red : blue,
      ),
      true,
    );
    const inner = evidence.witnesses.find(({ low }) => low.join() === red.join());
    expect(inner).toEqual({ low: red, high: red, pixels: 3 * 5 + 1, areas: 2 });
    expect(evidence).toMatchObject({ space: 'rgb', totalPixels: 1200, distinctColours: 2, patches: [] });
    expect(evidence.flatPixels).toBe(evidence.witnesses.reduce((sum, { pixels }) => sum + pixels, 0));
  });

  it('lists what is flat nowhere as patches, with all its pixels', () => {
    const evidence = gatherRasterEvidence(
      drawRgb(square, (x, y) => (x === 7 || (x === 20 && y === 20) ? red : blue)),
      true,
    );
    expect(colours(evidence.witnesses)).toEqual([blue.join()]);
    expect(evidence.patches).toEqual([{ low: red, high: red, pixels: 31, areas: 1 }]);
  });

  it('keeps the index of indexed pictures, also where two entries have one colour', () => {
    const evidence = gatherRasterEvidence(
      drawIndexed(square, (x) => (x < 10 ? 0 : x < 25 ? 2 : 1), [red, blue, red]),
      true,
    );
    expect(evidence.space).toBe('indexed');
    expect(evidence.witnesses.map(({ index, low }) => [index, low])).toEqual([
      [0, red],
      [2, red],
      [1, blue],
    ]);
  });

  it('reads grey of few bits as numbers of black to white, and 16 bits as class numbers', () => {
    const bits = gatherRasterEvidence(
      drawGrey(square, (x) => (x < 20 ? 0 : 1), 1),
      true,
    );
    expect(bits.witnesses.map(({ index, low }) => [index, low])).toEqual([
      [0, [0, 0, 0]],
      [1, [255, 255, 255]],
    ]);
    const ids = gatherRasterEvidence(
      drawGrey(square, (x) => (x < 20 ? 7 : 26_001), 16),
      true,
    );
    expect(ids).toMatchObject({ space: 'grey', distinctColours: 2 });
    expect(colours(ids.witnesses)).toEqual(['7,0,0', '26001,0,0']);
    const deep = gatherRasterEvidence(
      drawGrey(square, (x) => (x < 20 ? 0 : 65_535), 16),
      true,
    );
    expect(colours(deep.witnesses)).toEqual(['0,0,0', '255,0,0']);
  });

  it('takes no evidence from transparent pixels', () => {
    const samples = new Uint8Array(4 * 1200);
    for (let pixel = 0; pixel < 1200; pixel++) {
      const alpha = pixel % 40 < 10 ? 0 : pixel % 40 === 10 ? 99 : 255;
      samples.set([...(alpha === 255 ? blue : red), alpha], 4 * pixel);
    }
    const evidence = gatherRasterEvidence({ ...square, channels: 'rgba', bitDepth: 8, samples }, true);
    expect(colours([...evidence.witnesses, ...evidence.patches])).toEqual([blue.join()]);
    expect(evidence.distinctColours).toBe(1);
  });

  it('leaves alpha alone where nothing is opaque: it holds something else', () => {
    const samples = new Uint8Array(4 * 1200);
    for (let pixel = 0; pixel < 1200; pixel++) samples.set(pixel % 40 < 20 ? [29, 0, 0, 29] : [7, 0, 0, 7], 4 * pixel);
    const evidence = gatherRasterEvidence({ ...square, channels: 'rgba', bitDepth: 8, samples }, true);
    expect(colours(evidence.witnesses)).toEqual(['29,0,0', '7,0,0']);
  });

  it('reduces 16-bit colours to 8 bits', () => {
    const { samples } = drawRgb(square, (x) => (x < 20 ? red : blue));
    const deep = Uint16Array.from(samples, (value) => value * 257);
    const evidence = gatherRasterEvidence({ ...square, channels: 'rgb', bitDepth: 16, samples: deep }, true);
    expect(colours(evidence.witnesses)).toEqual([red.join(), blue.join()]);
  });

  it('of one pixel, one row or one column lists every colour', () => {
    for (const size of [
      { width: 1, height: 1 },
      { width: 9, height: 1 },
      { width: 1, height: 9 },
      { width: 2, height: 2 },
    ]) {
      const evidence = gatherRasterEvidence(
        drawGrey(size, (x, y) => x + y),
        true,
      );
      expect(evidence.patches).toHaveLength(evidence.distinctColours);
    }
  });
});

describe('hard masks are told from soft pictures', () => {
  const big = { width: 120, height: 120 };
  const disc = { x: 60, y: 60, radius: 40 };
  const classes: readonly Rgb[] = [
    [227, 50, 25],
    [175, 40, 25],
    [242, 242, 100],
    [100, 190, 45],
    [110, 238, 160],
    [227, 75, 237],
    [35, 50, 227],
    [90, 150, 245],
    [255, 255, 255],
  ];

  it('hard: classes scattered pixel by pixel, as colours and as levels', () => {
    const random = seededNumbers(1);
    const classAt = () => Math.floor(9 * random() ** 2);
    expect(kindOfPicture(drawRgb(big, () => classes[classAt()]))).toBe('hard');
    expect(kindOfPicture(drawGrey(big, classAt))).toBe('hard');
    expect(kindOfPicture(drawGrey(big, () => 25 * classAt()))).toBe('hard');
    expect(kindOfPicture(drawGrey(big, () => [0, 38, 75, 147, 220, 113, 52, 14, 89][classAt()]))).toBe('hard');
  });

  it('hard: lines of one pixel, dots, and a border class between the two it separates', () => {
    const lineAt = (x: number, y: number) =>
      [1, 2, 3, 4, 5].find((line) => Math.floor(20 * line + 0.1 * y * (line - 3)) === x) ?? 0;
    expect(kindOfPicture(drawGrey(big, lineAt))).toBe('hard');
    expect(kindOfPicture(drawRgb(big, (x, y) => [[0, 0, 0] as const, ...classes][lineAt(x, y)]))).toBe('hard');
    expect(kindOfPicture(drawRgb(big, (x, y) => (x % 20 === 0 && y % 20 === 0 ? classes[x / 20] : [0, 0, 0])))).toBe(
      'hard',
    );
    const ring = (x: number, y: number) => {
      const distance = Math.hypot(x - 60, y - 60);
      return distance < 40 ? 255 : distance < 41.2 ? 128 : 0;
    };
    expect(kindOfPicture(drawGrey(big, ring))).toBe('hard');
  });

  it('hard: numbers of many objects, of some of which but slivers show between two others', () => {
    const cellOf = (x: number, y: number) => Math.floor(x / 10) + 12 * Math.floor(y / 10);
    const isSliver = (x: number, y: number) =>
      x % 10 === 9 && y % 10 < 8 && [3, 30, 57, 80, 100].includes(cellOf(x, y));
    const objects = drawGrey(big, (x, y) => 1000 + 6 * cellOf(x, y) + (isSliver(x, y) ? 3 : 0), 16);
    expect(kindOfPicture(objects)).toBe('hard');
  });

  it('soft: anti-aliased edges in grey and in colour', () => {
    expect(kindOfPicture(drawGrey(big, (x, y) => Math.round(255 * discShare(x, y, disc))))).toBe('soft');
    const blend = (x: number, y: number): Rgb => {
      const share = discShare(x, y, disc);
      const [r, g, b] = red.map((value, channel) => Math.round(share * value + (1 - share) * blue[channel]));
      return [r, g, b];
    };
    expect(kindOfPicture(drawRgb(big, blend))).toBe('soft');
  });

  it('soft: a gradient and noise, which show nothing at all', () => {
    const random = seededNumbers(2);
    const noise = () => Math.floor(256 * random());
    for (const raster of [
      drawGrey({ width: 256, height: 50 }, (x) => x),
      drawRgb(big, () => [noise(), noise(), noise()]),
    ]) {
      expect(gatherRasterEvidence(raster, true)).toMatchObject({ witnesses: [], patches: [] });
    }
  });

  it('of soft edges only the two sides are listed', () => {
    const evidence = gatherRasterEvidence(
      drawGrey(big, (x, y) => Math.round(255 * discShare(x, y, disc))),
      true,
    );
    expect(colours(evidence.witnesses).toSorted()).toEqual(['0,0,0', '255,0,0']);
    expect(evidence.patches).toEqual([]);
    expect(evidence.distinctColours).toBeGreaterThan(10);
  });
});

describe('evidence of a lossy picture', () => {
  it('is an interval round the mean of what lies together', () => {
    const random = seededNumbers(3);
    const blocks = Array.from({ length: 100 }, () => Math.floor(3 * random()) - 1);
    const raster = drawRgb({ width: 100, height: 100 }, (x, y) => {
      const error = blocks[10 * Math.floor(y / 10) + Math.floor(x / 10)];
      const [r, g, b] = x < 50 ? red : blue;
      return [r + error, g + error, b];
    });
    const { witnesses } = gatherRasterEvidence(raster, false);
    expect(witnesses).toHaveLength(2);
    for (const [place, colour] of [red, blue].entries()) {
      const witness = witnesses.find(({ low }) => Math.abs(low[0] - colour[0]) < 20);
      expect(witness, `class ${place}`).toBeDefined();
      expect(
        colour.every(
          (value, channel) => value >= (witness?.low[channel] ?? 999) && value <= (witness?.high[channel] ?? 0),
        ),
      ).toBe(true);
    }
  });
});

it('2 megapixels take a fraction of a second', () => {
  const raster = drawRgb({ width: 2000, height: 1000 }, (x, y) => {
    const level = (Math.floor(3 * Math.sin(x / 40) + 3 * Math.cos(y / 30)) + 8) & 15;
    return [16 * level, 7 * level, 255 - level];
  });
  gatherRasterEvidence(raster, true);
  const started = performance.now();
  gatherRasterEvidence(raster, true);
  expect(performance.now() - started).toBeLessThan(600);
});
