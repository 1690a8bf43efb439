import type { DecisionInput } from '../../decide/decide-labels.ts';
import { throwIfStopped } from '../../should-stop.ts';
import { type Enlargement, rivalsOf } from '../raster/enlargement/find-enlargements.ts';
import { type Resampler, resamplers } from '../raster/enlargement/resamplers.ts';
import { EnlargedBlocks } from './enlarged-blocks.ts';
import type { EnlargedFile } from './enlarged-picture.ts';
import { decodedPixels, MaskGuess } from './mask-guess.ts';
import { settleBriefly } from './settle-mask.ts';

/** Edge MCUs that all sizes are judged by, then the likelier ones with all kernels, and in the end what is left. */
const FIRST_SAMPLES = 2;
const MORE_SAMPLES = 6;
const SAMPLES = 16;
/** Tries that are judged by more, sizes that are tried by all kernels, and tries that are settled. */
const LIKELY = 8;
const SIZES = 3;
const TRIES = 5;
/**
 * What labels may miss a sampled MCU of the likeliest size by at most, as the mean logarithm of what lies beyond the cells:
 * of enlarged masks 0 to 4.9, of what was made smaller, turned or blurred hardly ever less than 5.8. Fewer samples say less.
 */
const MOST_MISSED = 5.5;
const MOST_MISSED_AT_FIRST = 7;
/** Share of the sampled edge MCUs, settled briefly, that a mask must explain, and how many of them are settled at a time. */
const SAMPLED_SHARE = 0.4;
const SETTLED_AT_ONCE = 4;
/** From one sample to the next, when so many are spread over a picture. */
const STRIDE = 7;
/** How many more of the samples sizes and placements near a mask's must miss, as their share. */
const LEAD = 0.15;
/** What it costs a try, a sample, not to give the very coefficients. */
const INEXACT = 0.1;
/** Pillow keeps whole levels between its passes, also where weights are never negative. */
const tried: readonly Resampler[] = [resamplers[0], { ...resamplers[0], cutting: 'across' }, ...resamplers.slice(1)];
/** One for each kernel; where sums are cut shows in rings alone. */
const kernels = tried.filter(({ kernel }, at) => tried.findIndex((one) => one.kernel === kernel) === at);
/** Sizes are told by these: a kernel without rings, and one with. */
const telling = kernels.slice(0, 2);

/** A mask of one size, enlarged by one kernel, as it is held against a file. */
export interface Try {
  readonly blocks: EnlargedBlocks;
  readonly mask: MaskGuess;
}

/**
 * The size and the kernel that explain edge MCUs best, if there are any that explain most of a few. What is plainly none is
 * told by the first of these. Throws `cancelled` when the input's `shouldStop` turns true.
 */
export function findTry(
  input: DecisionInput,
  enlargements: readonly Enlargement[],
  edges: readonly number[],
): Try | undefined {
  const samples = spread(edges, SAMPLES);
  const first = triesOf(input, enlargements, telling);
  const asked = judge(input, first, samples.slice(0, FIRST_SAMPLES));
  if (missedBy(asked[0]) > MOST_MISSED_AT_FIRST) return undefined;
  const likely = judge(input, asked.slice(0, LIKELY), samples.slice(0, MORE_SAMPLES));
  if (missedBy(likely[0]) > MOST_MISSED) return undefined;
  const sizes = [...new Set(likely.map(({ blocks }) => blocks.file.enlargement))].slice(0, SIZES);
  const ofSizes = likely.filter(({ blocks }) => sizes.includes(blocks.file.enlargement));
  const others = triesOf(input, sizes, kernels.slice(telling.length));
  const byKernel = judge(input, [...ofSizes, ...others], samples.slice(0, MORE_SAMPLES)).slice(0, TRIES);
  const all = judge(
    input,
    byKernel.flatMap((one) => [one, ...otherCuttings(input, one)]),
    samples,
  );
  const best = settled(input, all.slice(0, TRIES), samples);
  return best === undefined || hasRivals(input, best, samples) ? undefined : best;
}

/** The try that explains most of the samples once they are settled; the first of those that explain all. */
function settled(input: DecisionInput, tries: readonly Try[], samples: readonly number[]): SettledTry | undefined {
  let best: SettledTry | undefined;
  for (const one of tries) {
    const least = best?.missed ?? Math.floor((1 - SAMPLED_SHARE) * samples.length) + 1;
    const missed = countMissed(input, one, samples, least);
    if (missed < least) best = { ...one, missed };
    if (missed === 0) break;
  }
  return best;
}

/** Whether a size or a placement near a try's explains the samples nearly as well, so that none of them is proven. */
function hasRivals(input: DecisionInput, { blocks, missed }: SettledTry, samples: readonly number[]): boolean {
  const least = missed + Math.ceil(LEAD * samples.length);
  const rivals = triesOf(input, rivalsOf(blocks.file.enlargement), [blocks.file.resampler]);
  return rivals.some((rival) => countMissed(input, rival, samples, least) < least);
}

/** A try whose labels were settled under samples, of which it misses some. */
interface SettledTry extends Try {
  readonly missed: number;
}

/** How many samples are not explained when they are settled; where that comes to `most` just that. */
function countMissed({ shouldStop }: DecisionInput, one: Try, samples: readonly number[], most: number): number {
  const { blocks, mask } = one;
  let missed = 0;
  for (let from = 0; from < samples.length && missed < most; from += SETTLED_AT_ONCE) {
    const some = samples.slice(from, from + SETTLED_AT_ONCE);
    missed += settleBriefly(blocks, mask, some, shouldStop).length;
    if (from === 0 && missed === some.length) return samples.length;
  }
  return missed;
}

/** A try while it is judged by samples. */
interface SampledTry extends Try {
  cost: number;
  sampled: number;
}

function triesOf(input: DecisionInput, enlargements: readonly Enlargement[], some: readonly Resampler[]): SampledTry[] {
  const { model, classColours } = input;
  const triples = Array.from(classColours, (colour) => [colour >> 16, (colour >> 8) & 255, colour & 255] as const);
  const pixels = decodedPixels(model.image);
  return enlargements.flatMap((enlargement) =>
    some.map((resampler) => {
      const file: EnlargedFile = { model, triples, enlargement, resampler };
      const mask = new MaskGuess(file, pixels);
      return { blocks: new EnlargedBlocks(file, mask), mask, cost: 0, sampled: 0 };
    }),
  );
}

/** Judges tries by samples, the first of which they may have been judged by before; the likeliest first. */
function judge({ shouldStop }: DecisionInput, tries: readonly SampledTry[], samples: readonly number[]): SampledTry[] {
  for (const one of tries) {
    throwIfStopped(shouldStop);
    for (; one.sampled < samples.length; one.sampled++) one.cost += costOf(one, samples[one.sampled]);
  }
  return tries.toSorted((a, b) => a.cost - b.cost);
}

/** A few that are far off say no more than that they are; what is exact comes before what is near. */
function costOf({ blocks }: Try, mcu: number): number {
  return Math.log1p(blocks.costOfMcu(mcu)) + (blocks.reproduces(mcu) ? 0 : INEXACT);
}

function missedBy({ cost, sampled }: SampledTry): number {
  return cost / sampled;
}

/** The same size and kernel with sums that are cut elsewhere. */
function otherCuttings(input: DecisionInput, { blocks }: Try): SampledTry[] {
  const { enlargement, resampler } = blocks.file;
  const others = tried.filter((one) => one.kernel === resampler.kernel && one !== resampler);
  return triesOf(input, [enlargement], others);
}

/** Some of the MCUs, evenly from all over the picture, and so is every few of them that come first. */
function spread(mcus: readonly number[], count: number): number[] {
  const most = Math.min(count, mcus.length);
  const places = Array.from({ length: most }, (_, at) => (at * STRIDE) % most);
  return [...new Set([...places, ...places.keys()])].map((at) => mcus[Math.floor(((at + 0.5) * mcus.length) / most)]);
}
