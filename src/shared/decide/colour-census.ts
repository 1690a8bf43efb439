import type { PixelDecoder } from '../jpeg/decode-pixels.ts';
import type { JpegImage } from '../jpeg/jpeg-image.ts';
import type { RowSpan } from '../jpeg/upsampling.ts';
import { ColourSet } from './colour-set.ts';
import type { Labels } from '../forward/down-sampling.ts';

/** What the repair made of the pixels that are counted. */
export interface LabelledColours {
  readonly labels: Labels;
  /** 0xRRGGBB with which each class should stand in the file, by position in the palette. */
  readonly classColours: Uint32Array;
}

/**
 * Counts the colours that other programs see in the file, and the pixels whose colour the repair changed. Flat MCUs
 * among equals are counted as a whole: up-sampling mixes nothing into them.
 */
export class ColourCensus {
  changedPixels = 0;
  private readonly colours = new ColourSet();
  private readonly image: JpegImage;
  private readonly groups: Uint16Array;
  private readonly decoder: PixelDecoder;
  private readonly mcuWidth: number;
  private readonly mcuHeight: number;
  /** The colour of flat MCUs as decoded, by group. */
  private readonly flatColours = new Map<number, number>();
  private readonly pixels: Uint32Array;

  constructor(image: JpegImage, groups: Uint16Array, decoder: PixelDecoder) {
    this.image = image;
    this.groups = groups;
    this.decoder = decoder;
    this.mcuWidth = 8 * image.maxHorizontalSampling;
    this.mcuHeight = 8 * image.maxVerticalSampling;
    this.pixels = new Uint32Array(image.width + 8);
  }

  get distinctColours(): number {
    return this.colours.size;
  }

  /** Counts a row of MCUs, from the top row to the bottom; changes only where labels are given, final for the row. */
  countRow(row: number, labelled?: LabelledColours): void {
    const { mcusWide } = this.image;
    for (let column = 0; column < mcusWide;) {
      const isFlat = this.isAmongEquals(row, column);
      const end = this.endOfRun(row, column, isFlat);
      if (isFlat) this.countFlat({ row, column, end }, labelled);
      else this.countPixels({ row, column, end }, labelled);
      column = end;
    }
  }

  /** Where the run of MCUs that begins at `column` and can be counted alike ends. */
  private endOfRun(row: number, column: number, isFlat: boolean): number {
    const first = row * this.image.mcusWide;
    let end = column + 1;
    while (end < this.image.mcusWide && this.isAmongEquals(row, end) === isFlat) {
      if (isFlat && this.groups[first + end] !== this.groups[first + column]) break;
      end++;
    }
    return end;
  }

  /** Whether an MCU and all round it are flat and of one colour. */
  private isAmongEquals(row: number, column: number): boolean {
    const { mcusWide, mcusHigh } = this.image;
    const { groups } = this;
    const own = groups[row * mcusWide + column];
    if (own === 0) return false;
    const bottom = Math.min(row + 1, mcusHigh - 1);
    const right = Math.min(column + 1, mcusWide - 1);
    for (let y = Math.max(row - 1, 0); y <= bottom; y++) {
      for (let x = Math.max(column - 1, 0); x <= right; x++) if (groups[y * mcusWide + x] !== own) return false;
    }
    return true;
  }

  private countFlat(run: McuRun, labelled: LabelledColours | undefined): void {
    const { mcuWidth, mcuHeight, image } = this;
    const colour = this.flatColourOf(run);
    const left = run.column * mcuWidth;
    const top = run.row * mcuHeight;
    if (labelled === undefined) return;
    if (colour === labelled.classColours[labelled.labels[top * image.width + left]]) return;
    const width = Math.min(run.end * mcuWidth, image.width) - left;
    this.changedPixels += width * (Math.min(top + mcuHeight, image.height) - top);
  }

  private flatColourOf(run: McuRun): number {
    const group = this.groups[run.row * this.image.mcusWide + run.column];
    const known = this.flatColours.get(group);
    if (known !== undefined) return known;
    const from = run.column * this.mcuWidth;
    this.decoder.decodeSpan(
      { y: run.row * this.mcuHeight, from, to: Math.min(from + 2, this.image.width) },
      this.pixels,
    );
    const colour = this.pixels[from];
    this.flatColours.set(group, colour);
    this.colours.add(colour);
    return colour;
  }

  private countPixels(run: McuRun, labelled: LabelledColours | undefined): void {
    const { mcuWidth, mcuHeight, image, pixels } = this;
    const from = run.column * mcuWidth;
    const to = Math.min(run.end * mcuWidth, image.width);
    const bottom = Math.min((run.row + 1) * mcuHeight, image.height);
    for (let y = run.row * mcuHeight; y < bottom; y++) {
      this.decoder.decodeSpan({ y, from, to }, pixels);
      this.addColours(from, to);
      if (labelled !== undefined) this.countChanges({ y, from, to }, labelled);
    }
  }

  private addColours(from: number, to: number): void {
    const { pixels, colours } = this;
    let last = -1;
    for (let x = from; x < to; x++) {
      if (pixels[x] !== last) colours.add((last = pixels[x]));
    }
  }

  private countChanges(span: RowSpan, { labels, classColours }: LabelledColours): void {
    const line = span.y * this.image.width;
    let changed = 0;
    for (let x = span.from; x < span.to; x++) if (this.pixels[x] !== classColours[labels[line + x]]) changed++;
    this.changedPixels += changed;
  }
}

/** Neighbouring MCUs of one row: columns `column` (inclusive) to `end` (exclusive). */
interface McuRun {
  readonly row: number;
  readonly column: number;
  readonly end: number;
}
