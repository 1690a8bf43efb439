import type { DecisionInput } from '../../decide/decide-labels.ts';
import { throwIfStopped } from '../../should-stop.ts';
import { type Enlargement, rivalsOf } from '../raster/enlargement/find-enlargements.ts';
import { type Resampler, resamplers } from '../raster/enlargement/resamplers.ts';
import { EnlargedBlocks } from './enlarged-blocks.ts';
import type { EnlargedFile } from './enlarged-picture.ts';
import { type EdgeSample, sampleEdges } from './edge-samples.ts';
import { decodedPixels, MaskGuess } from './mask-guess.ts';
import { settleBriefly } from './settle-mask.ts';

/** Edge MCUs that all sizes are judged by, then half of them, then the likelier ones with all kernels, and what is left. */
const FIRST_SAMPLES = 1;
const SECOND_SAMPLES = 2;
const MORE_SAMPLES = 6;
const SAMPLES = 16;
/** Tries that are judged by a second sample, by more, and by all; and sizes that are tried by all kernels. */
const POSSIBLE = 24;
const LIKELY = 8;
const TRIES = 5;
const SIZES = 3;
/**
 * What labels may miss a sample of the likeliest size by at most, as the mean logarithm of what lies beyond the cells of its
 * luma: by two samples, by more, and once all kernels are tried. Of enlarged masks 0 to 5.3, 0 to 4 and 0 to 2.1; of others
 * mostly above 5.8, 5 and 3.5.
 */
const MOST_MISSED_AT_FIRST = 6;
const MOST_MISSED = 4.6;
const MOST_MISSED_BY_KERNEL = 3;
/** Share of the sampled edge MCUs, settled briefly, that a mask must explain, and how many of them are settled at a time. */
const SAMPLED_SHARE = 0.6;
const SETTLED_AT_ONCE = 4;
/** How many more of the samples sizes and placements near a mask's must miss, as their share; by how much more at least. */
const LEAD = 0.15;
const LEAST_LEAD = 0.05;
/** What it costs a try, a sample, not to give the very coefficients. */
const INEXACT = 1e-3;
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
  const source = sourceOf(input);
  const samples = sampleEdges(input.model, edges, SAMPLES);
  const judgeBy = (count: number, tries: readonly SampledTry[]) => judge(source, tries, samples.slice(0, count));
  const asked = judgeBy(FIRST_SAMPLES, triesOf(source, enlargements, telling));
  const possible = judgeBy(SECOND_SAMPLES, asked.slice(0, POSSIBLE));
  if (possible[0].missed > MOST_MISSED_AT_FIRST) return undefined;
  const likely = judgeBy(MORE_SAMPLES, possible.slice(0, LIKELY));
  if (likely[0].missed > MOST_MISSED || isUntold(source, likely[0], samples.slice(0, MORE_SAMPLES))) return undefined;
  const sizes = [...new Set(likely.map(({ blocks }) => blocks.file.enlargement))].slice(0, SIZES);
  const others = judgeBy(SECOND_SAMPLES, triesOf(source, sizes, kernels.slice(telling.length)));
  const byKernel = judgeBy(MORE_SAMPLES, [...likely, ...others.slice(0, LIKELY)]).slice(0, TRIES);
  if (byKernel[0].missed > MOST_MISSED_BY_KERNEL) return undefined;
  const all = judgeBy(
    SAMPLES,
    byKernel.flatMap((one) => [one, ...otherCuttings(source, one)]),
  );
  if (countRivals(source, all[0], samples).near > 0) return undefined;
  const best = settled(source, all.slice(0, TRIES), samples);
  return best === undefined || hasRivals(source, best, samples) ? undefined : best;
}

/** What all tries of a file share. */
interface TrySource {
  readonly input: DecisionInput;
  readonly triples: EnlargedFile['triples'];
  readonly pixels: ReturnType<typeof decodedPixels>;
}

function sourceOf(input: DecisionInput): TrySource {
  const { model, classColours } = input;
  const triples = Array.from(classColours, (colour) => [colour >> 16, (colour >> 8) & 255, colour & 255] as const);
  return { input, triples, pixels: decodedPixels(model.image) };
}

/** Whether edges are so faint that most sizes and placements near the likeliest would do as well. */
function isUntold(source: TrySource, likeliest: SampledTry, samples: readonly EdgeSample[]): boolean {
  const { near, count } = countRivals(source, likeliest, samples);
  return near > count / 2;
}

/** How many sizes and placements near a try's there are, and how many of them the samples explain as well as its own. */
function countRivals(
  source: TrySource,
  { blocks, missed }: SampledTry,
  samples: readonly EdgeSample[],
): { readonly near: number; readonly count: number } {
  const { enlargement, resampler } = blocks.file;
  const rivals = judge(source, triesOf(source, rivalsOf(enlargement), [resampler]), samples);
  return { near: rivals.filter((rival) => rival.missed <= missed + LEAST_LEAD).length, count: rivals.length };
}

/** The try that explains most of the samples once they are settled; the first of those that explain all. */
function settled(source: TrySource, tries: readonly Try[], samples: readonly EdgeSample[]): SettledTry | undefined {
  let best: SettledTry | undefined;
  for (const one of tries) {
    const least = best?.missed ?? Math.floor((1 - SAMPLED_SHARE) * samples.length) + 1;
    const missed = countMissed(source, one, samples, least);
    if (missed < least) best = { ...one, missed };
    if (missed === 0) break;
  }
  return best;
}

/** Whether a size or a placement near a try's explains the samples nearly as well, so that none of them is proven. */
function hasRivals(source: TrySource, { blocks, missed }: SettledTry, samples: readonly EdgeSample[]): boolean {
  const least = missed + Math.ceil(LEAD * samples.length);
  const rivals = triesOf(source, rivalsOf(blocks.file.enlargement), [blocks.file.resampler]);
  return rivals.some((rival) => countMissed(source, rival, samples, least) < least);
}

/** A try whose labels were settled under samples, of which it misses some. */
interface SettledTry extends Try {
  readonly missed: number;
}

/** How many samples are not explained when they are settled; where that comes to `most` just that. */
function countMissed(
  { input: { shouldStop } }: TrySource,
  one: Try,
  samples: readonly EdgeSample[],
  most: number,
): number {
  const { blocks, mask } = one;
  let missed = 0;
  for (let from = 0; from < samples.length && missed < most; from += SETTLED_AT_ONCE) {
    const some = samples.slice(from, from + SETTLED_AT_ONCE).map(({ mcu }) => mcu);
    missed += settleBriefly(blocks, mask, some, shouldStop).length;
    if (from === 0 && missed === some.length) return samples.length;
  }
  return missed;
}

/** A try while it is judged by samples. */
interface SampledTry extends Try {
  sampled: number;
  /** The mean over the samples. */
  missed: number;
}

function triesOf(source: TrySource, enlargements: readonly Enlargement[], some: readonly Resampler[]): SampledTry[] {
  const { input, triples, pixels } = source;
  const { model } = input;
  return enlargements.flatMap((enlargement) =>
    some.map((resampler) => {
      const file: EnlargedFile = { model, triples, enlargement, resampler };
      const mask = new MaskGuess(file, pixels);
      return { blocks: new EnlargedBlocks(file, mask), mask, sampled: 0, missed: 0 };
    }),
  );
}

/** Judges tries by samples, the first of which they may have been judged by before; the likeliest first. */
function judge(
  { input: { shouldStop } }: TrySource,
  tries: readonly SampledTry[],
  samples: readonly EdgeSample[],
): SampledTry[] {
  for (const one of tries) {
    throwIfStopped(shouldStop);
    for (; one.sampled < samples.length; one.sampled++)
      one.missed += (costOf(one, samples[one.sampled]) - one.missed) / (one.sampled + 1);
  }
  return tries.toSorted((a, b) => a.missed - b.missed);
}

/** A few that are far off say no more than that they are; of tries that explain as much the exacter comes first. */
function costOf({ blocks }: Try, { mcu, column, row }: EdgeSample): number {
  const [luma] = blocks.file.model.components;
  if (luma.ratioX * luma.ratioY !== 1) return Math.log1p(blocks.costOfMcu(mcu));
  const { cost, isExact } = blocks.judgeLuma(column, row);
  return Math.log1p(cost) + (isExact ? 0 : INEXACT);
}

/** The same size and kernel with sums that are cut elsewhere. */
function otherCuttings(source: TrySource, { blocks }: Try): SampledTry[] {
  const { enlargement, resampler } = blocks.file;
  const others = tried.filter((one) => one.kernel === resampler.kernel && one !== resampler);
  return triesOf(source, [enlargement], others);
}
