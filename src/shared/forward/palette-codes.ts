import type { JpegImage } from '../jpeg/jpeg-image.ts';
import { rgbToYcbcr } from '../jpeg/ycbcr.ts';
import type { Palette, PaletteClass, Rgb } from '../model/palette.ts';

/** What the samples of a file stand for: the classes' colours, or their indices as grey levels. */
export type Reading = 'colour' | 'index';

/**
 * The ways in which a palette's classes may stand in a file, the likelier first. `isGrey`: whether its pixels are single
 * numbers. Greys of a colour file are indices only where the palette says that indices are what masks hold.
 */
export function possibleReadings(palette: Palette, isGrey: boolean): readonly Reading[] {
  if (palette.coding === 'grey-index') return ['index', 'colour'];
  return isGrey ? ['colour', 'index'] : ['colour'];
}

/** The sample values of all classes in each component of a JPEG, by position in the palette. */
export function jpegCodes(image: JpegImage, palette: Palette, reading: Reading): Uint8Array[] {
  const triples = palette.classes.map((entry) => sampleTriple(image, colourRead(entry, reading)));
  return image.components.map((_, component) => Uint8Array.from(triples, (triple) => triple[component]));
}

/** The colour with which a class stands in a file that is read as told. */
export function colourRead(entry: PaletteClass, reading: Reading): Rgb {
  return reading === 'colour' ? entry.rgb : [entry.index, entry.index, entry.index];
}

function sampleTriple(image: JpegImage, rgb: Rgb): readonly [number, number, number] {
  return image.colourModel === 'rgb' ? rgb : rgbToYcbcr(rgb);
}
