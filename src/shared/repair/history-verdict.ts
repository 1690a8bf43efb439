import type { Verdict, VerdictKind } from '../model/verdict.ts';

const TEXTS = {
  clean: 'clean: every pixel is exactly a class',
  'jpeg-once': 'single JPEG of a clean mask',
  'jpeg-twice': 'saved as JPEG more than once',
  shifted: 'shifted or cropped after JPEG',
  'antialiased-or-resized': 'anti-aliased or resized before saving',
  'trellis-or-unknown-encoder': 'saved by an encoder that does not round as libjpeg does',
  'not-a-mask': 'not a mask: it has no flat areas of few colours',
  unreadable: 'unreadable',
} as const satisfies Record<VerdictKind, string>;

/** A verdict with its words; confidence 0..1. */
export function verdictOf(kind: VerdictKind, confidence: number): Verdict {
  return { kind, text: TEXTS[kind], confidence: Math.round(confidence * 100) / 100 };
}

/** A genuine file has at least this share of its edge blocks certified, even by a search that gives up early. */
const GENUINE_SHARE = 0.3;
/** Files that were altered have hardly any. */
const ALTERED_SHARE = 0.1;
/** Fewer edge blocks than this say little. */
const TELLING_BLOCKS = 12;

export interface BlockCounts {
  readonly edgeBlocks: number;
  readonly certifiedBlocks: number;
  /** Blocks of one colour that no class has. */
  readonly unclaimedBlocks: number;
  readonly blocks: number;
}

/**
 * What happened to a JPEG, judged by how many of its blocks clean labels reproduce. A mask saved once reproduces most
 * edge blocks and all flat ones; saved twice on one grid, flat blocks keep their colours and edge blocks are lost;
 * shifted or resized, both are.
 */
export function judgeJpeg(counts: BlockCounts): Verdict {
  const { edgeBlocks, certifiedBlocks, unclaimedBlocks, blocks } = counts;
  const telling = Math.min(1, (edgeBlocks + 4) / TELLING_BLOCKS);
  const share = edgeBlocks === 0 ? 1 : certifiedBlocks / edgeBlocks;
  if (share >= GENUINE_SHARE) return verdictOf('jpeg-once', telling * Math.min(1, 0.5 + share / 2));
  const flatBlocks = blocks - edgeBlocks;
  const unclaimedShare = flatBlocks === 0 ? 0 : unclaimedBlocks / flatBlocks;
  if (unclaimedShare > 0.02) return verdictOf('shifted', 0.4 * telling);
  if (share < ALTERED_SHARE) return verdictOf('antialiased-or-resized', 0.5 * telling);
  return verdictOf('trellis-or-unknown-encoder', 0.4 * telling);
}

/** Pixels of a raster that show no class: hardly any are strays, more are soft edges. */
const STRAY_SHARE = 0.0005;

/** What happened to a picture without coefficients, judged by the share of pixels that show no class exactly. */
export function judgeRaster(missingShare: number, isLossless: boolean): Verdict {
  if (missingShare === 0) return verdictOf('clean', isLossless ? 1 : 0.9);
  return verdictOf('antialiased-or-resized', missingShare > STRAY_SHARE ? 0.8 : 0.5);
}
