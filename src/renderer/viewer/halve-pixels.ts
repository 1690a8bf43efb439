import type { PixelRect, TileLayer, TilePixels } from './mask-source.ts';

/** Pixels of a rectangle, row-major. */
export interface PixelBlock {
  readonly width: number;
  readonly height: number;
  readonly pixels: TilePixels;
}

/** A part of the lower level and where its top left comes to lie in the upper one. */
export interface Halving {
  readonly from: PixelBlock;
  /** The pixels of `from` that are read; x and y even. */
  readonly part: PixelRect;
  readonly to: PixelBlock;
  /** Where pixel (0, 0) of `from` lies in `to`. */
  readonly toX: number;
  readonly toY: number;
}

/** For each slot its place among all, the rarest first; `rankSlots` makes it. */
export type SlotRanks = Uint16Array;

/**
 * The rarest slot has the lowest rank. A slot that is not counted has no pixel but those just painted, and ranks first;
 * where nothing is counted, the higher slot ranks first, as backgrounds tend to come first in palettes.
 */
export function rankSlots(pixelsOfSlot: ReadonlyMap<number, number> | undefined, bytesPerLabel: 1 | 2): SlotRanks {
  const slots = Array.from({ length: bytesPerLabel === 1 ? 256 : 65_536 }, (_, slot) => slot);
  slots.sort((a, b) => (pixelsOfSlot?.get(a) ?? 0) - (pixelsOfSlot?.get(b) ?? 0) || b - a);
  const ranks = new Uint16Array(slots.length);
  for (const [rank, slot] of slots.entries()) ranks[slot] = rank;
  return ranks;
}

/**
 * Makes one pixel of four. Of labels the rarest class of the whole mask stays, so that lines of one pixel are seen at
 * every zoom; of certainty the least, of changes any; colours are averaged by their alpha.
 */
export function halvePixels(layer: TileLayer, halving: Halving, ranks: SlotRanks): void {
  if (layer === 'labels') halveSingles(halving, (a, b) => ((ranks[a] ?? 0) <= (ranks[b] ?? 0) ? a : b));
  else if (layer === 'confidence') halveSingles(halving, Math.min);
  else if (layer === 'changed') halveSingles(halving, Math.max);
  else halveColours(halving);
}

function halveSingles({ from, part, to, toX, toY }: Halving, choose: (a: number, b: number) => number): void {
  const { pixels, width } = from;
  const right = part.x + part.width;
  for (let y = part.y; y < part.y + part.height; y += 2) {
    const line = y * width;
    // At an odd border the last row and column are their own neighbours.
    const next = y + 1 < from.height ? line + width : line;
    let at = (toY + (y >> 1)) * to.width + toX + (part.x >> 1);
    for (let x = part.x; x < right; x += 2) {
      const beside = x + 1 < width ? x + 1 : x;
      const a = pixels[line + x] ?? 0;
      const b = pixels[line + beside] ?? 0;
      const c = pixels[next + x] ?? 0;
      const d = pixels[next + beside] ?? 0;
      to.pixels[at++] = a === b && b === c && c === d ? a : choose(choose(a, b), choose(c, d));
    }
  }
}

function halveColours({ from, part, to, toX, toY }: Halving): void {
  for (let y = part.y; y < part.y + part.height; y += 2) {
    const line = y * from.width;
    const next = y + 1 < from.height ? line + from.width : line;
    let at = 4 * ((toY + (y >> 1)) * to.width + toX + (part.x >> 1));
    for (let x = part.x; x < part.x + part.width; x += 2) {
      const beside = x + 1 < from.width ? x + 1 : x;
      averageColour(from.pixels, [4 * (line + x), 4 * (line + beside), 4 * (next + x), 4 * (next + beside)], {
        pixels: to.pixels,
        at,
      });
      at += 4;
    }
  }
}

type FourPlaces = readonly [number, number, number, number];

function averageColour(pixels: TilePixels, [a, b, c, d]: FourPlaces, to: { pixels: TilePixels; at: number }): void {
  const alphas = [pixels[a + 3] ?? 0, pixels[b + 3] ?? 0, pixels[c + 3] ?? 0, pixels[d + 3] ?? 0] as const;
  const total = alphas[0] + alphas[1] + alphas[2] + alphas[3];
  for (let channel = 0; channel < 3; channel++) {
    const sum =
      (pixels[a + channel] ?? 0) * alphas[0] +
      (pixels[b + channel] ?? 0) * alphas[1] +
      (pixels[c + channel] ?? 0) * alphas[2] +
      (pixels[d + channel] ?? 0) * alphas[3];
    to.pixels[to.at + channel] = total === 0 ? 0 : Math.round(sum / total);
  }
  to.pixels[to.at + 3] = Math.round(total / 4);
}
