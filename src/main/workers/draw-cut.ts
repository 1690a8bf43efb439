import { writePng } from '../codec/png/png-writer.ts';
import type { BusyPlace } from '../../shared/mask/busiest-place.ts';

/** A cut of a mask where its classes meet, before and after its repair: PNG, pixel for pixel. */
export interface EdgeCut extends BusyPlace {
  readonly before: Uint8Array;
  readonly after: Uint8Array;
  /** Distinct colours in the cut, before and after. */
  readonly coloursBefore: number;
  readonly coloursAfter: number;
}

/** Packed colours of pixels by their numbers, row after row. */
type ColourAt = (pixel: number) => number;

/** Cuts a place out of two pictures whose rows are `rowWidth` pixels long. */
export function drawCuts(
  place: BusyPlace,
  rowWidth: number,
  { before, after }: { readonly before: ColourAt; readonly after: ColourAt },
): EdgeCut {
  const [first, second] = [drawCut(place, rowWidth, before), drawCut(place, rowWidth, after)];
  return {
    ...place,
    before: first.png,
    after: second.png,
    coloursBefore: first.colours,
    coloursAfter: second.colours,
  };
}

function drawCut(
  { x, y, width, height }: BusyPlace,
  rowWidth: number,
  colourAt: ColourAt,
): { readonly png: Uint8Array; readonly colours: number } {
  const samples = new Uint8Array(3 * width * height);
  const seen = new Set<number>();
  for (let row = 0, at = 0; row < height; row++) {
    for (let column = 0; column < width; column++, at += 3) {
      const colour = colourAt((y + row) * rowWidth + x + column);
      seen.add(colour);
      samples[at] = colour >> 16;
      samples[at + 1] = (colour >> 8) & 255;
      samples[at + 2] = colour & 255;
    }
  }
  return { png: writePng({ width, height, channels: 'rgb', bitDepth: 8, samples }), colours: seen.size };
}
