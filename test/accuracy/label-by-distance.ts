import type { Rgb } from '../../src/shared/model/palette.ts';
import { type ColourCensus, labelByColour } from './colour-census.ts';

/** A distance from a pixel's colour to a class's colour; only its order counts. */
export type Distance = (pixel: Rgb, colour: Rgb) => number;

/** Squared distance in RGB: what "nearest colour" commonly means. */
export const plainDistance: Distance = (pixel, colour) =>
  (pixel[0] - colour[0]) ** 2 + (pixel[1] - colour[1]) ** 2 + (pixel[2] - colour[2]) ** 2;

/** The "redmean" weighting of T. Riemersma, https://www.compuphase.com/cmetric.htm, which tools for masks use too. */
export const weightedDistance: Distance = (pixel, colour) => {
  const meanRed = (pixel[0] + colour[0]) / 2;
  const redWeight = 2 + meanRed / 256;
  const blueWeight = 2 + (255 - meanRed) / 256;
  return (
    redWeight * (pixel[0] - colour[0]) ** 2 + 4 * (pixel[1] - colour[1]) ** 2 + blueWeight * (pixel[2] - colour[2]) ** 2
  );
};

/** The nearest colour's place in the list for every pixel; of equally near ones the first. */
export function labelByDistance(census: ColourCensus, colours: readonly Rgb[], distance: Distance): Uint8Array {
  return labelByColour(census, (colour) =>
    placeOfNearest([colour >> 16, (colour >> 8) & 255, colour & 255], colours, distance),
  );
}

/** The place in the list of the colour nearest to a pixel; of equally near ones the first. */
export function placeOfNearest(pixel: Rgb, colours: readonly Rgb[], distance: Distance): number {
  const distances = colours.map((colour) => distance(pixel, colour));
  return distances.indexOf(Math.min(...distances));
}
