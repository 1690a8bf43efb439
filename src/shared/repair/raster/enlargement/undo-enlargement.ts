import { type ShouldStop, throwIfStopped } from '../../../should-stop.ts';
import type { Taps } from './axis.ts';
import { enlargeLabels, type EnlargedLabels } from './enlarge-labels.ts';
import { findEnlargements } from './find-enlargements.ts';
import { MaskBefore, type Picture } from './mask-before.ts';
import { type Kernel, resamplers } from './resamplers.ts';

/** Soft pixels that a try goes by. */
const SAMPLES = 256;
/** Of these, how many may not be explained: a few, and one of so many more. Of all, which share. */
const FEW_MISSED = 3;
const MORE_MISSED = 8;
const MISSED_SHARE = 0.1;
/** The same before the mask is refined; as long as it leaves so much less unexplained. */
const MISSED_FIRST = 0.25;
const GAIN = 0.9;
/** Fewer soft pixels prove nothing; where most are soft, the classes are others. */
const FEWEST_SOFT = 16;
const MOST_SOFT = 0.75;
/** Of larger pictures each try would take too much memory. */
const MOST_PIXELS = 2 ** 26;
/** More unexplained pixels than this are not followed up, whatever their share. */
const MOST_MISSED = 100_000;
/** Pixels between two questions whether to stop. */
const STRIDE = 1 << 18;
/** The likeliest enlargements are tried by all resamplers, others by the commonest. */
const LIKELY = 12;
const COMMON = 5;
/** Tries that are followed up. */
const TRIES = 3;
/** Rows between two questions whether to stop. */
const ROWS = 16;

/** A mask whose enlargement was undone, and made again as nearest neighbours do. */
export interface UndoneEnlargement extends Omit<EnlargedLabels, 'open'> {
  readonly enlarged: EnlargedFrom;
}

/** What a picture was enlarged from, and how. */
export interface EnlargedFrom {
  readonly width: number;
  readonly height: number;
  readonly by: Kernel['name'];
  /** Pixels that the mask does not give when it is enlarged again, or that may be of another class for all it tells. */
  readonly open: number;
}

/**
 * Undoes that a mask was enlarged softly, by any factor, as image libraries do. Proof that it was: the enlarged colours
 * of the labels that are found give the picture, but for roundings; where a few pixels differ, what they are made of is not
 * certain. Undefined where no labels do. `missing` is the number of pixels of no class's exact colour.
 * Throws `cancelled` when `shouldStop` turns true.
 */
export function undoEnlargement(
  picture: Picture,
  missing: number,
  shouldStop: ShouldStop,
): UndoneEnlargement | undefined {
  const count = picture.raster.width * picture.raster.height;
  if (count > MOST_PIXELS || missing < FEWEST_SOFT || missing > MOST_SOFT * count) return undefined;
  const samples = softPixels(picture, Math.ceil(missing / SAMPLES), shouldStop);
  const tries: { readonly mask: MaskBefore; readonly missed: number }[] = [];
  for (const [index, enlargement] of findEnlargements(picture.raster, picture.reading).entries()) {
    for (const resampler of resamplers.slice(0, index < LIKELY ? resamplers.length : COMMON)) {
      throwIfStopped(shouldStop);
      const mask = new MaskBefore(enlargement, resampler, picture);
      const missed = countMissed(mask, samples);
      if (missed !== undefined) tries.push({ mask, missed });
    }
    // The likelier ones come first.
    if (tries.some(({ missed }) => missed === 0)) break;
  }
  tries.sort((a, b) => a.missed - b.missed);
  let best: { readonly mask: MaskBefore; readonly missed: readonly number[] } | undefined;
  for (const { mask } of tries.slice(0, TRIES)) {
    const missed = refine(mask, missing, shouldStop);
    if (missed === undefined || missed.length >= (best?.missed.length ?? Infinity)) continue;
    best = { mask, missed };
    if (missed.length === 0) break;
  }
  if (best === undefined) return undefined;
  const { across, down } = best.mask.enlargement;
  const { name } = best.mask.resampler.kernel;
  const { open, ...labelled } = enlargeLabels(best.mask, doubtedPixels(best.mask, best.missed), shouldStop);
  return { ...labelled, enlarged: { width: across.before, height: down.before, by: name, open } };
}

/** Refines a mask until it gives the picture, or no more of it; answers the pixels that it does not give. */
function refine(mask: MaskBefore, missing: number, shouldStop: ShouldStop): readonly number[] | undefined {
  const most = Math.min(MISSED_FIRST * missing, MOST_MISSED);
  let missed = findMissed(mask, most, shouldStop);
  for (let before = Infinity; missed !== undefined && missed.length > 0 && missed.length < GAIN * before;) {
    before = missed.length;
    if (!mask.refine(doubtedPixels(mask, missed))) break;
    missed = findMissed(mask, most, shouldStop);
  }
  return missed === undefined ? undefined : findMissed(mask, Math.min(MISSED_SHARE * missing, most), shouldStop);
}

/** Every so manieth pixel that is of no class's exact colour. */
function softPixels({ raster, reading }: Picture, stride: number, shouldStop: ShouldStop): number[] {
  const found: number[] = [];
  const count = raster.width * raster.height;
  for (let pixel = 0, met = 0; pixel < count; pixel++) {
    if (pixel % STRIDE === 0) throwIfStopped(shouldStop);
    if (reading.exactClassAt(pixel) < 0 && met++ % stride === 0) found.push(pixel);
  }
  return found;
}

/** Undefined as soon as too many are. */
function countMissed(mask: MaskBefore, samples: readonly number[]): number | undefined {
  let missed = 0;
  for (const [asked, pixel] of samples.entries()) {
    if (mask.gives(pixel % mask.pitch, Math.floor(pixel / mask.pitch))) continue;
    if (++missed > FEW_MISSED + asked / MORE_MISSED) return undefined;
  }
  return missed;
}

/** The pixels of the picture that the mask does not give when it is enlarged again; undefined if more than `most` inside. */
function findMissed(mask: MaskBefore, most: number, shouldStop: ShouldStop): number[] | undefined {
  const { pitch, reading } = mask;
  const height = mask.enlargement.down.after;
  const missed: number[] = [];
  let inside = 0;
  for (let y = 0; y < height; y++) {
    if (y % ROWS === 0) throwIfStopped(shouldStop);
    const columns = plainColumns(mask, y);
    for (let x = 0; x < pitch; x++) {
      const plain = plainOf(columns, mask.tapsAcross(x));
      const isGiven = plain >= 0 && reading.exactClassAt(y * pitch + x) === plain;
      if (isGiven || mask.gives(x, y)) continue;
      missed.push(y * pitch + x);
      // Some libraries leave the outermost pixels empty.
      if (x > 0 && y > 0 && x < pitch - 1 && y < height - 1 && ++inside > most) return undefined;
    }
  }
  return missed;
}

/** The class of each column of the mask, among the rows that make up one of the picture; -1 where there are several. */
function plainColumns(mask: MaskBefore, y: number): Int32Array {
  const { first, weights } = mask.tapsDown(y);
  const columns = new Int32Array(mask.width);
  for (let column = 0; column < mask.width; column++) {
    const label = mask.labelAt(column, first);
    let isPlain = true;
    for (let row = first + 1; isPlain && row < first + weights.length; row++)
      isPlain = mask.labelAt(column, row) === label;
    columns[column] = isPlain ? label : -1;
  }
  return columns;
}

function plainOf(columns: Int32Array, { first, weights }: Taps): number {
  const label = columns[first];
  for (let at = first + 1; at < first + weights.length; at++) if (columns[at] !== label) return -1;
  return label;
}

/** The pixels of the mask that make up those of the picture that it does not give, and the ones beside them. */
function doubtedPixels(mask: MaskBefore, missed: readonly number[]): ReadonlySet<number> {
  const { width, pitch, enlargement } = mask;
  const found = new Set<number>();
  for (const pixel of missed) {
    const [columns, rows] = [mask.tapsAcross(pixel % pitch), mask.tapsDown(Math.floor(pixel / pitch))];
    const right = Math.min(width - 1, columns.first + columns.weights.length);
    const bottom = Math.min(enlargement.down.before - 1, rows.first + rows.weights.length);
    for (let row = Math.max(0, rows.first - 1); row <= bottom; row++)
      for (let column = Math.max(0, columns.first - 1); column <= right; column++) found.add(row * width + column);
  }
  return found;
}
