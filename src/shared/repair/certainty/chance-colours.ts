import type { Labels } from '../../forward/down-sampling.ts';
import type { RasterReading } from '../raster/raster-reading.ts';

/** Classes that may have blended lie within so many pixels. */
const REACH = 2;
/** A blend lies between its classes channel by channel, whatever the light it was made in; sharpening goes beyond them by this share. */
const OVERSHOOT = 0.15;
const ROUNDING_LEVELS = 2;
/** Pixels of one class on a side that no soft edge fills. */
const SOLID_SIDE = 3;
/** Likelihood, times 254, of a pixel whose colour may be a class's by chance. */
const CHANCE_LEVEL = Math.floor(254 * 0.6);

interface LabelledRaster {
  readonly width: number;
  readonly height: number;
  /** Of exact pixels; the number of classes where a pixel shows none. */
  readonly labels: Labels;
  readonly confidence: Uint8Array;
  readonly classTriples: RasterReading['classTriples'];
}

/**
 * Takes back the certainty of pixels whose colour is a class's by chance, in a picture that was resized or drawn with soft
 * edges: those outside of solid areas that the classes round them may have blended to.
 */
export function doubtChanceColours(picture: LabelledRaster): void {
  const { width, height, labels, confidence, classTriples } = picture;
  const others: number[] = [];
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      if (labels[at] === classTriples.length || isAmongLike(picture, x, y)) continue;
      collectOthers(picture, { x, y }, others);
      if (others.length > 1 && mayBeBlend(classTriples, labels[at], others)) confidence[at] = CHANCE_LEVEL;
    }
  }
}

/** Whether a pixel lies in a solid square of its class. */
function isAmongLike({ width, height, labels }: LabelledRaster, x: number, y: number): boolean {
  const own = labels[y * width + x];
  for (let top = Math.max(0, y - SOLID_SIDE + 1); top <= Math.min(y, height - SOLID_SIDE); top++) {
    for (let left = Math.max(0, x - SOLID_SIDE + 1); left <= Math.min(x, width - SOLID_SIDE); left++) {
      if (isSolid(labels, { at: top * width + left, width }, own)) return true;
    }
  }
  return false;
}

function isSolid(labels: Labels, { at, width }: { at: number; width: number }, own: number): boolean {
  for (let row = 0; row < SOLID_SIDE; row++) {
    for (let column = 0; column < SOLID_SIDE; column++) if (labels[at + row * width + column] !== own) return false;
  }
  return true;
}

function collectOthers(picture: LabelledRaster, { x, y }: { x: number; y: number }, others: number[]): void {
  const { width, height, labels, classTriples } = picture;
  const own = labels[y * width + x];
  others.length = 0;
  for (let row = Math.max(y - REACH, 0); row <= Math.min(y + REACH, height - 1); row++) {
    for (let column = Math.max(x - REACH, 0); column <= Math.min(x + REACH, width - 1); column++) {
      const label = labels[row * width + column];
      if (label !== own && label < classTriples.length && !others.includes(label)) others.push(label);
    }
  }
}

function mayBeBlend(triples: LabelledRaster['classTriples'], own: number, others: readonly number[]): boolean {
  return [0, 1, 2].every((channel) => {
    const levels = others.map((label) => triples[label][channel]);
    const least = Math.min(...levels);
    const most = Math.max(...levels);
    const margin = OVERSHOOT * (most - least) + ROUNDING_LEVELS;
    return triples[own][channel] >= least - margin && triples[own][channel] <= most + margin;
  });
}
