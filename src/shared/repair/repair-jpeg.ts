import { MaskmendError } from '../errors.ts';
import { PixelDecoder } from '../jpeg/decode-pixels.ts';
import type { JpegImage } from '../jpeg/jpeg-image.ts';
import type { Palette } from '../model/palette.ts';
import { ColourCensus } from './colour-census.ts';
import { confidenceMap } from './confidence-map.ts';
import type { Labels } from './down-sampling.ts';
import type { FlatGroups } from './flat-groups.ts';
import { groupFlatMcus } from './flat-groups.ts';
import type { FlatMcus } from './flat-mcus.ts';
import { labelFlatMcus } from './flat-mcus.ts';
import type { ForwardModel } from './forward-model.ts';
import { buildForwardModel } from './forward-model.ts';
import type { ShouldStop } from './mask-repair.ts';
import { McuLabeller } from './mcu-labeller.ts';
import { countSmearedBlocks } from './smeared-blocks.ts';
import { findWitnessedClasses } from './witnessed-classes.ts';
import type { Reading } from './palette-codes.ts';
import { colourRead, jpegCodes, possibleReadings } from './palette-codes.ts';

/** Labels of a JPEG as positions in the palette, with what is known about them. */
export interface JpegRepair {
  readonly labels: Labels;
  readonly confidence: Uint8Array;
  readonly coloursBefore: number;
  readonly changedPixels: number;
  readonly certifiedBlocks: number;
  readonly edgeBlocks: number;
  /** Blocks of one colour that no class has. */
  readonly unclaimedBlocks: number;
  /** Edge blocks of one class that are not certified. */
  readonly smearedBlocks: number;
  readonly blocks: number;
}

/**
 * Repairs a JPEG from its coefficients; undefined where its components have a resolution that no forward model knows.
 * Throws `cancelled` when `shouldStop` turns true.
 */
export function repairJpeg(image: JpegImage, palette: Palette, shouldStop: ShouldStop): JpegRepair | undefined {
  const read = chooseReading(image, palette);
  if (read === undefined) return undefined;
  const { model, flats, flatGroups } = read;
  const count = image.width * image.height;
  const labels: Labels = model.classCount <= 256 ? new Uint8Array(count) : new Uint16Array(count);
  const decoder = new PixelDecoder(image);
  const isWitnessed = findWitnessedClasses(model, { groups: flatGroups, mcus: flats }, decoder.sampleRows);
  const labeller = new McuLabeller({ model, flats, rows: decoder.sampleRows, labels, isWitnessed });
  const classColours = Uint32Array.from(palette.classes, (entry) => packed(colourRead(entry, read.reading)));
  const census = new ColourCensus(image, flatGroups.groups, decoder);
  const certified = new Uint8Array(flats.kinds.length);
  let certifiedBlocks = 0;
  labeller.startRow(0);
  for (let row = 0; row < image.mcusHigh; row++) {
    if (shouldStop()) throw new MaskmendError('cancelled', 'the repair was cancelled');
    if (row + 1 < image.mcusHigh) labeller.startRow(row + 1);
    certifiedBlocks += labeller.decideRow(row, certified);
    census.countRow(row, { labels, classColours });
  }
  return {
    labels,
    confidence: confidenceMap(model, { flats, certified }, labels),
    coloursBefore: census.distinctColours,
    changedPixels: census.changedPixels,
    certifiedBlocks,
    edgeBlocks: flatGroups.edgeCount,
    unclaimedBlocks: flats.unclaimedCount,
    smearedBlocks: countSmearedBlocks(model, { flats, certified }, labels),
    blocks: flats.kinds.length,
  };
}

function packed([red, green, blue]: readonly [number, number, number]): number {
  return (red << 16) | (green << 8) | blue;
}

interface ReadModel {
  readonly reading: Reading;
  readonly model: ForwardModel;
  readonly flats: FlatMcus;
  readonly flatGroups: FlatGroups;
}

/** Of the ways in which the palette may stand in the file, the one that explains most flat MCUs. */
function chooseReading(image: JpegImage, palette: Palette): ReadModel | undefined {
  const flatGroups = groupFlatMcus(image);
  let best: ReadModel | undefined;
  for (const reading of possibleReadings(palette)) {
    const model = buildForwardModel(image, jpegCodes(image, palette, reading));
    if (model === undefined) return undefined;
    const flats = labelFlatMcus(model, flatGroups);
    if (best === undefined || flats.unclaimedCount < best.flats.unclaimedCount) {
      best = { reading, model, flats, flatGroups };
    }
    if (flats.unclaimedCount === 0) break;
  }
  return best;
}
