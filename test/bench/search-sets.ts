import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import type { Rgb } from '../../src/shared/model/palette.ts';
import { damageMask } from '../accuracy/damage-mask.ts';
import { filesOfType, openDataFolder } from '../accuracy/open-data.ts';
import { readTruthMask } from '../accuracy/read-truth.ts';
import { readSampleTruth } from '../accuracy/sample-truth.ts';
import { selectMasks } from '../accuracy/select-masks.ts';
import { colourPixels, type TruthMask } from '../accuracy/truth-mask.ts';
import { writePalette } from './make-masks.ts';
import { cropToCorner, cropToMegapixels, enlargeToMegapixels } from './resize-mask.ts';

/** Files that one process repairs, with their palette. */
interface SearchGroup {
  readonly files: readonly string[];
  readonly paletteFile: string;
}

/** Files of one kind of damage, whose time per megapixel is measured. */
export interface SearchSet {
  readonly groups: readonly SearchGroup[];
  readonly megapixels: number;
}

export interface SearchSets {
  /** The masks whose accuracy is measured, 4:2:0. */
  readonly quality75: SearchSet;
  readonly quality90: SearchSet;
  /** A corner of one mask for each process that `quality75` takes: what their starts cost. */
  readonly starts: SearchSet;
  /** Of 0 and 255 alone, 2 megapixels each, JPEG of quality 90. */
  readonly binary: SearchSet;
  /** 2 megapixels each, undamaged, as PNG. */
  readonly lossless: SearchSet;
}

const MASKS_PER_DATASET = 4;
const LARGE_MASKS = 12;
/** Times that each of them lies in its folder: as many files as a small data set has. */
const REPEATS = 4;
const BINARY: readonly Rgb[] = [
  [0, 0, 0],
  [255, 255, 255],
];

/** Writes all sets into new folders: real masks where there are some, else the sample's scenes. */
export async function makeSearchSets(home: string): Promise<SearchSets> {
  const measured = measuredMasks();
  const different = largeMasks();
  const large = Array.from({ length: REPEATS }, () => different).flat();
  return {
    quality75: await writeSet(join(home, 'quality-75'), byDataset(measured), asJpeg(75)),
    quality90: await writeSet(join(home, 'quality-90'), byDataset(measured), asJpeg(90)),
    starts: await writeSet(
      join(home, 'starts'),
      byDataset(measured).map(([mask]) => [cropToCorner(mask)]),
      asJpeg(75),
    ),
    binary: await writeSet(join(home, 'binary'), [large.map(inBlackAndWhite)], asJpeg(90)),
    lossless: await writeSet(join(home, 'lossless'), [large], asPng),
  };
}

function measuredMasks(): TruthMask[] {
  const folder = openDataFolder();
  if (folder === undefined) return readSampleTruth();
  return [...selectMasks(folder, { masksPerDataset: MASKS_PER_DATASET }).separate];
}

function largeMasks(): TruthMask[] {
  const folder = openDataFolder();
  if (folder === undefined) return readSampleTruth().map(enlargeToMegapixels);
  return ['bdd100k', 'carrot_weed', 'cwfid'].flatMap((dataset) => {
    const names = filesOfType(join(folder, 'clean', dataset), '.png').slice(0, LARGE_MASKS / 3);
    return names.map((name) => {
      const mask = readTruthMask({ path: join(folder, 'clean', dataset, name), dataset });
      return enlargeToMegapixels(cropToMegapixels(mask));
    });
  });
}

function byDataset(masks: readonly TruthMask[]): readonly (readonly TruthMask[])[] {
  return [...Map.groupBy(masks, ({ dataset }) => dataset).values()];
}

function inBlackAndWhite(mask: TruthMask): TruthMask {
  return { ...mask, colours: BINARY, labels: mask.labels.map((label) => (label === 0 ? 0 : 1)) };
}

interface Picture {
  readonly type: string;
  readonly bytes: Uint8Array;
}

type Coding = (mask: TruthMask) => Promise<Picture>;

function asJpeg(quality: number): Coding {
  return async (mask) => ({ type: 'jpg', bytes: (await damageMask(mask, { quality, subsampling: '4:2:0' })).jpeg });
}

async function asPng(mask: TruthMask): Promise<Picture> {
  const raw = { width: mask.width, height: mask.height, channels: 3 } as const;
  return { type: 'png', bytes: await sharp(colourPixels(mask), { raw }).png().toBuffer() };
}

async function writeSet(home: string, groups: readonly (readonly TruthMask[])[], code: Coding): Promise<SearchSet> {
  const written: SearchGroup[] = [];
  for (const [place, masks] of groups.entries()) {
    const folder = join(home, String(place));
    mkdirSync(folder, { recursive: true });
    const files: string[] = [];
    for (const [number, mask] of masks.entries()) {
      const { type, bytes } = await code(mask);
      const file = join(folder, `mask-${number}.${type}`);
      writeFileSync(file, bytes);
      files.push(file);
    }
    // Apart from the masks, which it must not be taken for.
    const { paletteFile } = await writePalette(join(home, `palette-${place}`), masks);
    written.push({ files, paletteFile });
  }
  const pixels = groups.flat().reduce((sum, { width, height }) => sum + width * height, 0);
  return { groups: written, megapixels: pixels / 1e6 };
}
