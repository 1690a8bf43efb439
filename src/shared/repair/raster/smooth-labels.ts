import type { Labels } from '../../forward/down-sampling.ts';
import type { RasterReading } from './raster-reading.ts';

/**
 * Standard deviation, in levels, that a lossy codec is taken to leave, and what a neighbour of another class costs beside
 * and across a corner: on 24 masks saved as WebP, at full size and halved, more of it harms thin lines of classes that lie
 * close, less of it mends less.
 */
const NOISE_LEVELS = 20;
const SIDE_COST = 0.5;
const CORNER_COST = 0.35;
const SWEEPS = 5;

interface LabelledPicture {
  readonly width: number;
  readonly height: number;
  readonly labels: Labels;
  readonly reading: RasterReading;
}

/**
 * Makes the labels of a lossy picture smooth where its colours leave that open: iterated conditional modes (Besag 1986)
 * over the classes of the eight neighbours. Changes `labels` in place and calls `onChange` with every pixel that changed.
 */
export function smoothLabels(picture: LabelledPicture, onChange: (pixel: number) => void): void {
  const smoothing = new Smoothing(picture);
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    if (!smoothing.sweep(onChange)) return;
  }
}

class Smoothing {
  private readonly picture: LabelledPicture;
  private readonly triple = [0, 0, 0];

  constructor(picture: LabelledPicture) {
    this.picture = picture;
  }

  sweep(onChange: (pixel: number) => void): boolean {
    const { width, height, labels } = this.picture;
    let isChanged = false;
    for (let pixel = 0; pixel < width * height; pixel++) {
      const best = this.bestFor(pixel);
      if (best === labels[pixel]) continue;
      labels[pixel] = best;
      onChange(pixel);
      isChanged = true;
    }
    return isChanged;
  }

  private bestFor(pixel: number): number {
    const { width, height, labels, reading } = this.picture;
    const x = pixel % width;
    const y = (pixel - x) / width;
    const own = labels[pixel];
    const seen = new Map([[own, 0]]);
    for (let row = Math.max(y - 1, 0); row <= Math.min(y + 1, height - 1); row++) {
      for (let column = Math.max(x - 1, 0); column <= Math.min(x + 1, width - 1); column++) {
        if (row === y && column === x) continue;
        const label = labels[row * width + column];
        seen.set(label, (seen.get(label) ?? 0) + (row === y || column === x ? SIDE_COST : CORNER_COST));
      }
    }
    if (seen.size === 1) return own;
    reading.tripleAt(pixel, this.triple);
    let best = own;
    let least = Infinity;
    for (const [label, liking] of seen) {
      const cost = this.misfit(label) - liking;
      if (cost < least) [least, best] = [cost, label];
    }
    return best;
  }

  private misfit(label: number): number {
    const colour = this.picture.reading.classTriples[label];
    const squared = colour.reduce((sum, level, channel) => sum + (level - this.triple[channel]) ** 2, 0);
    return squared / (2 * NOISE_LEVELS ** 2);
  }
}
