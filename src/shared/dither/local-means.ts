import type { DitheredPicture } from './find-dither.ts';

/**
 * Visits every pixel with the mean colour of the square round it whose half side is `reach`, as far as the picture goes. The
 * array that is handed over is the same each time.
 */
export function eachLocalMean(
  { width, height, values, colours }: DitheredPicture,
  reach: number,
  visit: (pixel: number, mean: Float64Array) => void,
): void {
  const levels = [0, 1, 2].map((channel) => Float64Array.from(colours, (colour) => colour[channel]));
  // The sums of the columns, over the rows that the square reaches.
  const columns = levels.map(() => new Float64Array(width));
  const addRow = (y: number, sign: number): void => {
    for (const [channel, sums] of columns.entries()) {
      const level = levels[channel];
      for (let x = 0; x < width; x++) sums[x] += sign * level[values[y * width + x]];
    }
  };
  for (let y = 0; y < Math.min(reach, height); y++) addRow(y, 1);
  const mean = new Float64Array(3);
  const sums = new Float64Array(3);
  for (let y = 0; y < height; y++) {
    if (y + reach < height) addRow(y + reach, 1);
    if (y - reach - 1 >= 0) addRow(y - reach - 1, -1);
    const rows = Math.min(y + reach, height - 1) - Math.max(y - reach, 0) + 1;
    for (const [channel, column] of columns.entries()) {
      sums[channel] = 0;
      for (let x = 0; x < Math.min(reach, width); x++) sums[channel] += column[x];
    }
    for (let x = 0; x < width; x++) {
      const count = rows * (Math.min(x + reach, width - 1) - Math.max(x - reach, 0) + 1);
      for (const [channel, column] of columns.entries()) {
        if (x + reach < width) sums[channel] += column[x + reach];
        if (x - reach - 1 >= 0) sums[channel] -= column[x - reach - 1];
        mean[channel] = sums[channel] / count;
      }
      visit(y * width + x, mean);
    }
  }
}
