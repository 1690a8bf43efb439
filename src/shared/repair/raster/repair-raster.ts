import type { Raster } from '../../mask/raster.ts';
import type { Palette } from '../../model/palette.ts';
import { CERTAIN } from '../../decide/confidence-map.ts';
import type { Labels } from '../../forward/down-sampling.ts';
import { fillMissing } from './fill-missing.ts';
import { type ExactLabels, labelExact } from './label-exact.ts';
import { type ShouldStop, throwIfStopped } from '../../should-stop.ts';
import type { Reading } from '../../forward/palette-codes.ts';
import { type EnlargedFrom, undoEnlargement } from './enlargement/undo-enlargement.ts';
import { settleCells } from '../lossy/settle-cells.ts';

/** Pixels between two questions whether to stop. */
const STRIDE = 1 << 18;

export interface RasterRepair {
  /** How the classes stand in the picture. */
  readonly reading: Reading;
  /** Positions in the palette. */
  readonly labels: Labels;
  readonly confidence: Uint8Array;
  readonly coloursBefore: number;
  readonly changedPixels: number;
  /** What it was enlarged from, where that was undone and is proven. */
  readonly enlarged?: EnlargedFrom | undefined;
}

/**
 * Labels a picture without coefficients. Where a lossless one is a mask that was enlarged, its labels are those of that
 * mask. Else a pixel of a class's exact colour is that class, and so are squares of 2 x 2 pixels that are all nearest to
 * one class and near it, as lossy files have them. Any other pixel takes the nearest colour of all, unless it is a blend
 * of classes that occur like this near it: then the nearest of those, so that no boundary grows a ghost class; where
 * boundaries are blends throughout, not even one of a class's exact colour. Those of a lossy file are settled by cells in
 * the end.
 * Throws `cancelled` when `shouldStop` turns true.
 */
export function repairRaster(
  input: { raster: Raster; isLossless: boolean },
  palette: Palette,
  shouldStop: ShouldStop,
): RasterRepair {
  const { raster, isLossless } = input;
  const exact = labelExact(raster, palette, shouldStop);
  const confidence = new Uint8Array(raster.width * raster.height).fill(isLossless ? CERTAIN : CERTAIN - 1);
  const coloursBefore = exact.reading.countMet();
  const undone =
    isLossless && exact.missing > 0
      ? undoEnlargement({ raster, reading: exact.reading }, exact.missing, shouldStop)
      : undefined;
  if (undone !== undefined) {
    const changedPixels = countForeign({ ...exact, labels: undone.labels }, shouldStop);
    return { ...undone, reading: exact.reading.reading, coloursBefore, changedPixels };
  }
  const filled = exact.missing > 0 ? fillMissing({ raster, exact, palette, confidence, isLossless }, shouldStop) : 0;
  const isSettled = !isLossless && exact.missing > 0;
  if (isSettled) settleCells({ raster, ...exact, confidence }, shouldStop);
  const changedPixels = isSettled ? countForeign(exact, shouldStop) : filled;
  return { reading: exact.reading.reading, labels: exact.labels, confidence, coloursBefore, changedPixels };
}

/** How many pixels do not have the exact colour of their label. */
function countForeign({ labels, reading }: ExactLabels, shouldStop: ShouldStop): number {
  let count = 0;
  for (let pixel = 0; pixel < labels.length; pixel++) {
    if (pixel % STRIDE === 0) throwIfStopped(shouldStop);
    if (reading.exactClassAt(pixel) !== labels[pixel]) count++;
  }
  return count;
}
