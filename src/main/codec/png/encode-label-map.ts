import { MaskmendError } from '../../../shared/errors.ts';
import type { LabelMap } from '../../../shared/mask/label-map.ts';
import { lookUp } from '../../../shared/mask/look-up.ts';
import type { Raster } from '../../../shared/mask/raster.ts';
import type { Palette } from '../../../shared/model/palette.ts';
import { writePng } from './png-writer.ts';

/**
 * `indexed`: 8-bit indices with the palette as colour table; `grey`: the indices as grey levels, 8 bits where all
 * indices of the palette fit, else 16; `rgb`: the colours of the classes.
 */
export type OutputFormat = 'indexed' | 'grey' | 'rgb';

/**
 * A label map as a PNG. Every slot of the map must be a class of the palette. The depth follows the palette, not the
 * map, so that all masks of a data set are coded alike. Throws `invalid-palette` where an index does not fit `indexed`.
 */
export function encodeLabelMap(labelMap: LabelMap, palette: Palette, format: OutputFormat): Uint8Array {
  switch (format) {
    case 'indexed':
      return writeIndexed(labelMap, palette);
    case 'grey':
      return writeGrey(labelMap, palette);
    case 'rgb':
      return writePng(rgbRaster(labelMap, palette));
  }
}

/** A confidence map, 255 = certain, as an 8-bit grey PNG. */
export function encodeConfidence(
  confidence: Uint8Array,
  size: { readonly width: number; readonly height: number },
): Uint8Array {
  return writePng({ width: size.width, height: size.height, channels: 'grey', bitDepth: 8, samples: confidence });
}

function writeIndexed({ width, height, labels }: LabelMap, palette: Palette): Uint8Array {
  const highest = highestIndex(palette);
  if (highest > 255) {
    throw new MaskmendError(
      'invalid-palette',
      `class index ${highest} does not fit an indexed PNG, which ends at 255`,
      {
        hint: 'export as grey: it has 16 bits then',
      },
    );
  }
  const { samples, entries } = exportedIndices(labels, palette, 8);
  const raster = { width, height, channels: 'indexed', bitDepth: 8, samples } as const;
  return writePng({ ...raster, colourTable: colourTable(palette, highest) }, entries);
}

function writeGrey({ width, height, labels }: LabelMap, palette: Palette): Uint8Array {
  const bitDepth = highestIndex(palette) > 255 ? 16 : 8;
  const { samples, entries } = exportedIndices(labels, palette, bitDepth);
  return writePng({ width, height, channels: 'grey', bitDepth, samples }, entries);
}

function rgbRaster({ width, height, labels }: LabelMap, palette: Palette): Raster {
  const table = new Uint8Array(3 * tableLength(labels));
  for (const { slot, rgb } of palette.classes) if (slot < tableLength(labels)) table.set(rgb, 3 * slot);
  const samples = new Uint8Array(3 * labels.length);
  for (let i = 0, target = 0; i < labels.length; i++) {
    const source = 3 * labels[i];
    samples[target++] = table[source];
    samples[target++] = table[source + 1];
    samples[target++] = table[source + 2];
  }
  return { width, height, channels: 'rgb', bitDepth: 8, samples };
}

function highestIndex(palette: Palette): number {
  return palette.classes.reduce((highest, { index }) => Math.max(highest, index), 0);
}

/** One entry for every value that a label can have. */
function tableLength(labels: LabelMap['labels']): number {
  return 2 ** (8 * labels.BYTES_PER_ELEMENT);
}

interface ExportedIndices {
  readonly samples: Raster['samples'];
  /** Where the samples are slots still: the index of each. */
  readonly entries?: Uint8Array;
}

/** The labels with the index of its class in place of every slot, or with a table of these. */
function exportedIndices(labels: LabelMap['labels'], palette: Palette, bitDepth: 8 | 16): ExportedIndices {
  const Samples = bitDepth === 8 ? Uint8Array : Uint16Array;
  if (labels instanceof Samples && palette.classes.every(({ slot, index }) => slot === index)) {
    return { samples: labels };
  }
  const table = new Samples(tableLength(labels));
  for (const { slot, index } of palette.classes) table[slot] = index;
  if (labels instanceof Uint8Array && table instanceof Uint8Array) return { samples: labels, entries: table };
  return { samples: lookUp(labels, table) };
}

/** Colours by index, black where no class has the index; of classes that share an index the first gives the colour. */
function colourTable(palette: Palette, highest: number): Uint8Array {
  const table = new Uint8Array(3 * (highest + 1));
  for (const { index, rgb } of palette.classes.toReversed()) table.set(rgb, 3 * index);
  return table;
}
