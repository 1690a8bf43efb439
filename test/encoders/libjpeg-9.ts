import { readFileSync } from 'node:fs';
import type { Rgb } from '../../src/shared/model/palette.ts';
import type { DrawnMask } from '../repair/drawn-mask.ts';
import { drawMask, scatter } from '../repair/drawn-mask.ts';

/** A file that IJG's libjpeg 9 wrote of a drawn mask: see libjpeg-9/README.md. */
export interface Libjpeg9File {
  readonly name: string;
  readonly subsampling: '4:4:4' | '4:2:0' | '4:2:2' | '4:4:0';
  readonly width: number;
  readonly height: number;
  /** Factor of the standard quantisation tables: 1 for quality 50, 0.5 for 75, 0.2 for 90. */
  readonly tableFactor: number;
}

const sizes = {
  '4:2:0': ['1x1', '8x9', '15x17', '16x16', '17x33', '31x33', '33x31', '47x50', '160x123'],
  '4:2:2': ['1x9', '15x8', '17x16', '31x17', '33x31', '50x33', '151x120'],
  '4:4:0': ['9x1', '8x15', '16x17', '17x31', '31x33', '33x50', '160x123'],
  '4:4:4': ['17x9', '33x31'],
} as const;
const factors = [0.5, 0.2, 1, 0.1, 2];

const drawnFiles: readonly Libjpeg9File[] = Object.entries(sizes).flatMap(([subsampling, list]) =>
  list.map((size, index): Libjpeg9File => {
    const [width, height] = size.split('x').map(Number);
    const tableFactor = width * height > 10_000 ? 0.5 : factors[index % factors.length];
    const name = `${subsampling.replaceAll(':', '')}-${size}.jpg`;
    // The keys of `sizes`: Object.entries forgets them.
    return { name, subsampling: subsampling as Libjpeg9File['subsampling'], width, height, tableFactor };
  }),
);

/** Noise of strong colours with steps of 1: it shows what every constant of the transform adds. */
const noiseFile: Libjpeg9File = {
  name: '420-noise.jpg',
  subsampling: '4:2:0',
  width: 128,
  height: 112,
  tableFactor: 0.01,
};

const strongColours: readonly Rgb[] = [
  [255, 0, 0],
  [0, 255, 255],
  [0, 0, 255],
  [255, 255, 0],
];

export const libjpeg9Files: readonly Libjpeg9File[] = [...drawnFiles, noiseFile];

/** Those that are drawn, and large enough to tell encoders apart by. */
export const largeDrawnFiles = drawnFiles.filter(({ width, height }) => width * height > 10_000);

/** The mask of which the file was made. */
export function libjpeg9Mask({ name, width, height }: Libjpeg9File): DrawnMask {
  if (name !== noiseFile.name) return drawMask(width, height, width + height);
  const mask = drawMask(width, height, 1, strongColours);
  return { ...mask, labels: scatter(mask.labels, { share: 1, seed: 9, classes: strongColours.length }) };
}

export function readLibjpeg9({ name }: Libjpeg9File): Uint8Array {
  return readFileSync(new URL(`libjpeg-9/${name}`, import.meta.url));
}
