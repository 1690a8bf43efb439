import type { HistorySigns } from '../history/history-signs.ts';
import type { QualityEstimate } from '../jpeg/ijg-quality.ts';
import type { Verdict, VerdictKind } from '../model/verdict.ts';
import type { EnlargedFrom } from './raster/enlargement/undo-enlargement.ts';

/** Confidence 0..1. */
export function verdictOf(kind: VerdictKind, confidence: number): Verdict {
  return { kind, confidence: Math.round(confidence * 100) / 100 };
}

/** Below this quality even genuine masks are hard to solve. */
const COARSE_QUALITY = 60;
const GENUINE_SHARE = 0.3;
const GENUINE_COARSE_SHARE = 0.15;
/** Fewer edge blocks than this say little. */
const TELLING_BLOCKS = 12;
/**
 * Signs are shares of a few dozen blocks (see `HistorySigns`), measured on masks of 17 data sets. An earlier JPEG on the
 * same grid: at least 0.29 where there was one, else mostly below 0.15, at most 0.29. On another grid: median 0.8, and
 * below 0.25 in one of ten; else mostly below 0.2. A blur: above 0.12 in most that were resized linearly.
 */
const SAVED_BEFORE = 0.25;
const CLEARLY_SAVED_BEFORE = 0.45;
const BLURRED = 0.12;
/**
 * By how much one of all grids leads (see `WinningGrid`): where there was an earlier JPEG, and labels were nearly right,
 * mostly 3 and more; without one hardly ever more than 1.6.
 */
const CLEAR_LEAD = 1.9;
const SURE_LEAD = 3;
/** Distance from the labels beyond which it was not a JPEG that altered the mask. */
const FAR = 1.2;
/** Distance below which nothing need have altered it. */
const NEAR = 0.35;

export interface JpegCounts {
  readonly edgeBlocks: number;
  /** Share of edge blocks that clean labels reproduce, 0..1. */
  readonly certifiedShare: number;
  /** Gathered where hardly any are reproduced. */
  readonly signs: HistorySigns | undefined;
}

/** What happened to a JPEG, judged by how many of its blocks clean labels reproduce, by its luma and its tables. */
export function judgeJpeg(
  { edgeBlocks, certifiedShare, signs }: JpegCounts,
  tables: Pick<QualityEstimate, 'quality' | 'hasStandardTables'>,
): Verdict {
  const telling = Math.min(1, (edgeBlocks + 4) / TELLING_BLOCKS);
  const genuine = tables.quality < COARSE_QUALITY ? GENUINE_COARSE_SHARE : GENUINE_SHARE;
  if (signs !== undefined) return judgeAltered(signs, tables.hasStandardTables, telling);
  if (certifiedShare >= genuine) return verdictOf('jpeg-once', telling * Math.min(1, 0.5 + certifiedShare / 2));
  // A mask scattered pixel by pixel may be beyond the search, and yet have been saved once.
  return verdictOf('jpeg-once', 0.4 * telling);
}

/** The same of a file that labels do not reproduce; `telling`, 0..1: how much there is to judge by. */
export function judgeAltered(signs: HistorySigns, hasStandardTables: boolean, telling = 1): Verdict {
  const { twice, shifted, blurred, trellis, distance, grid } = signs;
  if (trellis > 0) {
    return { ...verdictOf('trellis-or-unknown-encoder', 0.95 * telling), detail: { kind: 'mozjpeg' } };
  }
  if (grid.lead >= CLEAR_LEAD)
    return verdictOf(grid.isOwn ? 'jpeg-twice' : 'shifted', (grid.lead >= SURE_LEAD ? 0.95 : 0.7) * telling);
  const before = Math.max(twice, shifted);
  const least = hasStandardTables ? SAVED_BEFORE : CLEARLY_SAVED_BEFORE;
  if (before >= least && before > blurred) {
    const confidence = (before >= CLEARLY_SAVED_BEFORE ? 0.95 : 0.7) * telling;
    return verdictOf(twice >= shifted ? 'jpeg-twice' : 'shifted', confidence);
  }
  if (!hasStandardTables) return verdictOf('trellis-or-unknown-encoder', 0.8 * telling);
  if (blurred >= BLURRED || distance >= FAR) return verdictOf('antialiased-or-resized', 0.8 * telling);
  // Classes a level apart leave nothing to search by, however the file was saved.
  if (distance < NEAR) return verdictOf('jpeg-once', 0.3 * telling);
  return verdictOf('trellis-or-unknown-encoder', 0.4 * telling);
}

/** Pixels of a raster that show no class: hardly any are strays, more are soft edges. */
const STRAY_SHARE = 0.0005;

/** What happened to a picture without coefficients, judged by the share of pixels that show no class exactly. */
export function judgeRaster(missingShare: number, isLossless: boolean): Verdict {
  if (missingShare === 0) return verdictOf('clean', isLossless ? 1 : 0.9);
  return verdictOf('antialiased-or-resized', missingShare > STRAY_SHARE ? 0.8 : 0.5);
}

/** The same of one that is proven to be a mask of this size, enlarged; `isJpeg`: and then saved as JPEG. */
export function judgeEnlarged({ width, height, by, open }: EnlargedFrom, isJpeg = false): Verdict {
  const detail = { kind: 'enlarged', by, width, height, isJpeg, openPixels: open } as const;
  return { ...verdictOf('antialiased-or-resized', open === 0 ? 1 : 0.95), detail };
}

/** The same of one that was dithered to so many colours. */
export function judgeDithered(colours: number): Verdict {
  return { ...verdictOf('antialiased-or-resized', 0.9), detail: { kind: 'dithered', colours } };
}
