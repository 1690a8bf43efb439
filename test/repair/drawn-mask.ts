import type { Rgb } from '../../src/shared/model/palette.ts';
import type { Palette } from '../../src/shared/model/palette.ts';

/** A label map drawn by a test, with its classes' colours. */
export interface DrawnMask {
  readonly width: number;
  readonly height: number;
  readonly labels: Uint8Array;
  readonly colours: readonly Rgb[];
}

/** Colours whose luma differs by 30 levels and more. */
export const farColours: readonly Rgb[] = [
  [0, 0, 0],
  [220, 40, 40],
  [40, 160, 230],
  [250, 230, 60],
];

/** Curved, slanted and thin shapes of up to four classes, placed by `seed`. */
export function drawMask(width: number, height: number, seed = 1, colours = farColours): DrawnMask {
  const labels = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) labels[y * width + x] = classAt(x + seed * 3, y + seed * 5) % colours.length;
  }
  return { width, height, labels, colours };
}

function classAt(x: number, y: number): number {
  if (Math.abs((x % 61) - 20) < 1 && y % 70 > 10) return 3;
  if (Math.hypot((x % 90) - 45, (y % 80) - 40) < 17) return 2;
  return Math.abs(y - 0.37 * x - 30 - 8 * Math.sin(x / 11)) < 13 ? 1 : 0;
}

/** Interleaved RGB of a drawn mask. */
export function rgbOf({ labels, colours }: DrawnMask): Uint8Array {
  const rgb = new Uint8Array(labels.length * 3);
  for (let pixel = 0; pixel < labels.length; pixel++) rgb.set(colours[labels[pixel]], pixel * 3);
  return rgb;
}

export function paletteOf({ colours }: Pick<DrawnMask, 'colours'>): Palette {
  return {
    coding: 'colour',
    source: 'test',
    classes: colours.map((rgb, slot) => ({ slot, name: `class ${slot}`, index: slot, rgb, role: 'class' })),
  };
}
