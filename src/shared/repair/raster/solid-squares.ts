import type { Raster } from '../../mask/raster.ts';
import type { Labels } from '../../forward/down-sampling.ts';
import { channelDistance } from '../../palette/channel-distance.ts';
import type { ExactLabels } from './label-exact.ts';
import { type ShouldStop, throwIfStopped } from '../../should-stop.ts';
import type { RasterReading } from './raster-reading.ts';

/** How far from a class, in levels of the channel that differs most, the pixels of a solid square may lie to show it. */
const SOLID_LEVELS = 24;
/** Pixels, and rows, between two questions whether to stop. */
const STRIDE = 1 << 18;
const ROWS = 64;

/** Enters the pixels without a class that lie in a 2 x 2 square, each nearest to one class and near it, in `known`. */
export function addSolidSquares(
  { width, height }: Raster,
  { exact, known }: { readonly exact: ExactLabels; readonly known: Labels },
  shouldStop: ShouldStop,
): void {
  const none = exact.reading.classTriples.length;
  const near = nearLabels(exact, shouldStop);
  for (let y = 0; y + 1 < height; y++) {
    if (y % ROWS === 0) throwIfStopped(shouldStop);
    for (let at = y * width; at < y * width + width - 1; at++) {
      const position = near[at];
      if (position === none) continue;
      if (near[at + 1] !== position || near[at + width] !== position || near[at + width + 1] !== position) continue;
      known[at] = known[at + 1] = known[at + width] = known[at + width + 1] = position;
    }
  }
}

/** For every pixel the nearest class if it is near enough, else the number of classes. */
function nearLabels(exact: ExactLabels, shouldStop: ShouldStop): Labels {
  const none = exact.reading.classTriples.length;
  const near = exact.labels.slice();
  const byValue = new Map<number, number>();
  for (let pixel = 0; pixel < near.length; pixel++) {
    if (pixel % STRIDE === 0) throwIfStopped(shouldStop);
    if (near[pixel] !== none) continue;
    const value = exact.reading.valueAt(pixel);
    const position = byValue.get(value) ?? nearClass(exact.reading, pixel);
    byValue.set(value, position);
    near[pixel] = position;
  }
  return near;
}

function nearClass(reading: RasterReading, pixel: number): number {
  const { classTriples } = reading;
  const triple = [0, 0, 0];
  reading.tripleAt(pixel, triple);
  let best = 0;
  let least = Infinity;
  for (let position = 0; position < classTriples.length; position++) {
    const distance = channelDistance(triple, classTriples[position]);
    if (distance < least) [least, best] = [distance, position];
  }
  return least <= SOLID_LEVELS ? best : classTriples.length;
}
