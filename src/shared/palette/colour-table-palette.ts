import type { Raster } from '../mask/raster.ts';
import type { Palette, Rgb } from '../model/palette.ts';
import { assemblePalette, type ClassEntry } from './assemble-palette.ts';
import { nameOfColour } from './colour-names.ts';
import { packColour } from './packed-colour.ts';
import { paletteError } from './palette-error.ts';
import { matchPreset } from './preset-match.ts';

/**
 * The classes of an indexed picture: the entries of its colour table that occur in it, each with its index. Where
 * indices and colours are those of a known data set the classes have its names; VOC's void outline is void in any case.
 * Entries of one colour are told apart by index only: then the coding is `grey-index`.
 *
 * @throws MaskmendError invalid-palette where the picture is not indexed, or an index is beyond the table.
 */
export function paletteFromColourTable(raster: Raster): Palette {
  const { channels, colourTable } = raster;
  if (channels !== 'indexed' || colourTable === undefined) {
    throw paletteError(
      'the picture has no colour table',
      'a palette is taken from an indexed PNG, or from a text file',
    );
  }
  const colours = usedIndices(raster).map((index): [number, Rgb] => [index, entryAt(colourTable, index)]);
  const preset = matchPreset(
    colours.map(([index, rgb]) => ({ values: [packColour(rgb)], middle: rgb, slack: 0, index })),
  );
  const entries = colours.map(([index, rgb], place): ClassEntry => {
    const name = preset?.hasNames === true ? preset.classes[place].name : nameOfColour(rgb, index);
    return { name, index, rgb };
  });
  const isByColour = new Set(colours.map(([, rgb]) => packColour(rgb))).size === colours.length;
  return assemblePalette(entries, { coding: isByColour ? 'colour' : 'grey-index', source: 'colour table' });
}

function usedIndices({ samples }: Raster): number[] {
  const isUsed = new Uint8Array(256);
  // eslint-disable-next-line @typescript-eslint/prefer-for-of -- for-of takes five times as long on typed arrays
  for (let at = 0; at < samples.length; at++) isUsed[samples[at]] = 1;
  return [...isUsed.keys()].filter((index) => isUsed[index] === 1);
}

function entryAt(colourTable: Uint8Array, index: number): Rgb {
  if (3 * index + 2 >= colourTable.length) {
    throw paletteError(`index ${index} occurs in the picture, but its colour table ends before`);
  }
  return [colourTable[3 * index], colourTable[3 * index + 1], colourTable[3 * index + 2]];
}
