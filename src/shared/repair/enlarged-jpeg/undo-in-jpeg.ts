import { CERTAIN } from '../../decide/confidence-map.ts';
import type { DecisionInput } from '../../decide/decide-labels.ts';
import { throwIfStopped } from '../../should-stop.ts';
import { doubtIndistinctClasses } from '../certainty/indistinct-classes.ts';
import { enlargeLabels } from '../raster/enlargement/enlarge-labels.ts';
import { findEnlargements } from '../raster/enlargement/find-enlargements.ts';
import type { UndoneEnlargement } from '../raster/enlargement/undo-enlargement.ts';
import { classesRound } from './label-changes.ts';
import { findTry, type Try } from './find-try.ts';
import { readLuma } from './luma-reading.ts';
import { doubtHiddenPixels } from './hidden-pixels.ts';
import { findOpenPixels, TELLING } from './open-pixels.ts';
import { maskUnder } from './mask-under.ts';
import { settleAll } from './settle-mask.ts';

/** Of larger pictures coefficients would take too much memory. */
const MOST_PIXELS = 2 ** 23;
/** Fewer edge MCUs prove nothing. */
const FEWEST_MCUS = 6;
/** Share of the edge MCUs that a mask must explain. */
const EXPLAINED_SHARE = 0.7;
/**
 * Share of the picture that a mask may leave open at most: pixels that it does not explain, or that may be of another class;
 * and with those that might have been painted over.
 */
const MOST_OPEN = 0.2;
const MOST_IN_DOUBT = 0.5;

/** A mask whose enlargement was undone although it was saved as JPEG. */
export interface UndoneInJpeg extends UndoneEnlargement {
  /** 1 per edge MCU whose coefficients the mask, enlarged again, gives exactly; row-major. */
  readonly certified: Uint8Array;
  /** The MCUs that it does not explain. */
  readonly missed: readonly number[];
}

/**
 * Undoes that a mask was enlarged softly before it was saved as JPEG. Proof that it was: enlarged again, its labels give
 * the file's coefficients, but for roundings of the picture in between. Undefined where no labels do, or where they leave
 * much of the picture open. Throws `cancelled` when the input's `shouldStop` turns true.
 */
export function undoInJpeg(input: DecisionInput): UndoneInJpeg | undefined {
  const { model, flatGroups, shouldStop } = input;
  const { image } = model;
  if (image.width * image.height > MOST_PIXELS || flatGroups.edgeCount < FEWEST_MCUS) return undefined;
  const luma = readLuma(model);
  const enlargements = findEnlargements(image, luma, luma.accuracy);
  if (enlargements.length === 0) return undefined;
  const edges = [...flatGroups.groups.keys()].filter((mcu) => flatGroups.groups[mcu] === 0);
  const best = findTry(input, enlargements, edges);
  if (best === undefined) return undefined;
  const { blocks, mask } = best;
  const all = [...flatGroups.groups.keys()].filter((mcu) => {
    if (mcu % image.mcusWide === 0) throwIfStopped(shouldStop);
    if (blocks.costOfMcu(mcu) > 0) return true;
    if (flatGroups.groups[mcu] !== 0) blocks.release(mcu);
    return false;
  });
  const most = (1 - EXPLAINED_SHARE) * edges.length;
  const missed = settleAll({ blocks, mask, most, shouldStop }, all);
  return missed.length > most ? undefined : undone(input, best, { edges, missed });
}

interface Explained {
  /** The edge MCUs, and those of all that the mask does not explain. */
  readonly edges: readonly number[];
  readonly missed: readonly number[];
}

/** The labels of a mask, and what of them is certain; undefined where that is too little. */
function undone(input: DecisionInput, best: Try, { edges, missed }: Explained): UndoneInJpeg | undefined {
  const { model, flats, flatGroups, shouldStop } = input;
  const { blocks, mask } = best;
  const { enlargement, resampler } = blocks.file;
  const certified = Uint8Array.from(flatGroups.groups, (group, mcu) => (group === 0 && blocks.reproduces(mcu) ? 1 : 0));
  const open = findOpenPixels(blocks, mask, edges, shouldStop);
  const doubted = doubtedPixels(best, missed);
  const found = {
    enlargement,
    classCount: model.classCount,
    labelAt: (column: number, row: number) => mask.labelAt(column, row),
    isOpen: (column: number, row: number) => open[row * mask.width + column] === 1,
  };
  const count = model.image.width * model.image.height;
  let labelled = enlargeLabels(found, doubted, shouldStop);
  if (labelled.open > MOST_OPEN * count) return undefined;
  // Where somebody has painted over the picture, what looks like a blend may be a dab of another class.
  const isPainted = missed.length > 0;
  if (isPainted) labelled = enlargeLabels({ ...found, isOpen: isOpenOrBlends(best, open) }, doubted, shouldStop);
  const { labels, confidence } = labelled;
  const before = countCertain(confidence);
  doubtIndistinctClasses(model, { flats, labels, confidence });
  if (isPainted) doubtHiddenPixels({ blocks, telling: TELLING }, { labels, confidence }, shouldStop);
  const enlarged = {
    width: mask.width,
    height: mask.height,
    by: resampler.kernel.name,
    open: labelled.open + before - countCertain(confidence),
  };
  return enlarged.open > MOST_IN_DOUBT * count ? undefined : { labels, confidence, certified, missed, enlarged };
}

/** The pixels of a mask that take part in MCUs which it does not explain. */
function doubtedPixels({ blocks, mask }: Try, missed: readonly number[]): ReadonlySet<number> {
  const doubted = new Set<number>();
  for (const mcu of missed) {
    const { left, top, right, bottom } = maskUnder(blocks, mcu);
    for (let row = top; row < bottom; row++)
      for (let column = left; column < right; column++) doubted.add(row * mask.width + column);
  }
  return doubted;
}

/** Whether a pixel of the mask is open, or makes up blends. */
function isOpenOrBlends({ blocks, mask }: Try, open: Uint8Array): (column: number, row: number) => boolean {
  const { reach } = blocks.file.resampler.kernel;
  return (column, row) => open[row * mask.width + column] === 1 || classesRound(mask, column, row, reach).length > 0;
}

function countCertain(confidence: Uint8Array): number {
  let count = 0;
  for (const value of confidence) if (value === CERTAIN) count++;
  return count;
}
