import type { Raster } from '../../../mask/raster.ts';
import { channelDistance } from '../../../palette/channel-distance.ts';
import type { Nearest } from '../class-distances.ts';
import type { RasterReading } from '../raster-reading.ts';
import { type Axis, forwardTaps, inverseTaps, type Taps } from './axis.ts';
import type { Enlargement } from './find-enlargements.ts';
import type { Resampler } from './resamplers.ts';

/** For values that were not rounded, on whatever scale they are read. */
const EXACT = 1e-6;
/** Half a side of the square that is looked at for one colour, in pixels of the mask. */
const FLAT = 0.75;
const NONE = 0xffff;
/** What is known of a pixel's class. */
const SURE = 0;
const OPEN = 1;
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
  /** The sums that make the picture, along its two axes. */
  readonly across: readonly Taps[];
  readonly down: readonly Taps[];
  private readonly labels: Uint16Array;
  private readonly states: Uint8Array;
  private readonly inverseAcross: (Taps | undefined)[] = [];
  private readonly inverseDown: (Taps | undefined)[] = [];
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
    this.across = forwardTaps(across, resampler.kernel, resampler.edges);
    this.down = forwardTaps(down, resampler.kernel, resampler.edges);
    this.top = reading.reading === 'index' ? 2 ** raster.bitDepth - 1 : 255;
    this.labels = new Uint16Array(across.before * down.before).fill(NONE);
    this.states = new Uint8Array(across.before * down.before);
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
    return state === OPEN || (state === STRAINED && !this.isOnly(column, row));
  }

  /** What the labels give for a pixel of the picture, before it is rounded. */
  predict(x: number, y: number, out: number[]): void {
    const { cutting } = this.resampler;
    const isDownFirst = cutting === 'down';
    const outer = isDownFirst ? this.across[x] : this.down[y];
    const inner = isDownFirst ? this.down[y] : this.across[x];
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
        out[channel] += outer.weights[i] * (cutting === 'end' ? pass[channel] : this.cut(pass[channel]));
    }
    for (let channel = 0; channel < 3; channel++) out[channel] = this.cut(out[channel]);
  }

  private cut(level: number): number {
    return Math.min(this.top, Math.max(0, level));
  }

  /** Whether the labels give a pixel of the picture, but for roundings. */
  gives(x: number, y: number): boolean {
    const { triple, expected } = this;
    this.predict(x, y, expected);
    this.reading.tripleAt(y * this.pitch + x, triple);
    return channelDistance(expected, triple) <= this.resampler.tolerance;
  }

  private find(column: number, row: number, at: number): void {
    const plain = this.plainClass(column, row);
    if (plain >= 0) {
      this.labels[at] = plain;
      return;
    }
    const across = (this.inverseAcross[column] ??= this.inverse(column, this.enlargement.across));
    const down = (this.inverseDown[row] ??= this.inverse(row, this.enlargement.down));
    const size = this.addUp(across, down);
    const { position, least, second } = nearestByChannel(this.sum, this.reading.classTriples);
    this.labels[at] = position;
    const rounding = size <= 1 + EXACT ? EXACT : size * this.resampler.tolerance;
    if (second <= rounding) this.states[at] = OPEN;
    else this.states[at] = least <= rounding ? SURE : STRAINED;
  }

  private inverse(at: number, axis: Axis): Taps {
    // As the edges of a mask are told apart by the picture there, any rule does for the way back.
    return inverseTaps(at, axis, this.resampler.kernel);
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

  /** Sums up pixels of the picture; answers how large a rounding of all of them may become. */
  private addUp(across: Taps, down: Taps): number {
    const { sum, triple } = this;
    const { tripleAt } = this.reading;
    sum.fill(0);
    let size = 0;
    for (let i = 0; i < down.weights.length; i++) {
      const start = (down.first + i) * this.pitch + across.first;
      for (let j = 0; j < across.weights.length; j++) {
        const weight = down.weights[i] * across.weights[j];
        tripleAt(start + j, triple);
        for (let channel = 0; channel < 3; channel++) sum[channel] += weight * triple[channel];
        size += Math.abs(weight);
      }
    }
    return size;
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

function nearestTo(at: number, { after, step, offset }: Axis): number {
  return Math.min(after - 1, Math.max(0, Math.round((at - offset) / step)));
}

/** The first and the last pixel of the picture within `FLAT` of one of the mask. */
function rangeAround(at: number, { after, step, offset }: Axis): [number, number] {
  const first = Math.min(after - 1, Math.max(0, Math.ceil((at - FLAT - offset) / step)));
  return [first, Math.max(first, Math.min(after - 1, Math.floor((at + FLAT - offset) / step)))];
}

/** The nearest class by the channel that differs most. */
function nearestByChannel(triple: readonly number[], triples: RasterReading['classTriples']): Nearest {
  let position = 0;
  let least = Infinity;
  let second = Infinity;
  for (let candidate = 0; candidate < triples.length; candidate++) {
    const distance = channelDistance(triple, triples[candidate]);
    if (distance < least) [second, least, position] = [least, distance, candidate];
    else if (distance < second) second = distance;
  }
  return { position, least, second };
}
