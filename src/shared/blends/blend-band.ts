import type { Labels } from '../forward/down-sampling.ts';
import { blendCost, WeightedColours } from './blend-costs.ts';
import type { BlendWeights } from './blend-weights.ts';

/** Half side of the square in which the classes of a pixel are looked for. */
const REACH = 2;
const SWEEPS = 5;
/** What fits no blend better than this is something else. */
const FOREIGN_COST = 3;
const DIAGONAL = Math.SQRT1_2;

/** A picture's labels as they are settled. */
export interface BlendedPicture {
  readonly labels: Labels;
  readonly width: number;
  readonly height: number;
  readonly classes: WeightedColours;
  readonly weights: BlendWeights;
  /** The class nearest to a colour, 0xRRGGBB, of all. */
  readonly nearest: (colour: number) => number;
}

/** Settles the labels of pixels that have another class near them, a band of the picture at a time. */
export class BlendBand {
  private readonly picture: BlendedPicture;
  /** Pixels in question, and where the classes that each may have begin. */
  private readonly pixels: number[] = [];
  private readonly starts: number[] = [];
  private readonly candidates: number[] = [];
  private readonly costs: number[] = [];
  private readonly margins: number[] = [];
  private readonly near: number[] = [];
  private readonly colour: WeightedColours;

  constructor(picture: BlendedPicture) {
    this.picture = picture;
    this.colour = new WeightedColours(1, picture.weights.chroma);
  }

  clear(): void {
    for (const list of [this.pixels, this.starts, this.candidates, this.costs, this.margins]) list.length = 0;
  }

  /** Adds a pixel whose decoded colour, 0xRRGGBB, is known; it stays out where one class is all round it. */
  add(x: number, y: number, colour: number): void {
    this.gatherNear(x, y);
    this.colour.set(0, colour);
    if (this.picture.weights.isFree) this.addForeign(colour);
    const { near } = this;
    if (near.length < 2) return;
    const { labels, width, classes, weights } = this.picture;
    const pixel = y * width + x;
    this.pixels.push(pixel);
    this.starts.push(this.candidates.length);
    this.margins.push(0);
    for (const own of near) {
      const stay = own === labels[pixel] ? 0 : weights.change;
      this.candidates.push(own);
      this.costs.push(stay + blendCost(this.colour.values, classes.values, { own, others: near }));
    }
  }

  /** Adds the class nearest to a pixel's colour, where that is no blend of the classes round it. */
  private addForeign(colour: number): void {
    const { near } = this;
    const nearest = this.picture.nearest(colour);
    if (near.includes(nearest)) return;
    const { values } = this.picture.classes;
    const others = near.length === 1 ? [...near, nearest] : near;
    const isBlend = near.some((own) => blendCost(this.colour.values, values, { own, others }) < FOREIGN_COST);
    if (!isBlend || near.length === 1) near.push(nearest);
  }

  /** The classes in the square round a pixel. */
  private gatherNear(x: number, y: number): void {
    const { labels, width, height } = this.picture;
    const { near } = this;
    near.length = 0;
    const right = Math.min(width - 1, x + REACH);
    const bottom = Math.min(height - 1, y + REACH);
    let last = -1;
    for (let row = Math.max(0, y - REACH); row <= bottom; row++) {
      for (let at = row * width + Math.max(0, x - REACH); at <= row * width + right; at++) {
        if (labels[at] === last) continue;
        last = labels[at];
        if (!near.includes(last)) near.push(last);
      }
    }
  }

  /** Settles the pixels that were added; calls `visit` with each, and by how much its label costs less than the next. */
  settle(visit: (pixel: number, margin: number, before: number) => void): void {
    const { labels } = this.picture;
    const before = this.pixels.map((pixel) => labels[pixel]);
    for (let sweep = 0, isChanged = true; sweep < SWEEPS && isChanged; sweep++) isChanged = this.sweep();
    this.pixels.forEach((pixel, index) => {
      visit(pixel, this.margins[index], before[index]);
    });
  }

  private sweep(): boolean {
    let isChanged = false;
    for (let index = 0; index < this.pixels.length; index++) isChanged = this.settlePixel(index) || isChanged;
    return isChanged;
  }

  private settlePixel(index: number): boolean {
    const { labels, weights } = this.picture;
    const pixel = this.pixels[index];
    const end = index + 1 < this.starts.length ? this.starts[index + 1] : this.candidates.length;
    let best = labels[pixel];
    let least = Infinity;
    let second = Infinity;
    for (let at = this.starts[index]; at < end; at++) {
      const cost = this.costs[at] + weights.roughness * this.roughness(pixel, this.candidates[at]);
      if (cost < least) [second, least, best] = [least, cost, this.candidates[at]];
      else if (cost < second) second = cost;
    }
    this.margins[index] = second - least;
    if (best === labels[pixel]) return false;
    labels[pixel] = best;
    return true;
  }

  /** How many neighbours have another label; those at a corner count less. */
  private roughness(pixel: number, label: number): number {
    const { labels, width, height } = this.picture;
    const x = pixel % width;
    const y = (pixel - x) / width;
    let sum = 0;
    for (let dy = y > 0 ? -1 : 0; dy <= (y + 1 < height ? 1 : 0); dy++) {
      for (let dx = x > 0 ? -1 : 0; dx <= (x + 1 < width ? 1 : 0); dx++) {
        if (labels[pixel + dy * width + dx] !== label) sum += dx !== 0 && dy !== 0 ? DIAGONAL : 1;
      }
    }
    // The pixel itself was counted where it has another label yet.
    return labels[pixel] === label ? sum : sum - 1;
  }
}
