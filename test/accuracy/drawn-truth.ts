import type { Rgb } from '../../src/shared/model/palette.ts';
import { RandomNumbers } from '../../src/shared/search/random-numbers.ts';
import type { TruthMask } from './truth-mask.ts';

/** Where and of how many classes a mask is drawn, and by which random numbers. */
interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly classes: number;
  readonly random: RandomNumbers;
}

type ClassAt = (x: number, y: number) => number;

/** The areas nearest to scattered points. */
function drawCells({ width, height, classes, random }: Drawing): ClassAt {
  const points = Array.from({ length: 24 }, () => ({
    x: random.below(width),
    y: random.below(height),
    label: random.below(classes),
  }));
  return (x, y) => {
    const distances = points.map((point) => (point.x - x) ** 2 + (point.y - y) ** 2);
    return points[distances.indexOf(Math.min(...distances))].label;
  };
}

/** The kinds of masks that are drawn: each gives the class of a pixel. */
export const drawnKinds = {
  cells: drawCells,
  /** Curves a pixel wide, and wider ones. */
  curves: ({ width, height, classes, random }) => {
    const labels = new Uint8Array(width * height);
    for (let curve = 0; curve < 24; curve++) {
      const [phase, turns, slope] = [random.below(628) / 100, random.below(500) / 100, random.below(300) / 100];
      const label = 1 + random.below(Math.max(1, classes - 1));
      const wide = 1 + random.below(2);
      for (let step = 0; step < 4000; step++) {
        const t = step / 4000;
        const x = Math.floor(width * (0.5 + 0.6 * Math.sin(phase + turns * t)));
        const y = Math.floor(height * (0.5 + 0.6 * Math.sin(slope + (turns + 1) * t)));
        for (let i = 0; i < wide; i++)
          if (x + i < width && x >= 0 && y >= 0 && y < height) labels[y * width + x + i] = label;
      }
    }
    return (x, y) => labels[y * width + x] % classes;
  },
  /** Areas with single pixels of other classes. */
  salt: (drawing) => {
    const area = drawCells(drawing);
    const { classes, random } = drawing;
    return (x, y) => (random.below(50) === 0 ? random.below(classes) : area(x, y));
  },
  /** Runs of one to three pixels, as in maps of land use, and plain areas of two classes. */
  scattered: ({ width, height, classes, random }) => {
    let run = 0;
    let label = 0;
    return (x, y) => {
      if (x < width / 4) return y < height / 2 ? 0 : 1;
      if (run-- <= 0) [run, label] = [random.below(3), random.below(classes)];
      return label;
    };
  },
  /** Shades between classes as patterns of 4 x 4. */
  dither: ({ width, height, classes }) => {
    const pattern = [0, 8, 2, 10, 12, 4, 14, 6, 3, 11, 1, 9, 15, 7, 13, 5];
    return (x, y) => {
      const shade = ((x / width + y / height) / 2) * (classes - 1);
      return Math.min(classes - 1, Math.floor(shade + pattern[(y % 4) * 4 + (x % 4)] / 16));
    };
  },
  rings: ({ width, height, classes, random }) => {
    const [x0, y0, wide] = [random.below(width), random.below(height), 2 + random.below(6)];
    return (x, y) => Math.floor(Math.hypot(x - x0, y - y0) / wide) % classes;
  },
  /** Objects of one to nine pixels. */
  specks: ({ width, height, classes, random }) => {
    const labels = new Uint8Array(width * height);
    for (let speck = 0; speck < (width * height) / 300; speck++) {
      const [left, top, label] = [random.below(width - 3), random.below(height - 3), random.below(classes)];
      const [wide, high] = [1 + random.below(3), 1 + random.below(3)];
      for (let y = top; y < top + high; y++) labels.fill(label, y * width + left, y * width + left + wide);
    }
    return (x, y) => labels[y * width + x];
  },
} as const satisfies Record<string, (drawing: Drawing) => ClassAt>;

export type DrawnKind = keyof typeof drawnKinds;

/** Palettes that are hard to tell apart, each in its own way. */
export const drawnPalettes = {
  voc: ['000000', '800000', '008000', '808000', '000080', '800080'],
  'one luma': ['6b8e23', '4682b4', '000000'],
  street: ['000000', '804080', '003c64', '770b20', 'dc143c', '0000e6'],
  'low contrast': ['23c669', '2dc23b', '3af35b', '19f44d'],
  'grey by ten': ['000000', '0a0a0a', '141414', '1e1e1e'],
  'grey by 64': ['000000', '404040', '808080', 'c0c0c0'],
  binary: ['000000', 'ffffff'],
} as const satisfies Record<string, readonly string[]>;

export type DrawnPalette = keyof typeof drawnPalettes;

/** A mask that is drawn by random numbers, the same ones for every seed. */
export function drawTruth(
  kind: DrawnKind,
  palette: DrawnPalette,
  { width = 160, height = 128, seed = 1 }: { width?: number; height?: number; seed?: number } = {},
): TruthMask {
  const colours = drawnPalettes[palette].map(rgbOf);
  const random = new RandomNumbers();
  random.seed(seed * 7919);
  const classAt = drawnKinds[kind]({ width, height, classes: colours.length, random });
  const labels = Uint8Array.from({ length: width * height }, (_, at) => classAt(at % width, Math.floor(at / width)));
  return { dataset: 'drawn', name: `${kind}, ${palette}`, width, height, labels, colours };
}

function rgbOf(hex: string): Rgb {
  const value = parseInt(hex, 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}
