import { rgbToYcbcr } from '../../src/shared/jpeg/ycbcr.ts';
import type { Rgb } from '../../src/shared/model/palette.ts';
import { drawTruth } from './drawn-truth.ts';
import type { TruthMask } from './truth-mask.ts';

/** Colours that nobody would guess: no channel is round. */
export const oddColours: readonly Rgb[] = [
  [17, 23, 39],
  [197, 61, 83],
  [73, 151, 211],
  [229, 203, 47],
];

/** A mask of four classes in such colours, or in others. */
export function drawOddMask(seed: number, colours = oddColours): TruthMask {
  return { ...drawTruth('cells', 'grey by 64', { width: 320, height: 256, seed }), colours };
}

/** What a JPEG keeps of colours, in an order of its own. */
export function storedColours(colours: readonly Rgb[]): string[] {
  return colours.map((rgb) => rgbToYcbcr(rgb).join()).toSorted();
}
