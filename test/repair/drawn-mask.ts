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

/**
 * Black and white stripes and chequers: in every block of 8 x 8 the sign of another function of the cosine transform,
 * for which its coefficients become as large as they can.
 */
export function drawPatterns(width: number, height: number): DrawnMask {
  const labels = Uint8Array.from({ length: width * height }, (_, at) => {
    const [x, y] = [at % width, Math.floor(at / width)];
    const [column, row] = [x >> 3, y >> 3];
    const horizontal = Math.cos(((2 * (x & 7) + 1) * (column & 7) * Math.PI) / 16);
    const vertical = Math.cos(((2 * (y & 7) + 1) * (row & 7) * Math.PI) / 16);
    const isHigh = horizontal * vertical + (((column + row) % 5) - 2) / 20 > 0;
    return isHigh !== ((column >> 3) + (row >> 3)) % 2 > 0 ? 1 : 0;
  });
  const colours: readonly Rgb[] = [
    [0, 0, 0],
    [255, 255, 255],
  ];
  return { width, height, labels, colours };
}

/** Sets a share of the labels anew. */
export function scatter(
  labels: Uint8Array,
  { share, seed, classes }: { readonly share: number; readonly seed: number; readonly classes: number },
): Uint8Array {
  let state = seed * 2 + 1;
  const random = () => {
    state = (Math.imul(state, 1103515245) + 12345) | 0;
    return (state >>> 8) / 2 ** 24;
  };
  return labels.map((label) => (random() < share ? Math.floor(random() * classes) : label));
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
