import type { Rgb } from '../model/palette.ts';
import { rasterColours } from '../mask/raster-colours.ts';
import type { Raster } from '../mask/raster.ts';

/** A connected place of a colour: its box, in pixels, and how many of them it has. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly pixels: number;
}

interface WantedColour {
  readonly rgb: Rgb;
  /** Largest difference of a channel that still counts. */
  readonly levels: number;
  /** Places that are told, at most. */
  readonly most: number;
}

/** Where a colour occurs in a picture: its 4-connected places, the largest first. */
export function colourPlaces(raster: Raster, wanted: WantedColour): Place[] {
  const isWanted = markColour(raster, wanted);
  const places: Place[] = [];
  const stack = new Uint32Array(isWanted.length);
  for (let start = 0; start < isWanted.length; start++) {
    if (isWanted[start] === 1) places.push(takePlace(isWanted, { start, width: raster.width, stack }));
  }
  return places.toSorted((a, b) => b.pixels - a.pixels).slice(0, wanted.most);
}

function markColour(raster: Raster, { rgb: [red, green, blue], levels }: WantedColour): Uint8Array {
  const colourAt = rasterColours(raster);
  const marks = new Uint8Array(raster.width * raster.height);
  for (let pixel = 0; pixel < marks.length; pixel++) {
    const colour = colourAt(pixel);
    const isNear =
      Math.abs((colour >> 16) - red) <= levels &&
      Math.abs(((colour >> 8) & 255) - green) <= levels &&
      Math.abs((colour & 255) - blue) <= levels;
    if (isNear) marks[pixel] = 1;
  }
  return marks;
}

/** Flood fill from `start`; every pixel that is taken is unmarked, so that it goes onto the stack once. */
function takePlace(
  marks: Uint8Array,
  { start, width, stack }: { start: number; width: number; stack: Uint32Array },
): Place {
  let [left, top, right, bottom] = [width, marks.length, 0, 0];
  let pixels = 0;
  let height = 1;
  stack[0] = start;
  marks[start] = 0;
  const push = (pixel: number): void => {
    if (marks[pixel] !== 1) return;
    marks[pixel] = 0;
    stack[height++] = pixel;
  };
  while (height > 0) {
    const pixel = stack[--height];
    const [x, y] = [pixel % width, Math.floor(pixel / width)];
    pixels++;
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
    if (x > 0) push(pixel - 1);
    if (x < width - 1) push(pixel + 1);
    push(pixel - width);
    push(pixel + width);
  }
  return { x: left, y: top, width: right - left + 1, height: bottom - top + 1, pixels };
}
