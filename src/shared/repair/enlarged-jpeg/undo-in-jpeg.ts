import type { DecisionInput } from '../../decide/decide-labels.ts';
import { throwIfStopped } from '../../should-stop.ts';
import { enlargeLabels } from '../raster/enlargement/enlarge-labels.ts';
import { type Enlargement, findEnlargements } from '../raster/enlargement/find-enlargements.ts';
import { type Resampler, resamplers } from '../raster/enlargement/resamplers.ts';
import type { UndoneEnlargement } from '../raster/enlargement/undo-enlargement.ts';
import { EnlargedBlocks } from './enlarged-blocks.ts';
import type { EnlargedFile } from './enlarged-picture.ts';
import { readLuma } from './luma-reading.ts';
import { decodedPixels, MaskGuess } from './mask-guess.ts';
import { findOpenPixels } from './open-pixels.ts';
import { maskUnder } from './mask-under.ts';
import { settleAll, settleBriefly } from './settle-mask.ts';

/** Of larger pictures coefficients would take too much memory. */
const MOST_PIXELS = 2 ** 24;
/** Fewer edge MCUs prove nothing. */
const FEWEST_MCUS = 6;
/** Edge MCUs that a try goes by: a first one of its size, and one of its kernel. */
const FIRST_SAMPLES = 6;
const SAMPLES = 16;
/** Sizes that are tried by all kernels, and tries that are settled. */
const SIZES = 3;
const TRIES = 5;
/**
 * What labels may miss a sampled MCU of the likeliest size by at most, as the mean logarithm of what lies beyond the cells:
 * of enlarged masks 0 to 4.9, of what was made smaller, turned or blurred hardly ever less than 5.8.
 */
const MOST_MISSED = 5.5;
/** Share of the sampled edge MCUs, settled briefly, and of all, that a mask must explain. */
const SAMPLED_SHARE = 0.4;
const EXPLAINED_SHARE = 0.7;
/** What it costs a try, a sample, not to give the very coefficients. */
const INEXACT = 0.1;
/** Pillow keeps whole levels between its passes, also where weights are never negative. */
const tried: readonly Resampler[] = [resamplers[0], { ...resamplers[0], cutting: 'across' }, ...resamplers.slice(1)];
/** Sizes are told by these: a kernel without rings, and one with. */
const telling = [tried[0], tried[2]];

/** A mask whose enlargement was undone although it was saved as JPEG. */
export interface UndoneInJpeg extends UndoneEnlargement {
  /** 1 per edge MCU whose coefficients the mask, enlarged again, gives exactly; row-major. */
  readonly certified: Uint8Array;
}

interface Try {
  readonly blocks: EnlargedBlocks;
  readonly mask: MaskGuess;
  readonly cost: number;
}

/**
 * Undoes that a mask was enlarged softly before it was saved as JPEG. Proof that it was: enlarged again, its labels give
 * the file's coefficients, but for roundings of the picture in between. Undefined where no labels do. Throws `cancelled`
 * when the input's `shouldStop` turns true.
 */
export function undoInJpeg(input: DecisionInput): UndoneInJpeg | undefined {
  const { model, flatGroups, shouldStop } = input;
  const { image } = model;
  if (image.width * image.height > MOST_PIXELS || flatGroups.edgeCount < FEWEST_MCUS) return undefined;
  const luma = readLuma(model);
  const enlargements = findEnlargements(image, luma, luma.accuracy);
  if (enlargements.length === 0) return undefined;
  const edges = [...flatGroups.groups.keys()].filter((mcu) => flatGroups.groups[mcu] === 0);
  const best = bestTry(input, enlargements, edges);
  if (best === undefined) return undefined;
  const { blocks, mask } = best;
  const all = [...flatGroups.groups.keys()].filter((mcu) => {
    if (mcu % image.mcusWide === 0) throwIfStopped(shouldStop);
    return blocks.costOfMcu(mcu) > 0;
  });
  const missed = settleAll(blocks, mask, all, shouldStop);
  if (missed.length > (1 - EXPLAINED_SHARE) * edges.length) return undefined;
  return undone(input, best, { edges, missed });
}

function undone(
  { model, flatGroups, shouldStop }: DecisionInput,
  { blocks, mask }: Try,
  { edges, missed }: { readonly edges: readonly number[]; readonly missed: readonly number[] },
): UndoneInJpeg {
  const { enlargement, resampler } = blocks.file;
  const isOpen = findOpenPixels(blocks, mask, edges, shouldStop);
  const doubted = new Set<number>();
  for (const mcu of missed) {
    const { left, top, right, bottom } = maskUnder(blocks, mcu);
    for (let row = top; row < bottom; row++)
      for (let column = left; column < right; column++) doubted.add(row * mask.width + column);
  }
  const found = {
    enlargement,
    classCount: model.classCount,
    labelAt: (column: number, row: number) => mask.labelAt(column, row),
    isOpen: (column: number, row: number) => isOpen[row * mask.width + column] === 1,
  };
  const { open, ...labelled } = enlargeLabels(found, doubted, shouldStop);
  const { adverb } = resampler.kernel;
  const certified = Uint8Array.from(flatGroups.groups, (group, mcu) => (group === 0 && blocks.reproduces(mcu) ? 1 : 0));
  return {
    ...labelled,
    certified,
    enlarged: { width: mask.width, height: mask.height, adverb, open },
  };
}

/** The size and the kernel that explain sampled MCUs best, if there are any that explain most of them. */
function bestTry(
  input: DecisionInput,
  enlargements: readonly Enlargement[],
  edges: readonly number[],
): Try | undefined {
  const pixels = decodedPixels(input.model.image);
  const make = (enlargement: Enlargement, resampler: Resampler, samples: readonly number[]): Try => {
    throwIfStopped(input.shouldStop);
    const file: EnlargedFile = { model: input.model, triples: triplesOf(input), enlargement, resampler };
    const mask = new MaskGuess(file, pixels);
    const blocks = new EnlargedBlocks(file, mask);
    // A few that are far off say no more than that they are; what is exact comes before what is near.
    const cost = samples.reduce(
      (sum, mcu) => sum + Math.log1p(blocks.costOfMcu(mcu)) + (blocks.reproduces(mcu) ? 0 : INEXACT),
      0,
    );
    return { blocks, mask, cost };
  };
  const first = spread(edges, FIRST_SAMPLES);
  const sizes = enlargements
    .map((enlargement) => ({
      enlargement,
      cost: Math.min(...telling.map((one) => make(enlargement, one, first).cost)),
    }))
    .toSorted((a, b) => a.cost - b.cost)
    .slice(0, SIZES);
  if (sizes[0].cost > MOST_MISSED * first.length) return undefined;
  const samples = spread(edges, SAMPLES);
  const tries = sizes
    .flatMap(({ enlargement }) => tried.map((resampler) => make(enlargement, resampler, samples)))
    .toSorted((a, b) => a.cost - b.cost);
  let best: Try | undefined;
  let least = (1 - SAMPLED_SHARE) * samples.length;
  for (const one of tries.slice(0, TRIES)) {
    const missed = new Set(settleBriefly(one.blocks, one.mask, samples, input.shouldStop));
    const count = samples.filter((mcu) => missed.has(mcu)).length;
    if (count > least || (best !== undefined && count === least)) continue;
    [best, least] = [one, count];
    if (count === 0) break;
  }
  return best;
}

function triplesOf({ classColours }: DecisionInput): EnlargedFile['triples'] {
  return Array.from(classColours, (colour) => [colour >> 16, (colour >> 8) & 255, colour & 255] as const);
}

function spread(mcus: readonly number[], count: number): number[] {
  const most = Math.min(count, mcus.length);
  return Array.from({ length: most }, (_, at) => mcus[Math.floor(((at + 0.5) * mcus.length) / most)]);
}
