import type { Palette } from '../../src/shared/model/palette.ts';
import type { Labelling } from './method.ts';
import { colourDistance, type TruthMask } from './truth-mask.ts';

/** Counts over one mask or many. */
export interface Score {
  readonly masks: number;
  readonly exactMasks: number;
  readonly pixels: number;
  readonly wrong: number;
  /** Pixels with a neighbour above, below, left or right of another class in the truth. */
  readonly boundary: number;
  readonly certain: number;
  readonly wrongCertain: number;
  readonly certainBoundary: number;
  readonly edgeBlocks: number;
  readonly certifiedBlocks: number;
  readonly seconds: number;
}

/** An inferred colour this near to a true one means that class; measured classes are at least twice as far apart. */
const SAME_CLASS_DISTANCE = 12;

/** Holds a labelling against the truth. */
export function scoreLabelling(truth: TruthMask, palette: Palette, result: Labelling & { seconds: number }): Score {
  const truthOfSlot = matchClasses(truth, palette);
  const tally = { wrong: 0, boundary: 0, certain: 0, wrongCertain: 0, certainBoundary: 0 };
  const confidence = result.claims?.confidence;
  truth.labels.forEach((label, pixel) => {
    const isWrong = truthOfSlot[result.labels[pixel]] !== label;
    const isBoundary = isOnBoundary(truth, pixel);
    const isCertain = confidence?.[pixel] === 255;
    if (isWrong) tally.wrong++;
    if (isBoundary) tally.boundary++;
    if (!isCertain) return;
    tally.certain++;
    if (isWrong) tally.wrongCertain++;
    if (isBoundary) tally.certainBoundary++;
  });
  return {
    ...tally,
    masks: 1,
    exactMasks: tally.wrong === 0 ? 1 : 0,
    pixels: truth.labels.length,
    edgeBlocks: result.claims?.edgeBlocks ?? 0,
    certifiedBlocks: result.claims?.certifiedBlocks ?? 0,
    seconds: result.seconds,
  };
}

export function addScores(scores: readonly Score[]): Score {
  const sum = (field: keyof Score) => scores.reduce((total, score) => total + score[field], 0);
  return {
    masks: sum('masks'),
    exactMasks: sum('exactMasks'),
    pixels: sum('pixels'),
    wrong: sum('wrong'),
    boundary: sum('boundary'),
    certain: sum('certain'),
    wrongCertain: sum('wrongCertain'),
    certainBoundary: sum('certainBoundary'),
    edgeBlocks: sum('edgeBlocks'),
    certifiedBlocks: sum('certifiedBlocks'),
    seconds: sum('seconds'),
  };
}

/** Per slot of the palette the label of the truth that it means; 256 where it means none. */
function matchClasses({ colours }: TruthMask, palette: Palette): Uint16Array {
  const truthOfSlot = new Uint16Array(65536).fill(256);
  for (const { slot, rgb } of palette.classes) {
    const distances = colours.map((colour) => colourDistance(colour, rgb));
    const nearest = distances.indexOf(Math.min(...distances));
    if (distances[nearest] < SAME_CLASS_DISTANCE) truthOfSlot[slot] = nearest;
  }
  return truthOfSlot;
}

/** Whether a pixel has a neighbour above, below, left or right of another class in the truth. */
export function isOnBoundary({ labels, width, height }: TruthMask, pixel: number): boolean {
  const x = pixel % width;
  const own = labels[pixel];
  return (
    (x > 0 && labels[pixel - 1] !== own) ||
    (x < width - 1 && labels[pixel + 1] !== own) ||
    (pixel >= width && labels[pixel - width] !== own) ||
    (pixel < width * (height - 1) && labels[pixel + width] !== own)
  );
}
