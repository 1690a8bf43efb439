import { expect, test } from 'vitest';
import { findFirstSaving } from '../../src/shared/resaved/find-first-saving.ts';
import { jpegAlterations } from '../accuracy/alterations.ts';
import type { TruthMask } from '../accuracy/truth-mask.ts';
import { drawMask, scatter } from '../repair/drawn-mask.ts';
import { readModel, saveTwice } from './save-twice.ts';

const drawn: TruthMask = { ...drawMask(224, 192, 4), dataset: 'drawn', name: 'shapes' };
/** Labels as wrong as those that are found first. */
const roughly = (labels: Uint8Array): Uint8Array => scatter(labels, { share: 0.005, seed: 5, classes: 4 });

const neverStop = () => false;

test.each([
  { first: 90, second: 75, subsampling: '4:2:0' },
  { first: 75, second: 90, subsampling: '4:2:0' },
  { first: 83, second: 92, subsampling: '4:4:4' },
] as const)(
  'finds quality $first under $second, $subsampling, by labels that are nearly right',
  async ({ first, second, subsampling }) => {
    const { model } = readModel(await saveTwice(drawn, [first, second], subsampling), drawn);
    expect(findFirstSaving(model, roughly(drawn.labels), neverStop)?.frame).toMatchObject({
      quality: first,
      isSmooth: true,
    });
  },
);

test.each(jpegAlterations.filter(({ name }) => /^(once|shifted|halved|linear|mozjpeg)/.test(name)))(
  'finds none in: $name',
  async ({ apply }) => {
    const { truth, file } = await apply(drawn);
    expect(findFirstSaving(readModel(file, truth).model, roughly(truth.labels), neverStop)).toBeUndefined();
  },
);

test('stops between two qualities when it is told to', async () => {
  const { model } = readModel(await saveTwice(drawn, [90, 75], '4:2:0'), drawn);
  let asked = 0;
  expect(() => findFirstSaving(model, roughly(drawn.labels), () => ++asked > 1)).toThrow(
    expect.objectContaining({ code: 'cancelled' }),
  );
});
