import type { Raster } from '../../src/shared/mask/raster.ts';
import type { Rgb } from '../../src/shared/model/palette.ts';
import type { DrawnMask } from '../repair/drawn-mask.ts';

/** Levels of red, green and blue: the colours that browsers once agreed on. */
const WEB_LEVELS = [0, 51, 102, 153, 204, 255];
export const webColours: readonly Rgb[] = WEB_LEVELS.flatMap((red) =>
  WEB_LEVELS.flatMap((green) => WEB_LEVELS.map((blue): Rgb => [red, green, blue])),
);
export const blackAndWhite: readonly Rgb[] = [
  [0, 0, 0],
  [255, 255, 255],
];

/** A mask dithered to some colours, each pixel's error carried to its neighbours as Floyd and Steinberg do. */
export function diffuse({ width, height, labels, colours }: DrawnMask, table: readonly Rgb[]): Raster {
  const errors = new Float64Array(3 * width * (height + 1) + 6);
  const samples = new Uint8Array(3 * width * height);
  const carry = (x: number, y: number, error: readonly number[], share: number): void => {
    if (x < 0 || x >= width) return;
    error.forEach((level, channel) => {
      errors[3 * (y * width + x) + channel] += level * share;
    });
  };
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = 3 * (y * width + x);
      const meant = colours[labels[at / 3]].map((level, channel) => level + errors[at + channel]);
      const shown = nearest(meant, table);
      samples.set(shown, at);
      const error = meant.map((level, channel) => level - shown[channel]);
      carry(x + 1, y, error, 7 / 16);
      carry(x - 1, y + 1, error, 3 / 16);
      carry(x, y + 1, error, 5 / 16);
      carry(x + 1, y + 1, error, 1 / 16);
    }
  }
  return { width, height, channels: 'rgb', bitDepth: 8, samples };
}

/** Bayer's thresholds, 4 x 4. */
const BAYER = [0, 8, 2, 10, 12, 4, 14, 6, 3, 11, 1, 9, 15, 7, 13, 5];

/** A mask of greys dithered to black and white by Bayer's ordered thresholds. */
export function threshold({ width, height, labels, colours }: DrawnMask): Raster {
  const samples = Uint8Array.from({ length: width * height }, (_, at) => {
    const [x, y] = [at % width, Math.floor(at / width)];
    const limit = (BAYER[(y % 4) * 4 + (x % 4)] + 0.5) / 16;
    return colours[labels[at]][0] / 255 > limit ? 1 : 0;
  });
  return { width, height, channels: 'grey', bitDepth: 1, samples };
}

function nearest(colour: readonly number[], table: readonly Rgb[]): Rgb {
  const distances = table.map((entry) => entry.reduce((sum, level, place) => sum + (level - colour[place]) ** 2, 0));
  return table[distances.indexOf(Math.min(...distances))];
}
