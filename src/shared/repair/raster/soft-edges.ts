import type { Raster } from '../../mask/raster.ts';
import { distanceToBlends, type Nearest, nearestOf, NOISE_LEVELS, type StoredTriple } from './class-distances.ts';
import type { ExactLabels } from './label-exact.ts';
import { NearbyClasses } from './nearby-classes.ts';
import { type ShouldStop, throwIfStopped } from '../../should-stop.ts';

/** A picture is soft where so many of the pixels along its boundaries have no class's colour. */
const SOFT_SHARE = 0.2;
/** A pixel within `NOISE_LEVELS` of a class is no part of an edge; where classes lie close together, this near as a share of it. */
const NOISE_SHARE = 1 / 4;
/** Pixels of one colour on a side that no soft edge fills: along it colours change from pixel to pixel. */
const SOLID_SIDE = 2;
/** How far from a pixel the solid areas lie that it may be a blend of. */
const REACH = 3;
/** How far from their blends a pixel may lie, in levels, and the colour of a class that pixels have by chance. */
const BLEND_LEVELS = 16;
const CHANCE_LEVELS = 8;
/** The same where classes are numbers: only numbers between those of the sides. */
const CHANCE_NUMBERS = 0.5;
/** Pixels, and rows, between two questions whether to stop. */
const STRIDE = 1 << 18;
const ROWS = 64;

type Size = Pick<Raster, 'width' | 'height'>;

interface BlendedLabels extends ExactLabels {
  /** See `hasBlendedNumbers`. */
  readonly areNumbersBlended: boolean;
}

/** Whether the boundaries of a picture are blends of classes, as resizing and soft drawing leave them. */
export function isSoft({ width, height }: Size, { labels, reading }: ExactLabels, shouldStop: ShouldStop): boolean {
  const none = reading.classTriples.length;
  const noise = noiseOf(reading.classTriples);
  const isBlend = new Map<number, boolean>();
  let blends = 0;
  let hard = 0;
  for (let y = 0, at = 0; y < height; y++) {
    if (y % ROWS === 0) throwIfStopped(shouldStop);
    for (let x = 0; x < width; x++, at++) {
      const own = labels[at];
      if (own === none) {
        const value = reading.valueAt(at);
        let known = isBlend.get(value);
        if (known === undefined) isBlend.set(value, (known = distanceToClasses(reading, at) > noise));
        if (known) blends++;
        continue;
      }
      const right = x + 1 < width ? labels[at + 1] : own;
      const below = y + 1 < height ? labels[at + width] : own;
      if ((right !== own && right !== none) || (below !== own && below !== none)) hard++;
    }
  }
  return blends > 0 && blends >= SOFT_SHARE * (blends + hard);
}

function noiseOf(triples: ExactLabels['reading']['classTriples']): number {
  const apart = triples.map((triple, own) => {
    const others = [...triples.keys()].filter((position) => position !== own);
    return nearestOf(triple, triples, others).least;
  });
  return Math.min(NOISE_LEVELS, NOISE_SHARE * Math.min(...apart));
}

function distanceToClasses(reading: ExactLabels['reading'], pixel: number): number {
  const triple = [0, 0, 0];
  reading.tripleAt(pixel, triple);
  return nearestOf(triple, reading.classTriples, reading.classTriples.keys()).least;
}

/** The solid areas of a soft picture, which its edges are blends of. */
export class SoftEdges {
  private readonly labels: ExactLabels['labels'];
  private readonly triples: ExactLabels['reading']['classTriples'];
  /** The labels of solid areas; elsewhere the number of classes. */
  private readonly solid: ExactLabels['labels'];
  private readonly near: NearbyClasses;
  private readonly chance: number;

  constructor(size: Size, { labels, reading, areNumbersBlended }: BlendedLabels, shouldStop: ShouldStop) {
    this.chance = areNumbersBlended ? CHANCE_NUMBERS : CHANCE_LEVELS;
    this.labels = labels;
    this.triples = reading.classTriples;
    const none = this.triples.length;
    this.solid = findSolid(size, { labels, none }, shouldStop);
    this.near = new NearbyClasses(this.solid, size, none);
  }

  /**
   * Takes the class from pixels that have its colour by chance: outside of solid areas, where solid areas of other classes
   * meet that blend to this colour, and none of its own lies.
   */
  releaseBlends(shouldStop: ShouldStop): void {
    const { labels, triples, solid, near, chance } = this;
    for (let pixel = 0; pixel < labels.length; pixel++) {
      if (pixel % STRIDE === 0) throwIfStopped(shouldStop);
      const own = labels[pixel];
      if (own === triples.length || solid[pixel] === own) continue;
      const met = near.within(pixel, REACH);
      if (met.length < 2 || met.includes(own)) continue;
      if (distanceToBlends(triples[own], triples, met) <= chance) labels[pixel] = triples.length;
    }
  }

  /**
   * Of classes whose solid areas meet at a pixel, and blend to what it stores, the nearest; undefined where none do.
   * `isOfClass`: whether it stores the colour of a class, or nearly.
   */
  nearestMet(pixel: number, triple: StoredTriple, isOfClass: boolean): Nearest | undefined {
    const { triples } = this;
    const met = this.near.within(pixel, REACH);
    const most = isOfClass ? this.chance : BLEND_LEVELS;
    if (met.length < 2 || distanceToBlends(triple, triples, met) > most) return undefined;
    // Of two that share it evenly the first of the palette, which often is the background.
    return nearestOf(
      triple,
      triples,
      met.sort((a, b) => a - b),
    );
  }
}

/** The labels of pixels that lie in a square of one class; of all others, `none`. */
function findSolid(
  { width, height }: Size,
  { labels, none }: { readonly labels: ExactLabels['labels']; readonly none: number },
  shouldStop: ShouldStop,
): ExactLabels['labels'] {
  const solid = labels.slice().fill(none);
  for (let y = 0; y + SOLID_SIDE <= height; y++) {
    if (y % ROWS === 0) throwIfStopped(shouldStop);
    for (let at = y * width; at <= y * width + width - SOLID_SIDE; at++) {
      const own = labels[at];
      if (own === none || labels[at + 1] !== own || labels[at + width] !== own || labels[at + width + 1] !== own)
        continue;
      solid[at] = solid[at + 1] = solid[at + width] = solid[at + width + 1] = own;
    }
  }
  return solid;
}
