import { expect, test } from 'vitest';
import type { EnlargedBlocks, LabelChange } from '../../src/shared/repair/enlarged-jpeg/enlarged-blocks.ts';
import type { MaskGuess } from '../../src/shared/repair/enlarged-jpeg/mask-guess.ts';
import { axisOf } from '../../src/shared/repair/raster/enlargement/axis.ts';
import { openByShaking } from '../../src/shared/repair/enlarged-jpeg/shaken-pixels.ts';

const WIDTH = 4;
const HEIGHT = 4;
/** Two pixels of which one alone costs much, and both together nothing. */
const PAIR = [1 + WIDTH, 1 + 2 * WIDTH];
const TELLING = 16;
const ALONE = TELLING + 1;

/** A mask of two halves, the left of class 0; all other changes cost too much to be tried. */
function shakenPair(): { blocks: EnlargedBlocks; mask: MaskGuess; labels: Uint8Array } {
  const labels = Uint8Array.from({ length: WIDTH * HEIGHT }, (_, at) => (at % WIDTH < 2 ? 0 : 1));
  const costOf = (changed: ReadonlySet<number>): number => {
    const count = PAIR.filter((pixel) => changed.has(pixel)).length;
    return 1000 * (changed.size - count) + (count === 1 ? ALONE : 0);
  };
  const changed = new Set<number>();
  const after = ({ column, row, to }: LabelChange): Set<number> => {
    const pixel = row * WIDTH + column;
    const own = column < 2 ? 0 : 1;
    const next = new Set(changed);
    if (to === own) next.delete(pixel);
    else next.add(pixel);
    return next;
  };
  const axis = axisOf(WIDTH, 4 * WIDTH, 'edges');
  const blocks = {
    file: {
      model: { mcuWidth: 16, mcuHeight: 16, image: { mcusWide: 1 } },
      enlargement: { across: axis, down: axis },
      resampler: { kernel: { reach: 1 } },
    },
    growthBy: (change: LabelChange) => costOf(after(change)) - costOf(changed),
    apply: (change: LabelChange) => {
      const next = after(change);
      changed.clear();
      for (const pixel of next) changed.add(pixel);
    },
  };
  const mask = {
    width: WIDTH,
    height: HEIGHT,
    labelAt: (column: number, row: number) => labels[row * WIDTH + column],
    setLabel: (column: number, row: number, label: number) => {
      labels[row * WIDTH + column] = label;
    },
  };
  // Doubles of what the shaking asks for, no more.
  return { blocks: blocks as unknown as EnlargedBlocks, mask: mask as unknown as MaskGuess, labels };
}

test('pixels that only change together are all left open, and labels are as before', () => {
  const { blocks, mask, labels } = shakenPair();
  const before = labels.slice();
  const open = new Uint8Array(WIDTH * HEIGHT);
  openByShaking({ blocks, mask, telling: TELLING, open }, [0], () => false);
  expect([...open.keys()].filter((pixel) => open[pixel] === 1)).toEqual(PAIR);
  expect(labels).toEqual(before);
});
