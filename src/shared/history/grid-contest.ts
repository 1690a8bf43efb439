import type { GridOffset, LumaSaving } from './luma-saving.ts';
import type { BlockMiss, OpenBlock } from './open-blocks.ts';

/** The grid of an earlier JPEG that explains a file's luma best, of all 64 that there may be. */
export interface WinningGrid {
  /** Whether it is the file's own: the picture was saved twice, but not moved. */
  readonly isOwn: boolean;
  /**
   * How far it is ahead of the second: the mean over the blocks of what it explains more, in its standard errors. Where
   * no grid is better than others it is a small number, for what smooths a block explains some of it on any grid.
   */
  readonly lead: number;
  /** All grids, those that explain most first; none where there are too few blocks to tell. */
  readonly order: readonly GridOffset[];
}

const QUALITIES = [50, 60, 70, 75, 80, 85, 90, 95];
/** A block may be explained to a twentieth, or made worse twofold: beyond, one would count for too many. */
const MOST_EXPLAINED = 0.05;
const MOST_WORSENED = 2;
/** Fewer blocks are not asked. */
const LEAST_BLOCKS = 16;
/** From so far off labels are not those of the file. */
const FAR_MISS = 12;
/** Saving like the file itself draws samples to the middles of its own cells, and so nearer to whatever it holds. */
const LIKE_OWN = 6;

/** The first round asks one block of so many; the best grids of it go on to the second, with all blocks. */
const FIRST_ROUND = 4;
const GO_ON = 8;

/** Finds the grid; `quality` is that of the file's own tables. */
export function findWinningGrid(
  open: readonly OpenBlock[],
  means: { readonly saving: LumaSaving; readonly miss: BlockMiss; readonly quality: number },
): WinningGrid {
  const blocks = open.filter(({ miss }) => miss < FAR_MISS);
  if (blocks.length < LEAST_BLOCKS) return { isOwn: true, lead: 0, order: [] };
  const few = blocks.length < FIRST_ROUND * LEAST_BLOCKS ? blocks : blocks.filter((_, at) => at % FIRST_ROUND === 0);
  const grids = Array.from({ length: 64 }, (_, at) => explainOn({ x: at & 7, y: at >> 3 }, few, means));
  const ranked = grids.toSorted((a, b) => a.mean - b.mean);
  const finalists = ranked.slice(0, GO_ON).map(({ offset }) => explainOn(offset, blocks, means));
  const best = finalists.toSorted((a, b) => a.mean - b.mean);
  const [first, second] = best;
  return {
    isOwn: isOwnGrid(first.offset),
    lead: leadOf(first.logs, second.logs),
    order: [...best, ...ranked.slice(GO_ON)].map(({ offset }) => offset),
  };
}

function isOwnGrid({ x, y }: GridOffset): boolean {
  return x === 0 && y === 0;
}

/** What a saving on a grid leaves of the blocks' distances, as logarithms of its share. */
interface Explanation {
  readonly offset: GridOffset;
  readonly logs: Float64Array;
  readonly mean: number;
}

function explainOn(
  offset: GridOffset,
  blocks: readonly OpenBlock[],
  { saving, miss, quality: own }: Parameters<typeof findWinningGrid>[1],
): Explanation {
  const isOwn = isOwnGrid(offset);
  const samples = new Float64Array(64);
  let best: Explanation = { offset, logs: new Float64Array(blocks.length), mean: Infinity };
  for (const quality of QUALITIES) {
    if (isOwn && Math.abs(quality - own) < LIKE_OWN) continue;
    const logs = Float64Array.from(blocks, (block) => {
      saving.save({ quality, offset }, block, samples);
      const share = miss.of(samples, block.block) / block.miss;
      return Math.log(Math.min(MOST_WORSENED, Math.max(MOST_EXPLAINED, share)));
    });
    const mean = meanOf(logs);
    if (mean < best.mean) best = { offset, logs, mean };
  }
  return best;
}

function leadOf(first: Float64Array, second: Float64Array): number {
  const leads = second.map((log, at) => log - first[at]);
  const mean = meanOf(leads);
  const variance = leads.reduce((sum, lead) => sum + (lead - mean) ** 2, 0) / leads.length;
  return mean === 0 ? 0 : mean / (Math.sqrt(variance / leads.length) + 1e-6);
}

function meanOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
