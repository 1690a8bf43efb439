import type { Labels } from '../forward/down-sampling.ts';
import type { ForwardModel } from '../forward/forward-model.ts';

/** The first component's samples of labels, less 128, wherever they are asked for. */
export class LumaField {
  private readonly labels: Labels;
  private readonly codes: Uint8Array;
  private readonly width: number;
  private readonly height: number;

  constructor({ components, image }: ForwardModel, labels: Labels) {
    this.labels = labels;
    this.codes = components[0].codes;
    this.width = image.width;
    this.height = image.height;
  }

  at(x: number, y: number): number {
    const column = Math.min(this.width - 1, Math.max(0, x));
    const row = Math.min(this.height - 1, Math.max(0, y));
    return this.codes[this.labels[row * this.width + column]] - 128;
  }

  /** Writes 8 x 8 samples from `left`, `top` on. */
  block(left: number, top: number, out: Float64Array): void {
    for (let at = 0; at < 64; at++) out[at] = this.at(left + (at & 7), top + (at >> 3));
  }

  /** The same after a blur by 1 2 1 in both directions. */
  softBlock(left: number, top: number, out: Float64Array): void {
    for (let at = 0; at < 64; at++) out[at] = this.softAt(left + (at & 7), top + (at >> 3));
  }

  private softAt(x: number, y: number): number {
    let sum = 0;
    for (let j = -1; j <= 1; j++) {
      for (let i = -1; i <= 1; i++) sum += (2 - Math.abs(i)) * (2 - Math.abs(j)) * this.at(x + i, y + j);
    }
    return sum / 16;
  }
}
