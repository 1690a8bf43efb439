import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import type { Palette, Rgb } from '../../src/shared/model/palette.ts';
import { formatPaletteFile } from '../../src/shared/palette/palette-files.ts';
import { damageMask, type Damage } from '../accuracy/damage-mask.ts';
import { paletteOf, type TruthMask } from '../accuracy/truth-mask.ts';
import type { MaskSet } from './mask-sets.ts';

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
}

/** Writes 2-megapixel JPEG masks of every damage in equal parts into a new folder. */
export async function makeMasks(folder: string, { sources, draw }: MaskSet, count: number): Promise<BenchMasks> {
  mkdirSync(folder, { recursive: true });
  const files: string[] = [];
  for (let place = 0; place < count; place++) {
    const turn = Math.floor(place / damages.length);
    const mask = draw(sources[place % sources.length], turn);
    const damaged = await damageMask(
      mask,
      damages[(place + turn + Math.floor(place / sources.length)) % damages.length],
    );
    const file = join(folder, `mask-${String(place).padStart(3, '0')}.jpg`);
    writeFileSync(file, damaged.jpeg);
    files.push(file);
  }
  return { files, ...(await writePalette(folder, sources)) };
}

/** The palette of these masks together, in a folder that is made where it is not there. */
export async function writePalette(folder: string, masks: readonly TruthMask[]): Promise<Omit<BenchMasks, 'files'>> {
  const palette = unitedPalette(masks);
  const paletteFile = join(folder, 'labelmap.txt');
  mkdirSync(folder, { recursive: true });
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
