import { describe, expect, it } from 'vitest';
import { formatClasses } from '../../src/main/command-line/palette/format-classes.ts';
import type { JpegImage } from '../../src/shared/jpeg/jpeg-image.ts';
import { readJpeg } from '../../src/shared/jpeg/read-jpeg.ts';
import { defaultReadLimits } from '../../src/shared/limits.ts';
import type { Palette, Rgb } from '../../src/shared/model/palette.ts';
import { telling } from '../../src/shared/decide/fit-open-colours.ts';
import { inferClasses, inferPalette } from '../../src/shared/palette/infer-palette.ts';
import { nothingSeen } from '../../src/shared/palette/second-look.ts';
import { tellingFiles } from '../../src/shared/palette/open-colours.ts';
import { gatherEvidence } from '../../src/shared/repair/gather-evidence.ts';
import { lookAgain } from '../../src/shared/repair/look-again.ts';
import type { ThinClass } from '../../src/shared/palette/thin-class-pool.ts';
import { presetPalette } from '../../src/shared/palette/presets.ts';
import { rgbToYcbcr } from '../../src/shared/jpeg/ycbcr.ts';
import type { Triple } from '../../src/shared/palette/file-evidence.ts';
import { gatherRasterEvidence } from '../../src/shared/palette/raster-evidence.ts';
import { drawRgb } from './draw-raster.ts';
import { jpegAlterations } from '../accuracy/alterations.ts';
import { choosePalette } from '../accuracy/choose-palette.ts';
import { damageMask } from '../accuracy/damage-mask.ts';
import { openDataFolder } from '../accuracy/open-data.ts';
import { readDataset } from '../accuracy/select-masks.ts';
import { drawThinLines, lineColours } from '../accuracy/thin-lines.ts';
import type { TruthMask } from '../accuracy/truth-mask.ts';

const scenes = [1, 2, 3].map((seed) => drawThinLines(seed));

const sorted = (list: readonly Rgb[]): string[] => list.map((rgb) => rgb.join()).toSorted();
const coloursOf = ({ classes }: Palette): string[] => sorted(classes.map(({ rgb }) => rgb));

async function save(masks: readonly TruthMask[], history: string): Promise<JpegImage[]> {
  const alteration = jpegAlterations.find(({ name }) => name === history);
  if (alteration === undefined) throw new Error(`no history ${history}`);
  const altered = await Promise.all(masks.map((mask) => alteration.apply(mask)));
  return altered.map(({ file }) => readJpeg(file, defaultReadLimits).image);
}

function findThin(images: readonly JpegImage[]): string[] {
  const evidence = images.map((image) => gatherEvidence({ kind: 'jpeg', image }));
  const inferred = inferClasses(evidence);
  const places = tellingFiles(evidence, inferred);
  const areas = places.map((place) => telling(images[place], inferred.open));
  return lookAgain(areas, inferred, () => false).thin.map(({ levels }) => levels.join());
}

describe('lines that fill nothing in any file of a folder', () => {
  it.each([
    { quality: 90, subsampling: '4:2:0' },
    { quality: 75, subsampling: '4:2:0' },
    { quality: 75, subsampling: '4:4:4' },
    { quality: 50, subsampling: '4:2:0' },
  ] as const)('are classes in their own colours at quality $quality, $subsampling', async (damage) => {
    const files = await Promise.all(scenes.map((scene) => damageMask(scene, damage)));
    const images = files.map(({ jpeg }) => readJpeg(jpeg, defaultReadLimits).image);
    const flat = inferPalette(images.map((image) => gatherEvidence({ kind: 'jpeg', image })));
    expect(coloursOf(flat)).not.toEqual(sorted(lineColours));
    expect(coloursOf((await choosePalette('inferred', scenes, damage))(scenes[0]))).toEqual(sorted(lineColours));
  });

  it('say that they fill no area', async () => {
    const damage = { quality: 90, subsampling: '4:2:0' } as const;
    const { classes } = (await choosePalette('inferred', scenes, damage))(scenes[0]);
    const thin = classes.filter(({ evidence }) => evidence?.isThin);
    expect(thin.length).toBeGreaterThan(0);
    expect(thin.length).toBeLessThan(classes.length);
    const lines = formatClasses({ coding: 'colour', source: 'inferred', classes });
    for (const { name } of thin)
      expect(lines.join('\n')).toMatch(new RegExp(`  ${name} fills no area; edges in \\d files? show it`));
  });

  it('are levels in grey files', async () => {
    const greys: readonly Rgb[] = [0, 90, 200, 140].map((level) => [level, level, level] as const);
    const masks = [1, 2, 3].map((seed) => drawThinLines(seed, greys));
    const palette = (await choosePalette('inferred', masks, { quality: 75, subsampling: 'grey' }))(masks[0]);
    expect(coloursOf(palette)).toEqual(sorted(greys));
  });
});

/** Boxes whose edges lie between the pixels of the picture of half the size: there each blends with the ground. */
function drawBoxes(seed: number): TruthMask {
  const [width, height] = [512, 384];
  const labels = Uint8Array.from({ length: width * height }, (_, at) => {
    const [x, y] = [(at % width) - 20 - 2 * seed, Math.floor(at / width) - 30 - 2 * seed];
    const [column, row] = [Math.floor(x / 110), Math.floor(y / 90)];
    const isInside = x % 110 >= 9 && x % 110 < 90 && y % 90 >= 9 && y % 90 < 70;
    return x >= 0 && y >= 0 && isInside ? 1 + ((column + row) % 2) : 0;
  });
  const boxes: readonly Rgb[] = [
    [0, 0, 0],
    [255, 80, 80],
    [0, 128, 192],
  ];
  return { dataset: 'drawn', name: `boxes ${seed}`, width, height, labels, colours: boxes };
}

describe('nothing is taken for a class', () => {
  const plain = scenes.map(({ labels, ...scene }) => ({
    ...scene,
    labels: labels.map((label) => Math.min(label, 1)),
    colours: lineColours.slice(0, 2),
  }));

  it.each([
    'once q50 4:2:0',
    'twice q90, q75 4:2:0',
    'shifted q90, q75 4:2:0',
    'halved, q75',
    'halved, q90',
    'linear x0.75, q75',
    'cubic x1.5, q90',
    'mozjpeg q75 4:2:0',
  ])('in masks whose areas show all: %s', async (history) => {
    expect(findThin(await save(plain, history))).toEqual([]);
  });

  it.each(['halved, q75', 'halved, q90'])('of the even blends along straight edges: %s', async (history) => {
    expect(findThin(await save([1, 2, 3].map(drawBoxes), history))).toEqual([]);
  });
});

const dataFolder = openDataFolder();

it.skipIf(dataFolder === undefined)('a blend that recurs in a resized mask is no class', async () => {
  const [mask] = readDataset(dataFolder ?? '', 'pixel_annotation_tool');
  expect(findThin(await save([mask], 'halved, q75'))).toEqual([]);
});

describe('the colour of a thin class', () => {
  const thinOf = (levels: Triple): ThinClass => {
    return { space: 'ycbcr', levels, low: levels, high: levels, files: [0], areas: 5, pixels: 90 };
  };

  it('is one that there is, where no colour has its levels', () => {
    const white = gatherRasterEvidence(
      drawRgb({ width: 16, height: 16 }, () => [255, 255, 255]),
      true,
    );
    const { palette } = inferClasses([white], { ...nothingSeen, thin: [thinOf([0, 128, 131])] });
    expect(coloursOf(palette)).toEqual(
      sorted([
        [255, 255, 255],
        [0, 0, 0],
      ]),
    );
  });

  it("is a known data set's where its classes explain all others, though it was fitted a level off", () => {
    const { classes } = presetPalette('camvid11');
    const files = classes.slice(0, 9).map(({ rgb }) =>
      gatherRasterEvidence(
        drawRgb({ width: 16, height: 16 }, () => rgb),
        true,
      ),
    );
    const { rgb } = classes[9];
    const [luma, blue, red] = rgbToYcbcr(rgb);
    const seen = { ...nothingSeen, thin: [thinOf([luma + 1, blue, red])] };
    const { palette } = inferClasses(files, seen);
    expect(palette.classes.find((entry) => entry.rgb.join() === rgb.join())?.name).toBe(classes[9].name);
  });
});
