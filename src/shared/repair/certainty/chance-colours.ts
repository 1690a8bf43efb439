import type { Labels } from '../../forward/down-sampling.ts';
import { channelDistance } from '../../palette/channel-distance.ts';
import type { RasterReading } from '../raster/raster-reading.ts';

/** Classes that may have blended lie within so many pixels. */
const REACH = 2;
/** A blend lies between its classes channel by channel, whatever the light it was made in; sharpening goes beyond them by this share. */
const OVERSHOOT = 0.15;
const ROUNDING_LEVELS = 2;
/** Pixels of one class on a side that no soft edge fills. */
const SOLID_SIDE = 3;
/** Of classes this near, in levels of each channel, a blend is no other colour. */
const SAME_LEVELS = 2;
/** Likelihood, times 254, of a pixel whose colour may be a class's by chance. */
const CHANCE_LEVEL = Math.floor(254 * 0.6);

interface LabelledRaster {
  readonly width: number;
  readonly height: number;
  /** Of exact pixels; the number of classes where a pixel shows none. */
  readonly labels: Labels;
  readonly confidence: Uint8Array;
  readonly classTriples: RasterReading['classTriples'];
  /** Whether its boundaries are blends throughout: then what is thin may be one of a class that shows nowhere near. */
  readonly isOfEdges: boolean;
}

/**
 * Takes back the certainty of pixels whose colour is a class's by chance, in a picture that was resized or drawn with soft
 * edges: those outside of solid areas that the classes round them may have blended to.
 */
export function doubtChanceColours(picture: LabelledRaster): void {
  const { width, height, labels, confidence, classTriples, isOfEdges } = picture;
  const like = isOfEdges ? classTriples.map((_, own) => likeOnes(classTriples, own)) : undefined;
  const others: number[] = [];
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      const own = labels[at];
      if (own === classTriples.length) continue;
      const alike = like?.[own] ?? NONE;
      const isSolid = isAmongLike(picture, x, y);
      if (isSolid && alike.length === 0) continue;
      collectOthers(picture, { x, y }, others);
      if (alike.some((label) => others.includes(label))) confidence[at] = CHANCE_LEVEL;
      else if (!isSolid && mayBeOfOthers(picture, own, others)) confidence[at] = CHANCE_LEVEL;
    }
  }
}

const NONE: readonly number[] = [];

/** The classes that an edge to a class leaves no other colour between. */
function likeOnes(triples: LabelledRaster['classTriples'], own: number): readonly number[] {
  return [...triples.keys()].filter((label) => {
    return label !== own && channelDistance(triples[label], triples[own]) <= SAME_LEVELS;
  });
}

/** Whether a colour may be a blend of classes near by, or of one of them with any other where edges are blends. */
function mayBeOfOthers({ classTriples, isOfEdges }: LabelledRaster, own: number, others: readonly number[]): boolean {
  if (others.length === 0) return false;
  const levels = [0, 1, 2].map((channel) => others.map((label) => classTriples[label][channel]));
  const low = levels.map((list) => Math.min(...list));
  const high = levels.map((list) => Math.max(...list));
  const colour = classTriples[own];
  if (others.length > 1 && isWithin(colour, { low, high }, low)) return true;
  return isOfEdges && classTriples.some((hidden, label) => label !== own && isWithin(colour, { low, high }, hidden));
}

/** Whether a colour may be a blend of those in a box, and of one more that may lie outside of it. */
function isWithin(
  colour: readonly number[],
  { low, high }: { readonly low: readonly number[]; readonly high: readonly number[] },
  further: readonly number[],
): boolean {
  for (let channel = 0; channel < 3; channel++) {
    const least = Math.min(low[channel], further[channel]);
    const most = Math.max(high[channel], further[channel]);
    const margin = OVERSHOOT * (most - least) + ROUNDING_LEVELS;
    if (colour[channel] < least - margin || colour[channel] > most + margin) return false;
  }
  return true;
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
