import { expect, it } from 'vitest';
import { writePng } from '../../src/main/codec/png/png-writer.ts';
import { findClasses } from '../../src/main/services/classes/find-classes.ts';
import { machineShare } from '../../src/main/services/jobs/machine-share.ts';
import { damageMask } from '../accuracy/damage-mask.ts';
import { drawOddMask, oddColours, storedColours } from '../accuracy/odd-colours.ts';
import { drawThinLines, lineColours } from '../accuracy/thin-lines.ts';
import { makeFolder } from './temporary-folder.ts';

/** Two flat halves. */
function halves(left: readonly number[], right: readonly number[]): Uint8Array {
  const [width, height] = [64, 48];
  const samples = Uint8Array.from({ length: 3 * width * height }, (_, i) => {
    return (Math.floor(i / 3) % width < width / 2 ? left : right)[i % 3];
  });
  return writePng({ width, height, channels: 'rgb', bitDepth: 8, samples });
}

const watch = { signal: new AbortController().signal, onProgress: () => undefined };

it.each([
  ['in a folder of their own', 'images/a.png', 'masks/a.png'],
  ['beside the masks', 'a.png', 'a_mask.png'],
])('classes are found from masks, not from photos %s', async (_, photo, mask) => {
  const folder = makeFolder({
    [photo]: halves([9, 80, 200], [240, 200, 10]),
    [mask]: halves([0, 0, 0], [200, 10, 20]),
  });
  const { classes } = await findClasses([folder], machineShare({ workers: 1 }), watch);
  expect(classes.map(({ rgb }) => rgb)).toEqual([
    [0, 0, 0],
    [200, 10, 20],
  ]);
});

it('edges tell what the flat areas of coarse JPEGs leave open, by any number of workers', async () => {
  const damage = { quality: 50, subsampling: '4:2:0' } as const;
  const [a, b] = await Promise.all([1, 2].map((seed) => damageMask(drawOddMask(seed), damage)));
  const folder = makeFolder({ 'a.jpg': a.jpeg, 'b.jpg': b.jpeg });
  const [one, two] = await Promise.all(
    [1, 2].map((workers) => findClasses([folder], machineShare({ workers }), watch)),
  );
  expect(storedColours(one.classes.map(({ rgb }) => rgb))).toEqual(storedColours(oddColours));
  expect(two).toEqual(one);
});

it('lines that fill nothing are classes too, by any number of workers', async () => {
  const damage = { quality: 75, subsampling: '4:2:0' } as const;
  const [a, b] = await Promise.all([1, 2].map((seed) => damageMask(drawThinLines(seed), damage)));
  const folder = makeFolder({ 'a.jpg': a.jpeg, 'b.jpg': b.jpeg });
  const [one, two] = await Promise.all(
    [1, 2].map((workers) => findClasses([folder], machineShare({ workers }), watch)),
  );
  expect(storedColours(one.classes.map(({ rgb }) => rgb))).toEqual(storedColours(lineColours));
  expect(two).toEqual(one);
});

it('masks that name objects by their folder or numbers are no classes, where others are', async () => {
  const objects = halves([128, 0, 0], [0, 128, 0]);
  const folder = makeFolder({
    'SegmentationClass/a.png': halves([0, 0, 0], [200, 10, 20]),
    'SegmentationObject/a.png': objects,
  });
  const { classes } = await findClasses([folder], machineShare({ workers: 1 }), watch);
  expect(classes.map(({ rgb }) => rgb)).toEqual([
    [0, 0, 0],
    [200, 10, 20],
  ]);
  const alone = makeFolder({ 'SegmentationObject/a.png': objects });
  expect((await findClasses([alone], machineShare({ workers: 1 }), watch)).classes).toHaveLength(2);
});
