import type { JpegImage } from '../../jpeg/jpeg-image.ts';
import { toRaster } from '../../jpeg/to-raster.ts';
import type { RasterReading } from '../raster/raster-reading.ts';
import { InverseSums } from '../raster/enlargement/inverse-sums.ts';
import type { EnlargedFile, MaskLabels } from './enlarged-picture.ts';

const NONE = 0xffff;

/** How pixels of a JPEG are read once it is decoded. */
export function decodedPixels(image: JpegImage): Pick<RasterReading, 'tripleAt'> {
  const { samples, channels } = toRaster(image);
  if (channels === 'grey') return { tripleAt: (pixel, out) => out.fill(samples[pixel]) };
  return {
    tripleAt: (pixel, out) => {
      for (let channel = 0; channel < 3; channel++) out[channel] = samples[3 * pixel + channel];
    },
  };
}

/** The labels of a mask as least squares tell them from the pixels, found as they are asked for. */
export class MaskGuess implements MaskLabels {
  readonly width: number;
  readonly height: number;
  /** By row; empty until one of its labels is asked for. */
  private readonly rows: (Uint16Array | undefined)[] = [];
  private readonly sums: InverseSums;
  private readonly triples: EnlargedFile['triples'];
  private readonly chromaWeight: number;
  private readonly sum = [0, 0, 0];

  constructor({ enlargement, resampler, triples, model }: EnlargedFile, pixels: Pick<RasterReading, 'tripleAt'>) {
    this.width = enlargement.across.before;
    this.height = enlargement.down.before;
    this.sums = new InverseSums(enlargement, resampler.kernel, pixels);
    this.triples = triples;
    this.chromaWeight = 1 / (model.cellWidth * model.cellHeight);
  }

  labelAt(column: number, row: number): number {
    const labels = this.rowAt(row);
    if (labels[column] === NONE) {
      this.sums.addUp(column, row, this.sum);
      labels[column] = this.nearest();
    }
    return labels[column];
  }

  setLabel(column: number, row: number, label: number): void {
    this.rowAt(row)[column] = label;
  }

  private rowAt(row: number): Uint16Array {
    return (this.rows[row] ??= new Uint16Array(this.width).fill(NONE));
  }

  private nearest(): number {
    const [red, green, blue] = this.sum;
    let best = 0;
    let least = Infinity;
    for (let label = 0; label < this.triples.length; label++) {
      const triple = this.triples[label];
      const [r, g, b] = [red - triple[0], green - triple[1], blue - triple[2]];
      const luma = 0.299 * r + 0.587 * g + 0.114 * b;
      const distance = luma * luma + this.chromaWeight * ((b - luma) ** 2 * 0.32 + (r - luma) ** 2 * 0.51);
      if (distance < least) [least, best] = [distance, label];
    }
    return best;
  }
}
