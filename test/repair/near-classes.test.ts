import { expect, test } from 'vitest';
import { readJpeg } from '../../src/shared/jpeg/read-jpeg.ts';
import { defaultReadLimits } from '../../src/shared/limits.ts';
import { repairMask } from '../../src/shared/repair/repair-mask.ts';
import { drawTruth } from '../accuracy/drawn-truth.ts';
import { paletteOf } from './drawn-mask.ts';
import { encodeJpeg } from './encode-jpeg.ts';

/** What of a mask of drawn rings is called certain, and what of that is wrong. */
async function certainOf(name: 'grey by ten' | 'grey by 64') {
  const { labels, colours, width, height } = drawTruth('rings', name, { seed: 4242 });
  const mask = { labels: Uint8Array.from(labels), colours: colours, width, height };
  const { image } = readJpeg(await encodeJpeg(mask, { quality: 75, subsampling: '4:4:4' }), defaultReadLimits);
  const repair = repairMask({ kind: 'jpeg', image }, { palette: paletteOf(mask) });
  const certain = [...repair.confidence.keys()].filter((pixel) => repair.confidence[pixel] === 255);
  const wrong = certain.filter((pixel) => repair.labelMap.labels[pixel] !== mask.labels[pixel]);
  return { certain: certain.length / mask.labels.length, wrong: wrong.length };
}

test('thin rings in greys that lie near each other are not certain, of which samples tell too little', async () => {
  const { certain, wrong } = await certainOf('grey by ten');
  expect(wrong).toBeLessThan(10);
  expect(certain).toBeLessThan(0.01);
});

test('those in greys that lie apart are', async () => {
  const { certain, wrong } = await certainOf('grey by 64');
  expect(wrong).toBe(0);
  expect(certain).toBeGreaterThan(0.9);
});
