import { join } from 'node:path';
import { vocColour } from '../../src/shared/palette/presets/voc.ts';
import { filesOfType, openDataFolder } from '../accuracy/open-data.ts';
import { readTruthMask } from '../accuracy/read-truth.ts';
import { readSampleTruth } from '../accuracy/sample-truth.ts';
import { selectMasks } from '../accuracy/select-masks.ts';
import type { TruthMask } from '../accuracy/truth-mask.ts';
import { cropToMegapixels, enlargeToMegapixels, tileToMegapixels } from './resize-mask.ts';

/** Masks of one kind of which a folder of 2-megapixel masks is made. */
export interface MaskSet {
  readonly name: string;
  /** What the masks are made from, for the report. */
  readonly origin: string;
  /** In the order in which they are taken. */
  readonly sources: readonly TruthMask[];
  /** A source as it is encoded; `turn` counts the files made of the sources before, four at a time. */
  readonly draw: (source: TruthMask, turn: number) => TruthMask;
}

const MASKS_PER_DATASET = 4;
/** Data sets with few common classes: fields, plants, rooms, streets. */
const SMALL_MASKS = ['carrot_weed', 'cwfid', 'nyuv2_13', 'camvid11'];
/** Data sets of masks of 1 megapixel and more: fields, plants, lanes, streets. */
const LARGE_MASKS = ['carrot_weed', 'cwfid', 'tusimple_lanes', 'bdd100k'];
/** Enlargement of the sample's scenes where there are no real masks: about the borders per pixel of real 2 Mpx masks. */
const SAMPLE_SCALE = 3;
/** How far each further turn through the sources begins beside the one before, in pixels. */
const SHIFT = 41;

/** Real masks where there are some: small ones side by side, and large ones as they are; else the sample's scenes. */
export function readMaskSets(): readonly MaskSet[] {
  const folder = openDataFolder();
  if (folder === undefined) return [sampleScenes()];
  return [denseMosaics(folder), ordinaryMasks(folder)];
}

function sampleScenes(): MaskSet {
  return {
    name: 'sample',
    origin: `the sample's scenes, ${SAMPLE_SCALE} times enlarged, side by side`,
    sources: readSampleTruth(),
    draw: (source, turn) => tileToMegapixels(source, { scale: SAMPLE_SCALE, shift: turn * SHIFT }),
  };
}

function denseMosaics(folder: string): MaskSet {
  const { separate } = selectMasks(folder, { datasets: SMALL_MASKS, masksPerDataset: MASKS_PER_DATASET });
  return {
    name: 'dense',
    origin: `mosaics of real masks of ${SMALL_MASKS.join(', ')}: more borders than masks of this size have`,
    sources: inTurn(SMALL_MASKS.map((name) => separate.filter(({ dataset }) => dataset === name))),
    draw: (source, turn) => tileToMegapixels(source, { scale: 1, shift: turn * SHIFT }),
  };
}

function ordinaryMasks(folder: string): MaskSet {
  return {
    name: 'ordinary',
    origin: `real masks of ${LARGE_MASKS.join(', ')}, cut or enlarged to this size, in VOC's colours`,
    sources: inTurn(LARGE_MASKS.map((dataset) => readLargeMasks(folder, dataset))),
    draw: (source) => source,
  };
}

function readLargeMasks(folder: string, dataset: string): TruthMask[] {
  const home = join(folder, 'clean', dataset);
  return evenly(filesOfType(home, '.png'), MASKS_PER_DATASET).map((name) => {
    const mask = readTruthMask({ path: join(home, name), dataset });
    return inVocColours(enlargeToMegapixels(cropToMegapixels(mask)));
  });
}

/** Some of a list, from its first to its last. */
function evenly<Entry>(list: readonly Entry[], count: number): Entry[] {
  const step = (list.length - 1) / (count - 1);
  return Array.from({ length: count }, (_, place) => list[Math.round(place * step)]);
}

/** Many of these masks hold numbers that no eye could tell apart: all get the colours of one well-known palette. */
function inVocColours(mask: TruthMask): TruthMask {
  return { ...mask, colours: mask.colours.map((_, place) => vocColour(place)) };
}

/** The first of every list, then the second of every list; short lists begin anew. */
function inTurn<Entry>(lists: readonly (readonly Entry[])[]): Entry[] {
  return Array.from({ length: MASKS_PER_DATASET }, (_, place) => lists.map((list) => list[place % list.length])).flat();
}
