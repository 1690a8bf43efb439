import { channelCounts, type Raster } from '../../mask/raster.ts';
import type { Palette } from '../../model/palette.ts';
import type { ShouldStop } from '../../should-stop.ts';
import { rasterReadings } from '../raster/raster-reading.ts';
import { CellReader } from './cell-reader.ts';
import { isChromaShared } from './chroma-sampling.ts';

/** Whether a picture without loss shows that a lossy codec had it before; greys do not. */
export function wasLossy(raster: Raster, palette: Palette, shouldStop: ShouldStop): boolean {
  if (channelCounts[raster.channels] < 3) return false;
  const [reading] = rasterReadings(raster, palette);
  return isChromaShared(new CellReader(raster, reading), shouldStop);
}
