import { describe, expect, it } from 'vitest';
import { countByClass } from '../../src/shared/repair/count-pixels.ts';
import { readJpeg } from '../../src/shared/jpeg/read-jpeg.ts';
import { defaultReadLimits } from '../../src/shared/limits.ts';
import type { Rgb } from '../../src/shared/model/palette.ts';
import { CERTAIN } from '../../src/shared/decide/confidence-map.ts';
import { doubtFaintChanges } from '../../src/shared/repair/certainty/faint-changes.ts';
import { buildForwardModel } from '../../src/shared/forward/forward-model.ts';
import { jpegCodes } from '../../src/shared/forward/palette-codes.ts';
import { paletteOf } from './drawn-mask.ts';
import { encodeJpeg } from './encode-jpeg.ts';

const SIDE = 32;
const IN_DOUBT = 200;

interface TwoGreys {
  readonly levels: readonly [number, number];
  /** The first column of the second class. */
  readonly boundary: number;
  readonly doubtedRows: readonly number[];
}

/** The columns of row 16 that lose their certainty where columns 15 and 16 of some rows are in doubt, at quality 50. */
async function doubtedColumns({ levels, boundary, doubtedRows }: TwoGreys): Promise<number[]> {
  const colours = levels.map((level): Rgb => [level, level, level]);
  const labels = Uint8Array.from({ length: SIDE * SIDE }, (_, at) => (at % SIDE < boundary ? 0 : 1));
  const jpeg = await encodeJpeg({ width: SIDE, height: SIDE, labels, colours }, { quality: 50 });
  const { image } = readJpeg(jpeg, defaultReadLimits);
  const model = buildForwardModel(image, jpegCodes(image, paletteOf({ colours }), 'colour'));
  if (model === undefined) throw new Error('expected a forward model');
  const confidence = new Uint8Array(SIDE * SIDE).fill(CERTAIN);
  for (const row of doubtedRows) confidence.fill(IN_DOUBT, row * SIDE + 15, row * SIDE + 17);
  doubtFaintChanges(model, { labels, confidence, classPixels: countByClass(labels, model.classCount) });
  const line = [...confidence.subarray(16 * SIDE, 17 * SIDE)];
  return line.flatMap((value, x) => (value === CERTAIN || value === IN_DOUBT ? [] : [x]));
}

describe('certainty among doubtful pixels', () => {
  it('is taken back beside a class that hardly changes the coefficients, and not beside one that does', async () => {
    const doubtedRows = [14, 15, 16, 17];
    expect(await doubtedColumns({ levels: [100, 116], boundary: 16, doubtedRows })).toEqual([14, 17]);
    expect(await doubtedColumns({ levels: [0, 255], boundary: 16, doubtedRows })).toEqual([]);
  });

  it('is left where few pixels are in doubt', async () => {
    expect(await doubtedColumns({ levels: [100, 116], boundary: 16, doubtedRows: [16] })).toEqual([]);
  });

  it('is taken back where a class of the picture may hide that nothing near shows', async () => {
    expect(await doubtedColumns({ levels: [100, 108], boundary: 30, doubtedRows: [16] })).toEqual([13, 14, 17, 18]);
    expect(await doubtedColumns({ levels: [100, 108], boundary: SIDE, doubtedRows: [16] })).toEqual([]);
  });
});
