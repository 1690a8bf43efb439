import { expect, it } from 'vitest';
import { writePng } from '../../src/main/codec/png/png-writer.ts';
import { findClasses } from '../../src/main/services/classes/find-classes.ts';
import { machineShare } from '../../src/main/services/jobs/machine-share.ts';
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
