import type { Labels } from '../forward/down-sampling.ts';
import type { ForwardModel } from '../forward/forward-model.ts';
import { LumaField } from '../history/luma-field.ts';
import { LumaSaving } from '../history/luma-saving.ts';
import { BlockMiss, findOpenBlocks, type OpenBlock } from '../history/open-blocks.ts';
import type { ChromaRatio, JpegFrame } from '../recovery/jpeg-frame.ts';
import { type ShouldStop, throwIfStopped } from '../should-stop.ts';
import { SecondSaving } from './second-saving.ts';

/** The first of two savings as JPEG on the same grid. */
export interface FirstSaving {
  readonly frame: JpegFrame;
  /** The share, 0..1, of blocks of luma that labels saved once do not reproduce, but saved twice do. */
  readonly share: number;
  /** Whether it is sure that there was an earlier saving; and that it was this one. */
  readonly isPlain: boolean;
  readonly isSure: boolean;
}

/** Larger pictures would take too much memory: 9 bytes a pixel. */
const MOST_PIXELS = 16_000_000;
const LOWEST_QUALITY = 30;
const HIGHEST_QUALITY = 98;
/** Blocks by which luma ranks the qualities; of more those that labels miss by little. */
const RANKED_BLOCKS = 36;
const NEAREST_FROM = 1 / 16;
const NEAREST_TO = 9 / 16;
const LEAST_EXPLAINED = 0.02;
const MOST_WORSENED = 2;
/** Qualities that are tried with all that two savings do, on half of these. */
const TRIED_QUALITIES = 16;
/** The first that reproduces so many is taken without a look at the others. */
const SURE_SHARE = 0.5;
/** Fewer blocks may come right by chance. */
const LEAST_BLOCKS = 8;
/** Nor what is explained better than so, as the mean logarithm of what is left of the distance. */
const LEAST_MEAN = -0.6;
const PLAIN_MEAN = -0.9;

/**
 * Finds the first saving of a file whose mask was saved twice, by what labels that are nearly right become when they are
 * saved, decoded and saved again: undefined where that reproduces hardly anything that one saving does not. Throws
 * `cancelled` when `shouldStop` turns true.
 */
export function findFirstSaving(model: ForwardModel, labels: Labels, shouldStop: ShouldStop): FirstSaving | undefined {
  const ratio = ratioOf(model);
  if (ratio === undefined || model.image.width * model.image.height > MOST_PIXELS) return undefined;
  const open = findOpenBlocks(model, labels, 2 * RANKED_BLOCKS);
  const nearest = open.length < RANKED_BLOCKS ? open : open.slice(open.length * NEAREST_FROM, open.length * NEAREST_TO);
  const tried = nearest.filter((_, at) => at % 2 === 0 || nearest.length < RANKED_BLOCKS / 2);
  if (tried.length < LEAST_BLOCKS) return undefined;
  const frames = rankQualities(model, labels, nearest).map((quality): JpegFrame => ({
    quality,
    ratio,
    isSmooth: true,
  }));
  const others = ratio.x * ratio.y > 1 ? frames.slice(0, 2).map((frame) => ({ ...frame, isSmooth: false })) : [];
  let best: Explained | undefined;
  // All save the same MCUs, in the memory of the first.
  let saving: SecondSaving | undefined;
  for (const frame of [...frames, ...others]) {
    throwIfStopped(shouldStop);
    saving = new SecondSaving(model, frame, saving);
    const found = { frame, ...explain(model, labels, { saving, blocks: tried }) };
    if (found.mean < (best?.mean ?? 0)) best = found;
    if (found.share >= SURE_SHARE) break;
  }
  return best !== undefined && best.mean < LEAST_MEAN
    ? { ...best, isPlain: best.mean < PLAIN_MEAN, isSure: best.share >= SURE_SHARE }
    : undefined;
}

/** Pixels to a sample of chroma, where all is as JPEGs mostly have it. */
function ratioOf({ image, components }: ForwardModel): ChromaRatio | undefined {
  if (image.colourModel === 'grey') return { x: 1, y: 1 };
  if (image.colourModel !== 'ycbcr' || components.length !== 3) return undefined;
  const [{ component }, blue, red] = components;
  const isUsual = (part: typeof blue) =>
    part.component.horizontalSampling === 1 && part.component.verticalSampling === 1;
  if (!isUsual(blue) || !isUsual(red)) return undefined;
  const { horizontalSampling: x, verticalSampling: y } = component;
  return (x === 1 || x === 2) && (y === 1 || y === 2) ? { x, y } : undefined;
}

function mcuAt({ image, mcuWidth, mcuHeight }: ForwardModel, left: number, top: number): number {
  return Math.floor(top / mcuHeight) * image.mcusWide + Math.floor(left / mcuWidth);
}

/** The likeliest qualities of the first saving, by what it alone leaves of the distance between labels and luma. */
function rankQualities(model: ForwardModel, labels: Labels, blocks: readonly OpenBlock[]): number[] {
  const saving = new LumaSaving(new LumaField(model, labels), model.image.width);
  const miss = new BlockMiss(model);
  const samples = new Float64Array(64);
  const qualities = Array.from({ length: HIGHEST_QUALITY - LOWEST_QUALITY + 1 }, (_, at) => LOWEST_QUALITY + at);
  const left = qualities.map((quality) => {
    let sum = 0;
    for (const block of blocks) {
      saving.save({ quality, offset: { x: 0, y: 0 } }, block, samples);
      sum += logOfShare(miss.of(samples, block.block) / block.miss);
    }
    return { quality, sum };
  });
  return left
    .toSorted((a, b) => a.sum - b.sum)
    .slice(0, TRIED_QUALITIES)
    .map(({ quality }) => quality);
}

interface Explained extends Pick<FirstSaving, 'frame' | 'share'> {
  /** What two savings leave of the distances between labels and file, as the mean logarithm of its share. */
  readonly mean: number;
}

function explain(
  model: ForwardModel,
  labels: Labels,
  { saving, blocks }: { readonly saving: SecondSaving; readonly blocks: readonly OpenBlock[] },
): Omit<Explained, 'frame'> {
  saving.save(labels, [...new Set(blocks.map(({ left, top }) => mcuAt(model, left, top)))]);
  const misses = blocks.map(({ left, top }) => saving.lumaMiss({ column: left >> 3, row: top >> 3 }));
  const logs = misses.map((miss, at) => logOfShare(miss / blocks[at].miss));
  return {
    share: misses.filter((miss) => miss === 0).length / blocks.length,
    mean: logs.reduce((sum, log) => sum + log, 0) / blocks.length,
  };
}

function logOfShare(share: number): number {
  return Math.log(Math.min(MOST_WORSENED, Math.max(LEAST_EXPLAINED, share)));
}
