import type { Raster } from '../../mask/raster.ts';
import type { Palette } from '../../model/palette.ts';
import { CERTAIN } from '../../decide/confidence-map.ts';
import type { Labels } from '../../forward/down-sampling.ts';
import { fillMissing } from './fill-missing.ts';
import { type ExactLabels, labelExact } from './label-exact.ts';
import type { ShouldStop } from '../../should-stop.ts';
import type { Reading } from '../../forward/palette-codes.ts';
import { smoothLabels } from './smooth-labels.ts';

export interface RasterRepair {
  /** How the classes stand in the picture. */
  readonly reading: Reading;
  /** Positions in the palette. */
  readonly labels: Labels;
  readonly confidence: Uint8Array;
  readonly coloursBefore: number;
  readonly changedPixels: number;
}

/**
 * Labels a picture without coefficients. A pixel of a class's exact colour is that class, and so are squares of 2 x 2
 * pixels that are all nearest to one class and near it, as lossy files have them. Any other pixel takes the nearest
 * colour of all, unless it is a blend of classes that occur like this near it: then the nearest of those, so that no
 * boundary grows a ghost class. The labels of a lossy file are smoothed in the end. Throws `cancelled` when `shouldStop` turns true.
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
  if (exact.missing > 0) fillMissing({ raster, exact, palette, confidence }, shouldStop);
  if (!isLossless && exact.missing > 0) smoothLossy(raster, exact, confidence);
  const { reading } = exact.reading;
  return { reading, labels: exact.labels, confidence, coloursBefore, changedPixels: exact.missing };
}

/** The likelihood, times 254, of a pixel whose neighbours outvoted its own colour. */
const OUTVOTED_LEVEL = Math.floor(254 * 0.6);

function smoothLossy({ width, height }: Raster, { labels, reading }: ExactLabels, confidence: Uint8Array): void {
  smoothLabels({ width, height, labels, reading }, (pixel) => {
    confidence[pixel] = Math.min(confidence[pixel], OUTVOTED_LEVEL);
  });
}
