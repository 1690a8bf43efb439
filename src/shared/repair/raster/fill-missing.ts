import type { Raster } from '../../mask/raster.ts';
import type { Palette } from '../../model/palette.ts';
import { doubtChanceColours } from '../certainty/chance-colours.ts';
import { distanceToBlends, type Nearest, nearestOf, NOISE_LEVELS } from './class-distances.ts';
import { CERTAIN } from '../../decide/confidence-map.ts';
import type { ExactLabels } from './label-exact.ts';
import { NearbyClasses } from './nearby-classes.ts';
import type { RasterReading } from './raster-reading.ts';
import { isSoft, SoftEdges } from './soft-edges.ts';
import { addSolidSquares } from './solid-squares.ts';
import { type ShouldStop, throwIfStopped } from '../../should-stop.ts';

/** How far from a blend of two classes, in levels, a soft edge between them may lie. */
const BLEND_LEVELS = 16;
/** Pixels round one of no class whose certainty is taken back, and the likelihood, times 254, that they keep. */
const SHAKEN_REACH = 2;
const SHAKEN_LEVEL = Math.floor(254 * 0.98);
/** Pixels between two questions whether to stop. */
const STRIDE = 1 << 18;

interface Filling {
  readonly raster: Raster;
  readonly exact: ExactLabels;
  readonly palette: Palette;
  readonly confidence: Uint8Array;
  readonly isLossless: boolean;
  /** See `hasBlendedNumbers`. */
  readonly areNumbersBlended: boolean;
}

/**
 * Labels the pixels of no class from the exact ones; what is filled never serves as evidence for others. In a picture whose
 * boundaries are blends, pixels that have a class's colour by chance are filled too. Gives how many pixels do not have the
 * exact colour of their label.
 */
export function fillMissing(filling: Filling, shouldStop: ShouldStop): number {
  const { labels } = filling.exact;
  const none = filling.palette.classes.length;
  const { width, height } = filling.raster;
  const { areNumbersBlended } = filling;
  const isOfEdges = filling.isLossless && (areNumbersBlended || isSoft(filling.raster, filling.exact, shouldStop));
  doubtChanceColours({
    ...filling,
    width,
    height,
    labels,
    classTriples: filling.exact.reading.classTriples,
    isOfEdges,
  });
  const edges = isOfEdges
    ? new SoftEdges(filling.raster, { ...filling.exact, areNumbersBlended }, shouldStop)
    : undefined;
  edges?.releaseBlends(shouldStop);
  const known = labels.slice();
  addSolidSquares(filling.raster, { exact: filling.exact, known }, shouldStop);
  const finder = new NearbyClasses(known, filling.raster, none);
  const nearest = new NearestByValue(filling.exact.reading);
  let changed = 0;
  for (let pixel = 0; pixel < labels.length; pixel++) {
    if (pixel % STRIDE === 0) throwIfStopped(shouldStop);
    if (labels[pixel] !== none) continue;
    const { position, least, second } = chooseNearest(nearest, pixel, { finder, edges });
    const likelihood = second === Infinity ? 0.5 : 0.5 + (0.5 * (second - least)) / Math.max(second + least, 1e-9);
    labels[pixel] = position;
    if (position !== filling.exact.reading.exactClassAt(pixel)) changed++;
    filling.confidence[pixel] = Math.min(CERTAIN - 1, Math.floor(254 * likelihood));
    shakeNeighbours(filling, pixel);
  }
  return changed;
}

/** Exact pixels beside one of no class may have come about by the same blending or noise: they are not certain. */
function shakeNeighbours({ raster: { width, height }, confidence }: Filling, pixel: number): void {
  const x = pixel % width;
  const y = (pixel - x) / width;
  for (let row = Math.max(y - SHAKEN_REACH, 0); row <= Math.min(y + SHAKEN_REACH, height - 1); row++) {
    for (let column = Math.max(x - SHAKEN_REACH, 0); column <= Math.min(x + SHAKEN_REACH, width - 1); column++) {
      const at = row * width + column;
      if (confidence[at] === CERTAIN) confidence[at] = SHAKEN_LEVEL;
    }
  }
}

/** The nearest of all classes to the pixels' stored values, each looked for once. */
class NearestByValue {
  readonly reading: RasterReading;
  /** What the pixel that was read last stores. */
  readonly triple = [0, 0, 0];
  private readonly found = new Map<number, Nearest>();

  constructor(reading: RasterReading) {
    this.reading = reading;
  }

  /** Reads the pixel too. */
  of(pixel: number): Nearest {
    const { reading, triple, found } = this;
    reading.tripleAt(pixel, triple);
    const value = reading.valueAt(pixel);
    let nearest = found.get(value);
    if (nearest === undefined) {
      nearest = nearestOf(triple, reading.classTriples, reading.classTriples.keys());
      found.set(value, nearest);
    }
    return nearest;
  }
}

/** The class for a pixel that shows none. */
function chooseNearest(
  nearest: NearestByValue,
  pixel: number,
  { finder, edges }: { readonly finder: NearbyClasses; readonly edges: SoftEdges | undefined },
): Nearest {
  const ofAll = nearest.of(pixel);
  const { triple } = nearest;
  const { classTriples } = nearest.reading;
  const isNoise = ofAll.least <= NOISE_LEVELS;
  const met = edges?.nearestMet(pixel, triple, isNoise);
  if (met !== undefined) return met;
  const near = isNoise ? undefined : finder.find(pixel);
  const isBlend =
    near !== undefined &&
    !near.includes(ofAll.position) &&
    distanceToBlends(triple, classTriples, near) <= BLEND_LEVELS;
  return isBlend ? nearestOf(triple, classTriples, near) : ofAll;
}
