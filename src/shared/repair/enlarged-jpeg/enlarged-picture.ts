import type { ForwardModel } from '../../forward/forward-model.ts';
import type { Bounds } from '../../forward/mcu-bounds.ts';
import { rgbToYcbcr } from '../../jpeg/ycbcr.ts';
import { forwardTaps, type Taps } from '../raster/enlargement/axis.ts';
import type { Enlargement } from '../raster/enlargement/find-enlargements.ts';
import type { Resampler } from '../raster/enlargement/resamplers.ts';

/** A mask's labels, which may be worked out as they are asked for. */
export interface MaskLabels {
  /** Position in the palette. */
  labelAt(column: number, row: number): number;
}

/** A JPEG that may hold a mask that was enlarged. */
export interface EnlargedFile {
  readonly model: ForwardModel;
  /** Red, green and blue of each class, 0..255; grey three times. */
  readonly triples: readonly (readonly [number, number, number])[];
  readonly enlargement: Enlargement;
  readonly resampler: Resampler;
}

/** The picture that an image library makes of a mask, whole levels as they were saved. */
export class EnlargedPicture {
  private readonly file: EnlargedFile;
  private readonly labels: MaskLabels;
  private readonly across: (Taps | undefined)[] = [];
  private readonly down: (Taps | undefined)[] = [];
  private readonly rgb: [number, number, number] = [0, 0, 0];
  private readonly pass = [0, 0, 0];

  constructor(file: EnlargedFile, labels: MaskLabels) {
    this.file = file;
    this.labels = labels;
  }

  /**
   * Writes the samples of a part of the picture, row by row, a plane for each of the first components; `width` and `height`
   * with the pixels beyond the picture, which are as its outermost.
   */
  fill(
    area: Bounds,
    { width, height }: { readonly width: number; readonly height: number },
    planes: readonly Uint8Array[],
  ): void {
    const { colourModel } = this.file.model.image;
    for (let y = 0, to = 0; y < height; y++) {
      for (let x = 0; x < width; x++, to++) {
        if (area.top + y >= area.bottom) for (const plane of planes) plane[to] = plane[to - width];
        else if (area.left + x >= area.right) for (const plane of planes) plane[to] = plane[to - 1];
        else {
          this.predict(area.left + x, area.top + y);
          const samples = colourModel === 'ycbcr' ? rgbToYcbcr(this.rgb) : this.rgb;
          for (let index = 0; index < planes.length; index++) planes[index][to] = samples[index];
        }
      }
    }
  }

  private predict(x: number, y: number): void {
    const { resampler, triples } = this.file;
    const { rgb, pass } = this;
    const columns = (this.across[x] ??= forwardTaps(x, this.file.enlargement.across, resampler));
    const rows = (this.down[y] ??= forwardTaps(y, this.file.enlargement.down, resampler));
    const plain = this.plainLabel(columns, rows);
    if (plain >= 0) {
      for (let channel = 0; channel < 3; channel++) rgb[channel] = triples[plain][channel];
      return;
    }
    const isDownFirst = resampler.cutting === 'down';
    const [outer, inner] = isDownFirst ? [columns, rows] : [rows, columns];
    for (let channel = 0; channel < 3; channel++) rgb[channel] = 0;
    for (let i = 0; i < outer.weights.length; i++) {
      for (let channel = 0; channel < 3; channel++) pass[channel] = 0;
      const line = outer.first + i;
      for (let j = 0; j < inner.weights.length; j++) {
        const place = inner.first + j;
        const label = isDownFirst ? this.labels.labelAt(line, place) : this.labels.labelAt(place, line);
        const colour = triples[label];
        for (let channel = 0; channel < 3; channel++) pass[channel] += inner.weights[j] * colour[channel];
      }
      for (let channel = 0; channel < 3; channel++) {
        const level = resampler.cutting === 'end' ? pass[channel] : toLevel(pass[channel]);
        rgb[channel] += outer.weights[i] * level;
      }
    }
    for (let channel = 0; channel < 3; channel++) rgb[channel] = toLevel(rgb[channel]);
  }

  /** The class of all pixels of the mask that make up one of the picture; -1 where there are several. */
  private plainLabel(columns: Taps, rows: Taps): number {
    const label = this.labels.labelAt(columns.first, rows.first);
    for (let row = rows.first; row < rows.first + rows.weights.length; row++)
      for (let column = columns.first; column < columns.first + columns.weights.length; column++)
        if (this.labels.labelAt(column, row) !== label) return -1;
    return label;
  }
}

function toLevel(sum: number): number {
  return Math.min(255, Math.max(0, Math.floor(sum + 0.5)));
}
