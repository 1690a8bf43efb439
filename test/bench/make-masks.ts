import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import type { Palette, Rgb } from '../../src/shared/model/palette.ts';
import { formatPaletteFile } from '../../src/shared/palette/palette-files.ts';
import { damageMask, type Damage } from '../accuracy/damage-mask.ts';
import { openDataFolder } from '../accuracy/open-data.ts';
import { readSampleTruth } from '../accuracy/sample-truth.ts';
import { selectMasks } from '../accuracy/select-masks.ts';
import { paletteOf, type TruthMask } from '../accuracy/truth-mask.ts';

export const MASK_WIDTH = 1632;
export const MASK_HEIGHT = 1224;
/** Enlargement of the sample's scenes where there are no real masks: about the borders per pixel of real 2 Mpx masks. */
const SAMPLE_SCALE = 3;
/** Real data sets with few common classes: fields, plants, rooms, streets. */
const DATASETS = ['carrot_weed', 'cwfid', 'nyuv2_13', 'camvid11'];

const damages: readonly Damage[] = [
  { quality: 75, subsampling: '4:2:0' },
  { quality: 90, subsampling: '4:2:0' },
  { quality: 75, subsampling: '4:4:4' },
  { quality: 90, subsampling: '4:4:4' },
];

export interface BenchMasks {
  readonly files: readonly string[];
  /** The palette of all files as our program takes it. */
  readonly paletteFile: string;
  /** The same as a picture of one pixel per class. */
  readonly palettePicture: string;
  readonly classes: number;
  /** What the masks are made from, for the report. */
  readonly origin: string;
}

/** Writes 2-megapixel JPEG masks of every damage in equal parts. */
export async function makeMasks(folder: string, count: number): Promise<BenchMasks> {
  const { masks, scale, origin } = readSources();
  const files: string[] = [];
  for (let place = 0; place < count; place++) {
    const source = masks[place % masks.length];
    const turn = Math.floor(place / damages.length);
    const damaged = await damageMask(
      tile(source, { scale, shift: turn * 41 }),
      damages[(place + turn) % damages.length],
    );
    const file = join(folder, `mask-${String(place).padStart(3, '0')}.jpg`);
    writeFileSync(file, damaged.jpeg);
    files.push(file);
  }
  return { files, origin, ...(await writePalette(folder, masks)) };
}

function readSources(): { masks: readonly TruthMask[]; scale: number; origin: string } {
  const folder = openDataFolder();
  if (folder === undefined) {
    return {
      masks: readSampleTruth(),
      scale: SAMPLE_SCALE,
      origin: `the sample's scenes, ${SAMPLE_SCALE} times enlarged`,
    };
  }
  const { separate } = selectMasks(folder, { datasets: DATASETS, masksPerDataset: 4 });
  const byDataset = DATASETS.map((name) => separate.filter(({ dataset }) => dataset === name));
  const masks = byDataset[0].flatMap((_, place) => byDataset.map((list) => list[place % list.length]));
  return { masks, scale: 1, origin: `real masks of ${DATASETS.join(', ')}` };
}

/** The mask repeated until it fills 2 megapixels, every second copy mirrored, so that no seam shows. */
function tile(source: TruthMask, { scale, shift }: { scale: number; shift: number }): TruthMask {
  const labels = new Uint8Array(MASK_WIDTH * MASK_HEIGHT);
  for (let y = 0; y < MASK_HEIGHT; y++) {
    const row = mirrored(Math.floor(y / scale) + shift, source.height) * source.width;
    for (let x = 0; x < MASK_WIDTH; x++) {
      labels[y * MASK_WIDTH + x] = source.labels[row + mirrored(Math.floor(x / scale) + shift, source.width)];
    }
  }
  return { ...source, width: MASK_WIDTH, height: MASK_HEIGHT, labels };
}

function mirrored(at: number, length: number): number {
  const folded = at % (2 * length);
  return folded < length ? folded : 2 * length - 1 - folded;
}

async function writePalette(folder: string, masks: readonly TruthMask[]) {
  const palette = unitedPalette(masks);
  const paletteFile = join(folder, 'labelmap.txt');
  const palettePicture = join(folder, 'palette.png');
  const pixels = Uint8Array.from(palette.classes.flatMap(({ rgb }) => rgb));
  writeFileSync(paletteFile, formatPaletteFile(palette, 'labelmap.txt'));
  await sharp(pixels, { raw: { width: palette.classes.length, height: 1, channels: 3 } })
    .png()
    .toFile(palettePicture);
  return { paletteFile, palettePicture, classes: palette.classes.length };
}

function unitedPalette(masks: readonly TruthMask[]): Palette {
  const colours = new Map<string, Rgb>(masks.flatMap((mask) => mask.colours.map((colour) => [colour.join(), colour])));
  return paletteOf([...colours.values()]);
}
