import { MaskmendError } from '../../errors.ts';
import type { Raster } from '../../mask/raster.ts';
import { runEnds } from '../../mask/run-ends.ts';
import type { Palette } from '../../model/palette.ts';
import type { Labels } from '../../forward/down-sampling.ts';
import type { RasterReading } from './raster-reading.ts';
import { contradictsIndices, rasterReadings, showsClassColours } from './raster-reading.ts';
import { type ShouldStop, throwIfStopped } from '../../should-stop.ts';

/** Pixels between two questions whether to stop. */
const STRIDE = 1 << 18;

/** Labels of the pixels that have the exact colour, or number, of a class. */
export interface ExactLabels {
  readonly reading: RasterReading;
  /** Positions in the palette; the number of classes where a pixel shows no class. */
  readonly labels: Labels;
  readonly missing: number;
}

/** Numbers are taken for classes only where so many pixels have one: in a picture of few colours some do by chance. */
const LEAST_INDEXED_SHARE = 0.5;

/** What the table shows is asked for only where so many pixels have no index of a class. */
const STRAY_SHARE = 0.001;

/** Whether a picture's numbers are those of classes by chance, or tell less than its colours. */
function isReadByChance(missingShare: number, raster: Raster, palette: Palette): boolean {
  if (missingShare > 1 - LEAST_INDEXED_SHARE) return true;
  return missingShare > STRAY_SHARE && (contradictsIndices(raster, palette) || showsClassColours(raster, palette));
}

/** Labels under the reading that leaves fewest pixels without a class. */
export function labelExact(raster: Raster, palette: Palette, shouldStop: ShouldStop): ExactLabels {
  let best: ExactLabels | undefined;
  const count = raster.width * raster.height;
  for (const reading of rasterReadings(raster, palette)) {
    const labelled = labelBy(reading, raster, { none: palette.classes.length, shouldStop });
    const isChance = reading.reading === 'index' && isReadByChance(labelled.missing / count, raster, palette);
    if (best === undefined || (labelled.missing < best.missing && !isChance)) best = labelled;
    if (best.missing === 0) break;
  }
  if (best === undefined) throw new MaskmendError('invalid-palette', 'the palette has no classes');
  return best;
}

/** Pixels that are labelled one by one: a call to fill them takes longer. */
const SHORT_RUN = 24;

function labelBy(
  reading: RasterReading,
  raster: Raster,
  options: { none: number; shouldStop: ShouldStop },
): ExactLabels {
  const count = raster.width * raster.height;
  const labels: Labels = options.none < 256 ? new Uint8Array(count) : new Uint16Array(count);
  const endOf = runEnds(raster);
  let missing = 0;
  for (let from = 0, asked = 0; from < count;) {
    if (from >= asked) {
      throwIfStopped(options.shouldStop);
      asked = from + STRIDE;
    }
    const to = endOf(from);
    const position = reading.exactClassAt(from);
    if (position < 0) missing += to - from;
    const label = position < 0 ? options.none : position;
    if (to - from > SHORT_RUN) labels.fill(label, from, to);
    else for (let pixel = from; pixel < to; pixel++) labels[pixel] = label;
    from = to;
  }
  return { reading, labels, missing };
}
