import type { Palette, Rgb } from '../../src/shared/model/palette.ts';

/** A mask whose every label is known, and the colours it is encoded with. */
export interface TruthMask {
  readonly dataset: string;
  readonly name: string;
  readonly width: number;
  readonly height: number;
  /** Row-major; a label is the place of its colour in `colours`. */
  readonly labels: Uint8Array;
  /** The colours that occur, at most 255: by index where the mask holds indices, else in ascending order. */
  readonly colours: readonly Rgb[];
}

/** Least distance in RGB of two colours of a list; Infinity for one colour. */
export function leastColourDistance(colours: readonly Rgb[]): number {
  let least = Infinity;
  colours.forEach((colour, place) => {
    for (const other of colours.slice(0, place)) least = Math.min(least, colourDistance(colour, other));
  });
  return least;
}

export function colourDistance(first: Rgb, second: Rgb): number {
  return Math.hypot(first[0] - second[0], first[1] - second[1], first[2] - second[2]);
}

export function isGrey([red, green, blue]: Rgb): boolean {
  return red === green && green === blue;
}

/** A palette of these colours and no others: slot and index are a colour's place in the list. */
export function paletteOf(colours: readonly Rgb[]): Palette {
  return {
    coding: 'colour',
    source: 'the colours of the mask',
    classes: colours.map((rgb, place) => ({ slot: place, name: `class ${place}`, index: place, rgb, role: 'class' })),
  };
}

/** The label map as the picture that is damaged: interleaved RGB. */
export function colourPixels({ labels, colours }: TruthMask): Uint8Array {
  const table = Uint8Array.from(colours.flat());
  const pixels = new Uint8Array(labels.length * 3);
  labels.forEach((label, pixel) => {
    pixels[pixel * 3] = table[label * 3];
    pixels[pixel * 3 + 1] = table[label * 3 + 1];
    pixels[pixel * 3 + 2] = table[label * 3 + 2];
  });
  return pixels;
}
