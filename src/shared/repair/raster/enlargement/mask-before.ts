import type { Raster } from '../../../mask/raster.ts';
import { channelDistance } from '../../../palette/channel-distance.ts';
import type { Nearest } from '../class-distances.ts';
import type { RasterReading } from '../raster-reading.ts';
import { type Axis, forwardTaps, type Taps } from './axis.ts';
import type { Enlargement } from './find-enlargements.ts';
import { InverseSums } from './inverse-sums.ts';
import { LostLevels } from './lost-levels.ts';
import type { Resampler } from './resamplers.ts';

/** For values that were not rounded, on whatever scale they are read. */
const EXACT = 1e-6;
/** Half a side of the square that is looked at for one colour, in pixels of the mask. */
const ROUND = 1;
/** How far a class is looked for that hides, in pixels of the mask. */
const BESIDE = 3;
const NONE = 0xffff;
/** What roundings of one pass leave out, in levels, and no more. */
const HALF = 0.49;
/** What is known of a pixel's class. */
const SURE = 0;
const OPEN = 1;
/** The picture is flat there, but a class near it might hide. */
const FLAT = 3;
/** Its sum is further from all classes than roundings explain. */
const STRAINED = 2;

/** A picture and how it is read. */
export interface Picture {
  readonly raster: Raster;
  readonly reading: RasterReading;
}

/** The mask that a picture was enlarged from, found pixel by pixel as it is asked for. */
export class MaskBefore {
  readonly enlargement: Enlargement;
  readonly resampler: Resampler;
  readonly reading: RasterReading;
  /** Of the mask. */
  readonly width: number;
  /** Of the picture. */
  readonly pitch: number;
  private readonly across: (Taps | undefined)[] = [];
  private readonly down: (Taps | undefined)[] = [];
  private readonly labels: Uint16Array;
  private readonly states: Uint8Array;
  private readonly apart: (number | undefined)[] = [];
  private readonly sums: InverseSums;
  /** The highest level that a pixel can hold. */
  private readonly top: number;
  private readonly triple = [0, 0, 0];
  private readonly sum = [0, 0, 0];
  private readonly pass = [0, 0, 0];
  private readonly expected = [0, 0, 0];

  constructor(enlargement: Enlargement, resampler: Resampler, { raster, reading }: Picture) {
    const { across, down } = enlargement;
    this.enlargement = enlargement;
    this.resampler = resampler;
    this.reading = reading;
    this.width = across.before;
    this.pitch = across.after;
    this.sums = new InverseSums(enlargement, resampler.kernel, reading);
    this.top = reading.reading === 'index' ? 2 ** raster.bitDepth - 1 : 255;
    this.labels = new Uint16Array(across.before * down.before).fill(NONE);
    this.states = new Uint8Array(across.before * down.before);
  }

  /** The sum that makes the picture's pixels of a column, across. */
  tapsAcross(x: number): Taps {
    return (this.across[x] ??= forwardTaps(x, this.enlargement.across, this.resampler));
  }

  /** The sum that makes the picture's pixels of a row, down. */
  tapsDown(y: number): Taps {
    return (this.down[y] ??= forwardTaps(y, this.enlargement.down, this.resampler));
  }

  get classCount(): number {
    return this.reading.classTriples.length;
  }

  /** Position in the palette of a pixel of the mask. */
  labelAt(column: number, row: number): number {
    const at = row * this.width + column;
    if (this.labels[at] === NONE) this.find(column, row, at);
    return this.labels[at];
  }

  /** Whether another class would do as well for a pixel of the mask, but for roundings. */
  isOpen(column: number, row: number): boolean {
    this.labelAt(column, row);
    const state = this.states[row * this.width + column];
    if (state === FLAT) return this.mayHide(column, row);
    return state === OPEN || (state === STRAINED && !this.isOnly(column, row));
  }

  /** What the labels give for a pixel of the picture, before it is rounded: cut to what it can hold, or not cut anywhere. */
  private predict(x: number, y: number, isCut: boolean, out: number[]): void {
    const { cutting } = this.resampler;
    const isDownFirst = cutting === 'down';
    const outer = isDownFirst ? this.tapsAcross(x) : this.tapsDown(y);
    const inner = isDownFirst ? this.tapsDown(y) : this.tapsAcross(x);
    const { classTriples } = this.reading;
    const { pass } = this;
    out.fill(0);
    for (let i = 0; i < outer.weights.length; i++) {
      pass.fill(0);
      for (let j = 0; j < inner.weights.length; j++) {
        const [column, row] = isDownFirst ? [outer.first + i, inner.first + j] : [inner.first + j, outer.first + i];
        const colour = classTriples[this.labelAt(column, row)];
        for (let channel = 0; channel < 3; channel++) pass[channel] += inner.weights[j] * colour[channel];
      }
      for (let channel = 0; channel < 3; channel++)
        out[channel] += outer.weights[i] * (isCut && cutting !== 'end' ? this.cut(pass[channel]) : pass[channel]);
    }
    if (isCut) for (let channel = 0; channel < 3; channel++) out[channel] = this.cut(out[channel]);
  }

  private cut(level: number): number {
    return Math.min(this.top, Math.max(0, level));
  }

  /** Whether the labels give a pixel of the picture, but for roundings. */
  gives(x: number, y: number): boolean {
    const { triple, expected } = this;
    this.predict(x, y, true, expected);
    this.reading.tripleAt(y * this.pitch + x, triple);
    return channelDistance(expected, triple) <= this.resampler.tolerance;
  }

  private find(column: number, row: number, at: number): void {
    const plain = this.plainClass(column, row);
    if (plain >= 0) {
      this.labels[at] = plain;
      this.states[at] = this.hides(column, row, this.apartOf(plain)) ? FLAT : SURE;
      return;
    }
    this.settle(column, row, at, this.sums);
  }

  /** Labels a pixel by the sum that gives it. */
  private settle(column: number, row: number, at: number, sums: InverseSums): void {
    const size = sums.addUp(column, row, this.sum);
    const { position, least, second } = nearestByChannel(this.sum, this.reading.classTriples);
    this.labels[at] = position;
    const rounding = size <= 1 + EXACT ? EXACT : size * this.resampler.tolerance;
    if (second <= rounding) this.states[at] = OPEN;
    else this.states[at] = least <= rounding ? SURE : STRAINED;
  }

  /**
   * Labels pixels of the mask again, now that it is known what the picture does not hold: rings beside bright edges are cut
   * at black. Answers whether any label changed.
   */
  refine(pixels: Iterable<number>): boolean {
    const lost = new LostLevels((x, y, out) => {
      const cut = this.expected;
      this.predict(x, y, true, cut);
      this.predict(x, y, false, out);
      for (let channel = 0; channel < 3; channel++) out[channel] -= cut[channel];
    }, this.pitch);
    const sums = new InverseSums(this.enlargement, this.resampler.kernel, this.reading, lost);
    const changes: (readonly [at: number, label: number])[] = [];
    for (const at of pixels) {
      const [column, row] = [at % this.width, Math.floor(at / this.width)];
      if (this.states[at] === FLAT || this.plainClass(column, row) >= 0) continue;
      const label = this.labelAt(column, row);
      this.settle(column, row, at, sums);
      if (this.labels[at] !== label) changes.push([at, this.labels[at]]);
      // All are found by the same labels.
      this.labels[at] = label;
      if (this.states[at] === SURE) this.states[at] = STRAINED;
    }
    for (const [at, label] of changes) this.labels[at] = label;
    return changes.length > 0;
  }

  /** The class where the picture is exactly one round a pixel of the mask, else -1. */
  private plainClass(column: number, row: number): number {
    const { across, down } = this.enlargement;
    const [left, right] = rangeAround(column, across);
    const [top, bottom] = rangeAround(row, down);
    const { exactClassAt } = this.reading;
    const position = exactClassAt(top * this.pitch + left);
    if (position < 0) return -1;
    for (let y = top; y <= bottom; y++)
      for (let x = left; x <= right; x++) if (exactClassAt(y * this.pitch + x) !== position) return -1;
    return position;
  }

  /** Whether a class so many levels off, in one pixel of the mask, would not show in the picture, which is flat there. */
  private hides(column: number, row: number, distance: number): boolean {
    const { across, down } = this.enlargement;
    const weight =
      weightOf(column, this.tapsAcross(nearestTo(column, across))) * weightOf(row, this.tapsDown(nearestTo(row, down)));
    // What is flat is whole: half a level of the tolerance is not needed.
    return weight * distance <= this.resampler.tolerance - HALF;
  }

  /** Whether there is a class beside that would hide in this pixel. */
  private mayHide(column: number, row: number): boolean {
    const { classTriples } = this.reading;
    const label = this.labelAt(column, row);
    const { across, down } = this.enlargement;
    for (let y = Math.max(0, row - BESIDE); y <= Math.min(down.before - 1, row + BESIDE); y++) {
      for (let x = Math.max(0, column - BESIDE); x <= Math.min(across.before - 1, column + BESIDE); x++) {
        const other = this.labelAt(x, y);
        if (other !== label && this.hides(column, row, channelDistance(classTriples[label], classTriples[other])))
          return true;
      }
    }
    return false;
  }

  /** How far the nearest other class is, in levels. */
  private apartOf(label: number): number {
    const { classTriples } = this.reading;
    return (this.apart[label] ??= classTriples.reduce(
      (least, triple, other) =>
        other === label ? least : Math.min(least, channelDistance(triple, classTriples[label])),
      Infinity,
    ));
  }

  /**
   * Whether no other class gives the pixel of the picture that lies nearest. Asked where sums are off because the picture
   * holds less than they say: dark rings beside bright edges are cut at black.
   */
  private isOnly(column: number, row: number): boolean {
    const at = row * this.width + column;
    const { across, down } = this.enlargement;
    const [x, y] = [nearestTo(column, across), nearestTo(row, down)];
    const label = this.labels[at];
    let isOnly = true;
    for (let other = 0; isOnly && other < this.reading.classTriples.length; other++) {
      if (other === label) continue;
      this.labels[at] = other;
      if (this.gives(x, y)) isOnly = false;
    }
    this.labels[at] = label;
    return isOnly;
  }
}

function weightOf(at: number, { first, weights }: Taps): number {
  return at >= first && at < first + weights.length ? weights[at - first] : 0;
}

function nearestTo(at: number, { after, step, offset }: Axis): number {
  return Math.min(after - 1, Math.max(0, Math.round((at - offset) / step)));
}

/** The first and the last pixel of the picture within `ROUND` of one of the mask; two of them at least. */
function rangeAround(at: number, { after, step, offset }: Axis): [number, number] {
  const first = Math.max(0, Math.min(after - 2, Math.ceil((at - ROUND - offset) / step)));
  return [first, Math.min(after - 1, Math.max(first + 1, Math.floor((at + ROUND - offset) / step)))];
}

/** The nearest class by the channel that differs most. */
function nearestByChannel(triple: readonly number[], triples: RasterReading['classTriples']): Nearest {
  let position = 0;
  let least = Infinity;
  let second = Infinity;
  for (let candidate = 0; candidate < triples.length; candidate++) {
    const distance = channelDistance(triple, triples[candidate]);
    if (distance < least) [second, least, position] = [least, distance, candidate];
    else if (distance < second && channelDistance(triples[candidate], triples[position]) > 0) second = distance;
  }
  return { position, least, second };
}
