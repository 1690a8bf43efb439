import { type FlatGroups, groupFlatMcus } from '../forward/flat-groups.ts';
import { type FlatMcus, labelFlatMcus } from '../forward/flat-mcus.ts';
import { buildForwardModel, type ForwardModel } from '../forward/forward-model.ts';
import { colourRead, jpegCodes, possibleReadings, type Reading } from '../forward/palette-codes.ts';
import type { JpegImage } from '../jpeg/jpeg-image.ts';
import type { Palette, Rgb } from '../model/palette.ts';

/** A JPEG read with a palette. */
export interface ReadModel {
  readonly reading: Reading;
  readonly model: ForwardModel;
  readonly flats: FlatMcus;
  readonly flatGroups: FlatGroups;
  /** 0xRRGGBB with which each class should stand in the file, by position in the palette. */
  readonly classColours: Uint32Array;
}

/**
 * Of the ways in which the palette may stand in the file, the one that explains most flat MCUs; undefined where its
 * components have a resolution that no forward model knows.
 */
export function chooseReading(image: JpegImage, palette: Palette): ReadModel | undefined {
  const flatGroups = groupFlatMcus(image);
  let best: ReadModel | undefined;
  for (const reading of possibleReadings(palette, image.colourModel === 'grey')) {
    // Samples have 8 bits: indices beyond cannot stand in a JPEG.
    if (reading === 'index' && palette.classes.some(({ index }) => index > 255)) continue;
    const model = buildForwardModel(image, jpegCodes(image, palette, reading));
    if (model === undefined) return undefined;
    const flats = labelFlatMcus(model, flatGroups);
    if (best === undefined || flats.unclaimedCount < best.flats.unclaimedCount) {
      best = { reading, model, flats, flatGroups, classColours: coloursRead(palette, reading) };
    }
    if (flats.unclaimedCount === 0) break;
  }
  return best;
}

function coloursRead({ classes }: Palette, reading: Reading): Uint32Array {
  return Uint32Array.from(classes, (entry) => packed(colourRead(entry, reading)));
}

function packed([red, green, blue]: Rgb): number {
  return (red << 16) | (green << 8) | blue;
}
