import { describe, expect, test } from 'vitest';
import { findWinningGrid } from '../../src/shared/history/grid-contest.ts';
import { LumaField } from '../../src/shared/history/luma-field.ts';
import { LumaSaving } from '../../src/shared/history/luma-saving.ts';
import { BlockMiss, findOpenBlocks } from '../../src/shared/history/open-blocks.ts';
import { readJpeg } from '../../src/shared/jpeg/read-jpeg.ts';
import { defaultReadLimits } from '../../src/shared/limits.ts';
import { buildForwardModel } from '../../src/shared/forward/forward-model.ts';
import { jpegCodes } from '../../src/shared/forward/palette-codes.ts';
import { jpegAlterations } from '../accuracy/alterations.ts';
import { paletteOf, type TruthMask } from '../accuracy/truth-mask.ts';
import { drawMask, farColours, scatter } from '../repair/drawn-mask.ts';

const drawn: TruthMask = { ...drawMask(224, 192, 4, farColours), dataset: 'drawn', name: 'shapes' };
/** A lead that is no chance: see `history-verdict.ts`. */
const CLEAR_LEAD = 1.9;

/** The winning grid for labels of which a share is wrong, so that no block is explained well. */
async function contest(history: string, share = 0.003) {
  const alteration = jpegAlterations.find(({ name }) => name === history);
  if (alteration === undefined) throw new Error(`no history ${history}`);
  const { truth, file } = await alteration.apply(drawn);
  const { image } = readJpeg(file, defaultReadLimits);
  const model = buildForwardModel(image, jpegCodes(image, paletteOf(truth.colours), 'colour'));
  if (model === undefined) throw new Error('no model');
  const labels = scatter(truth.labels, { share, seed: 3, classes: truth.colours.length });
  const saving = new LumaSaving(new LumaField(model, labels), image.width);
  const quality = Number(/q(\d+)(?!.*q)/.exec(history)?.[1]);
  return findWinningGrid(findOpenBlocks(model, labels, 96), { saving, miss: new BlockMiss(model), quality });
}

describe('of all grids the one of an earlier JPEG leads, though some labels are wrong', () => {
  test.each(['twice q90, q75 4:2:0', 'twice q75, q90 4:4:4'])('on the file’s own: %s', async (history) => {
    const { isOwn, lead } = await contest(history);
    expect(isOwn).toBe(true);
    expect(lead).toBeGreaterThan(CLEAR_LEAD);
  });

  test.each(['shifted q90, q75 4:2:0', 'shifted q90, q75 4:4:4'])(
    'on the one it was moved from: %s',
    async (history) => {
      const { isOwn, lead, order } = await contest(history);
      expect(isOwn).toBe(false);
      expect(lead).toBeGreaterThan(CLEAR_LEAD);
      expect(order[0]).toEqual({ x: 3, y: 5 });
    },
  );

  test.each(['halved, q75', 'linear x0.75, q75', 'mozjpeg q75 4:2:0', 'once q50 4:2:0'])(
    'and none where there was no earlier JPEG: %s',
    async (history) => {
      expect((await contest(history)).lead).toBeLessThan(CLEAR_LEAD);
    },
  );
});
