import { describe, expect, it } from 'vitest';
import { CERTAIN } from '../../src/shared/decide/confidence-map.ts';
import { buildForwardModel } from '../../src/shared/forward/forward-model.ts';
import { jpegCodes } from '../../src/shared/forward/palette-codes.ts';
import { readJpeg } from '../../src/shared/jpeg/read-jpeg.ts';
import { defaultReadLimits } from '../../src/shared/limits.ts';
import type { Rgb } from '../../src/shared/model/palette.ts';
import { doubtSmallThings } from '../../src/shared/repair/certainty/small-things.ts';
import { paletteOf } from './drawn-mask.ts';
import { encodeJpeg } from './encode-jpeg.ts';

const SIDE = 32;
const GROUND: Rgb = [81, 190, 5];
const THING: Rgb = [35, 70, 101];
/** Of the luma of `THING`. */
const LIKE_THING: Rgb = [116, 9, 196];
const FAR: Rgb = [250, 240, 240];

interface Case {
  readonly other: Rgb;
  /** Sides of the thing, at column 4 and row 5. */
  readonly wide: number;
  readonly high: number;
  readonly quality?: number;
  /** Whether a pixel of the thing's MCU is in doubt. */
  readonly isInDoubt?: boolean;
}

/** How many pixels lose their certainty where a thing of the second class stands on a ground of the first. */
async function countDoubted({ other, wide, high, quality = 60, isInDoubt = true }: Case): Promise<number> {
  const colours = [GROUND, THING, other];
  const labels = Uint8Array.from({ length: SIDE * SIDE }, (_, at) => {
    const [x, y] = [(at % SIDE) - 4, Math.floor(at / SIDE) - 5];
    return x >= 0 && x < wide && y >= 0 && y < high ? 1 : 0;
  });
  const jpeg = await encodeJpeg({ width: SIDE, height: SIDE, labels, colours }, { quality });
  const { image } = readJpeg(jpeg, defaultReadLimits);
  const model = buildForwardModel(image, jpegCodes(image, paletteOf({ colours }), 'colour'));
  if (model === undefined) throw new Error('expected a forward model');
  const confidence = new Uint8Array(SIDE * SIDE).fill(CERTAIN);
  confidence[isInDoubt ? 0 : SIDE * SIDE - 1] = 0;
  doubtSmallThings(model, { labels, confidence });
  return confidence.filter((value) => value !== CERTAIN).length - 1;
}

describe('certainty of small things', () => {
  it('is taken back where all of one could be of a class that labels show nowhere', async () => {
    expect(await countDoubted({ other: LIKE_THING, wide: 2, high: 2 })).toBe(4);
    expect(await countDoubted({ other: LIKE_THING, wide: 3, high: 1 })).toBe(3);
  });

  it('is left where another class would show', async () => {
    expect(await countDoubted({ other: FAR, wide: 2, high: 2 })).toBe(0);
    expect(await countDoubted({ other: LIKE_THING, wide: 2, high: 2, quality: 95 })).toBe(0);
  });

  it('is left where things are not small, or nothing in their MCU is in doubt', async () => {
    expect(await countDoubted({ other: LIKE_THING, wide: 5, high: 2 })).toBe(0);
    expect(await countDoubted({ other: LIKE_THING, wide: 2, high: 2, isInDoubt: false })).toBe(0);
  });
});
