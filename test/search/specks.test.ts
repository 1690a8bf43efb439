import { expect, test } from 'vitest';
import { readJpeg } from '../../src/shared/jpeg/read-jpeg.ts';
import { defaultReadLimits } from '../../src/shared/limits.ts';
import type { Rgb } from '../../src/shared/model/palette.ts';
import { repairJpeg } from '../../src/shared/repair/repair-jpeg.ts';
import { RandomNumbers } from '../../src/shared/search/random-numbers.ts';
import { damageMask } from '../accuracy/damage-mask.ts';
import { paletteOf, type TruthMask } from '../accuracy/truth-mask.ts';

const [width, height] = [352, 256];

const colours: readonly Rgb[] = [
  [0, 0, 0],
  [128, 0, 0],
  [0, 128, 0],
  [128, 128, 0],
  [0, 0, 128],
  [128, 0, 128],
  [64, 128, 0],
  [192, 128, 0],
];

/** Those that stand out of the ground: at quality 75 nothing is left of a pixel that hardly does. */
const strong = [0, 1, 4, 5];

/** Bands that show every class, and below them specks on a ground, up to `most` in each block of 16 x 16. */
function drawSpecks(seed: number, { most, classes }: { most: number; classes: readonly number[] }): TruthMask {
  const random = new RandomNumbers();
  random.seed(seed);
  const labels = Uint8Array.from({ length: width * height }, (_, at) => {
    return at < 48 * width ? Math.floor((at % width) / 44) : 3;
  });
  for (let top = 48; top < height; top += 16) {
    for (let left = 0; left < width; left += 16) {
      for (let speck = random.below(most + 1); speck > 0; speck--) {
        labels[(top + random.below(16)) * width + left + random.below(16)] = classes[random.below(classes.length)];
      }
    }
  }
  return { dataset: 'drawn', name: 'specks', width, height, labels, colours };
}

async function repairSpecks(truth: TruthMask, quality: number) {
  const { jpeg } = await damageMask(truth, { quality, subsampling: '4:2:0' });
  const { image } = readJpeg(jpeg, defaultReadLimits);
  const repair = repairJpeg(image, { palette: paletteOf(colours), preset: 'exact' }, () => false);
  if (repair === undefined) throw new Error('no model knows the file');
  const wrong = truth.labels.reduce((sum, label, at) => sum + (repair.labels[at] === label ? 0 : 1), 0);
  const wrongCertain = truth.labels.reduce((sum, label, at) => {
    return sum + (repair.labels[at] !== label && repair.confidence[at] === 255 ? 1 : 0);
  }, 0);
  return { wrong, wrongCertain, open: repair.edgeBlocks - repair.certifiedBlocks };
}

test.each([1, 2, 3])('specks on a ground are found, wherever they are (mask %i)', async (seed) => {
  expect(await repairSpecks(drawSpecks(seed, { most: 1, classes: [...colours.keys()] }), 90)).toEqual({
    wrong: 0,
    wrongCertain: 0,
    open: 0,
  });
});

test('specks that may lie elsewhere as well are hardly ever called certain', async () => {
  const repairs = await Promise.all(
    [1, 2, 3].map((seed) => repairSpecks(drawSpecks(seed, { most: 2, classes: strong }), 50)),
  );
  const sum = (field: 'wrong' | 'wrongCertain' | 'open') => repairs.reduce((total, repair) => total + repair[field], 0);
  expect({ isSome: sum('wrong') > 20, open: sum('open') }).toEqual({ isSome: true, open: 0 });
  expect(sum('wrongCertain')).toBeLessThanOrEqual(2);
});
