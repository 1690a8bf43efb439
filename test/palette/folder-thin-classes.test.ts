import { describe, expect, it } from 'vitest';
import type { JpegImage } from '../../src/shared/jpeg/jpeg-image.ts';
import { readJpeg } from '../../src/shared/jpeg/read-jpeg.ts';
import { defaultReadLimits } from '../../src/shared/limits.ts';
import type { Palette, Rgb } from '../../src/shared/model/palette.ts';
import { telling } from '../../src/shared/decide/fit-open-colours.ts';
import { inferClasses, inferPalette } from '../../src/shared/palette/infer-palette.ts';
import { tellingFiles } from '../../src/shared/palette/open-colours.ts';
import { gatherEvidence } from '../../src/shared/repair/gather-evidence.ts';
import { lookAgain } from '../../src/shared/repair/look-again.ts';
import { jpegAlterations } from '../accuracy/alterations.ts';
import { choosePalette } from '../accuracy/choose-palette.ts';
import { damageMask } from '../accuracy/damage-mask.ts';
import type { TruthMask } from '../accuracy/truth-mask.ts';

/** Two areas; lines of two and of three pixels, each in a colour of its own, that fill no block. */
function drawScene(seed: number, colours: readonly Rgb[]): TruthMask {
  const [width, height] = [272, 208];
  const labels = Uint8Array.from({ length: width * height }, (_, at) => {
    const [x, y] = [at % width, Math.floor(at / width)];
    if (Math.abs(y - 0.37 * x - 60 - 9 * Math.sin((x + seed) / 13)) < 1.2) return 2;
    if (Math.abs(x - 0.2 * y - 50 - 7 * seed) < 1.6) return 3;
    return Math.hypot(x - 170 + 4 * seed, y - 80) < 50 ? 1 : 0;
  });
  return { dataset: 'drawn', name: `lines ${seed}`, width, height, labels, colours };
}

const colours: readonly Rgb[] = [
  [0, 0, 0],
  [128, 0, 0],
  [255, 255, 100],
  [40, 160, 230],
];
const scenes = [1, 2, 3].map((seed) => drawScene(seed, colours));

const sorted = (list: readonly Rgb[]): string[] => list.map((rgb) => rgb.join()).toSorted();
const coloursOf = ({ classes }: Palette): string[] => sorted(classes.map(({ rgb }) => rgb));

async function save(masks: readonly TruthMask[], history: string): Promise<JpegImage[]> {
  const alteration = jpegAlterations.find(({ name }) => name === history);
  const files = await Promise.all(masks.map((mask) => alteration?.apply(mask)));
  return files.map((altered) => readJpeg(altered?.file ?? new Uint8Array(0), defaultReadLimits).image);
}

function findThin(images: readonly JpegImage[]): string[] {
  const evidence = images.map((image) => gatherEvidence({ kind: 'jpeg', image }));
  const inferred = inferClasses(evidence);
  const places = tellingFiles(evidence, inferred.open, inferred.kind);
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
    expect(coloursOf(flat)).not.toEqual(sorted(colours));
    expect(coloursOf((await choosePalette('inferred', scenes, damage))(scenes[0]))).toEqual(sorted(colours));
  });

  it('are levels in grey files', async () => {
    const greys: readonly Rgb[] = [0, 90, 200, 140].map((level) => [level, level, level] as const);
    const masks = [1, 2, 3].map((seed) => drawScene(seed, greys));
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
    colours: colours.slice(0, 2),
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
