import type { PixelBlock } from './halve-pixels.ts';
import type { PixelRect } from './mask-source.ts';
import type { NearestSlot } from './nearest-slot.ts';

export interface Comparison {
  readonly labels: PixelBlock;
  /** RGBA of the same pixels. */
  readonly original: PixelBlock;
  /** The pixels to compare. */
  readonly part: PixelRect;
  readonly to: PixelBlock;
}

/** Writes 255 where the label is not the class nearest to the original, else 0. */
export function changedPixels({ labels, original, part, to }: Comparison, nearest: NearestSlot): void {
  const colours = original.pixels;
  let lastColour = -1;
  let lastSlot = -1;
  for (let y = part.y; y < part.y + part.height; y++) {
    const line = y * labels.width;
    for (let at = line + part.x; at < line + part.x + part.width; at++) {
      const [red, green, blue] = [colours[4 * at] ?? 0, colours[4 * at + 1] ?? 0, colours[4 * at + 2] ?? 0];
      const colour = (red << 16) | (green << 8) | blue;
      // Most pixels have their neighbour's colour.
      if (colour !== lastColour) {
        lastColour = colour;
        lastSlot = nearest(red, green, blue);
      }
      to.pixels[at] = labels.pixels[at] === lastSlot ? 0 : 255;
    }
  }
}
