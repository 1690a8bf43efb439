import { CERTAIN } from '../../decide/confidence-map.ts';
import type { DecisionInput } from '../../decide/decide-labels.ts';
import { throwIfStopped } from '../../should-stop.ts';
import { doubtHiddenPixels, doubtIndistinctClasses } from '../certainty/indistinct-classes.ts';
import { enlargeLabels } from '../raster/enlargement/enlarge-labels.ts';
import { findEnlargements } from '../raster/enlargement/find-enlargements.ts';
import type { UndoneEnlargement } from '../raster/enlargement/undo-enlargement.ts';
import { findTry, type Try } from './find-try.ts';
import { readLuma } from './luma-reading.ts';
import { findOpenPixels } from './open-pixels.ts';
import { maskUnder } from './mask-under.ts';
import { settleAll } from './settle-mask.ts';

/** Of larger pictures coefficients would take too much memory. */
const MOST_PIXELS = 2 ** 24;
/** Fewer edge MCUs prove nothing. */
const FEWEST_MCUS = 6;
/** Share of the edge MCUs that a mask must explain. */
const EXPLAINED_SHARE = 0.7;
/** A mask that leaves a larger share of the picture open is no proof of it. */
const MOST_OPEN = 0.2;

/** A mask whose enlargement was undone although it was saved as JPEG. */
export interface UndoneInJpeg extends UndoneEnlargement {
  /** 1 per edge MCU whose coefficients the mask, enlarged again, gives exactly; row-major. */
  readonly certified: Uint8Array;
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
  if (missed.length > most) return undefined;
  const found = undone(input, best, { edges, missed });
  return found.enlarged.open > MOST_OPEN * image.width * image.height ? undefined : found;
}

function undone(
  { model, flats, flatGroups, shouldStop }: DecisionInput,
  { blocks, mask }: Try,
  { edges, missed }: { readonly edges: readonly number[]; readonly missed: readonly number[] },
): UndoneInJpeg {
  const { enlargement, resampler } = blocks.file;
  const certified = Uint8Array.from(flatGroups.groups, (group, mcu) => (group === 0 && blocks.reproduces(mcu) ? 1 : 0));
  const isOpen = findOpenPixels(blocks, mask, edges, shouldStop);
  const doubted = new Set<number>();
  for (const mcu of missed) {
    const { left, top, right, bottom } = maskUnder(blocks, mcu);
    for (let row = top; row < bottom; row++)
      for (let column = left; column < right; column++) doubted.add(row * mask.width + column);
  }
  const found = {
    enlargement,
    classCount: model.classCount,
    labelAt: (column: number, row: number) => mask.labelAt(column, row),
    isOpen: (column: number, row: number) => isOpen[row * mask.width + column] === 1,
  };
  const { open, ...labelled } = enlargeLabels(found, doubted, shouldStop);
  const before = countCertain(labelled.confidence);
  doubtIndistinctClasses(model, { flats, ...labelled });
  if (missed.length > 0) doubtHiddenPixels(model, { flats, ...labelled });
  const indistinct = before - countCertain(labelled.confidence);
  const { adverb } = resampler.kernel;
  return {
    ...labelled,
    certified,
    enlarged: { width: mask.width, height: mask.height, adverb, open: open + indistinct },
  };
}

function countCertain(confidence: Uint8Array): number {
  let count = 0;
  for (const value of confidence) if (value === CERTAIN) count++;
  return count;
}
