import type { SecondLabels } from './second-labels.ts';
import { PixelDecoder } from '../jpeg/decode-pixels.ts';
import { ColourCensus } from './colour-census.ts';
import { confidenceMap } from './confidence-map.ts';
import type { Labels } from '../forward/down-sampling.ts';
import type { FlatGroups } from '../forward/flat-groups.ts';
import type { FlatMcus } from '../forward/flat-mcus.ts';
import type { ForwardModel } from '../forward/forward-model.ts';
import { McuLabeller } from './mcu-labeller.ts';
import { SolidPatches } from './solid-patches.ts';
import { type ShouldStop, throwIfStopped } from '../should-stop.ts';
import { findWitnessedClasses } from './witnessed-classes.ts';

/** A JPEG whose flat MCUs are known, to be decided everywhere else. */
export interface DecisionInput {
  readonly model: ForwardModel;
  readonly flats: FlatMcus;
  readonly flatGroups: FlatGroups;
  /** 0xRRGGBB with which each class should stand in the file, by position in the palette. */
  readonly classColours: Uint32Array;
  /** Whether the palette is the file's own, see `RepairParameters`. */
  readonly isOfFile?: boolean;
  /** Whether classes stand pixel by pixel through all of it: that no area shows a class says nothing. */
  readonly isScattered?: boolean | undefined;
  /** 1 for MCUs whose coefficients are not known for sure: no search for labels that reproduce them is worth its time. */
  readonly unproven?: Uint8Array | undefined;
  readonly shouldStop: ShouldStop;
}

/** Labels of a JPEG as positions in the palette, with what is known about them. */
export interface DecidedLabels {
  readonly labels: Labels;
  readonly confidence: Uint8Array;
  /** 1 per certified edge MCU, row-major. */
  readonly certified: Uint8Array;
  readonly certifiedBlocks: number;
  /** 1 for every class that the file shows beyond doubt, by position in the palette. */
  readonly witnessed: Uint8Array;
  readonly coloursBefore: number;
  readonly changedPixels: number;
  /** Of pixels that were sampled and did not always have their label; undefined where nothing was. */
  readonly seconds?: SecondLabels | undefined;
}

/**
 * Decides all pixels of a JPEG, in plain TypeScript; the kernel does the same for most files, faster
 * (src/shared/kernel). Throws `cancelled` when `shouldStop` turns true.
 */
export function decideLabels(input: DecisionInput): DecidedLabels {
  const { model, flats, flatGroups, classColours } = input;
  const { image } = model;
  const count = image.width * image.height;
  const labels: Labels = model.classCount <= 256 ? new Uint8Array(count) : new Uint16Array(count);
  const decoder = new PixelDecoder(image);
  const rows = decoder.sampleRows;
  const isWitnessed = findWitnessedClasses(model, flats, () => {
    const patches = new SolidPatches(image, flatGroups, rows);
    for (let row = 0; row < image.mcusHigh; row++) patches.addRow(row);
    return patches.colours;
  });
  const labeller = new McuLabeller({ model, flats, rows, labels, isWitnessed });
  const census = new ColourCensus(image, flatGroups.groups, decoder);
  const certified = new Uint8Array(flats.kinds.length);
  let certifiedBlocks = 0;
  labeller.startRow(0);
  for (let row = 0; row < image.mcusHigh; row++) {
    throwIfStopped(input.shouldStop);
    if (row + 1 < image.mcusHigh) labeller.startRow(row + 1);
    certifiedBlocks += labeller.decideRow(row, certified);
    census.countRow(row, { labels, classColours });
  }
  return {
    labels,
    confidence: confidenceMap(model, { flats, certified }, labels),
    certified,
    certifiedBlocks,
    witnessed: isWitnessed,
    coloursBefore: census.distinctColours,
    changedPixels: census.changedPixels,
  };
}
