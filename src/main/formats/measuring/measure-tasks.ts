import { MaskmendError } from '../../../shared/errors.ts';
import type { ReadLimits } from '../../../shared/limits.ts';
import type { LabelMap } from '../../../shared/mask/label-map.ts';
import { relabel } from '../../../shared/mask/relabel.ts';
import { type CompareOptions, compareMasks, type MaskComparison } from '../../../shared/measure/compare-masks.ts';
import { type MaskMeasure, measureMask, type MeasureOptions } from '../../../shared/measure/measure-mask.ts';
import type { DatasetProblem, MaskSource } from '../../../shared/model/dataset.ts';
import { UNASSIGNED_SLOT } from '../../../shared/model/palette.ts';
import { uprightMask } from '../exporting/transform-mask.ts';
import { formatOf } from '../format-list.ts';
import { readItemMask } from '../reading/read-item-mask.ts';

/** A mask to be read, and the slots that its own slots mean. */
interface SlottedSource {
  readonly source: MaskSource;
  readonly changes: ReadonlyMap<number, number>;
}

interface MeasureTask extends SlottedSource {
  readonly options: MeasureOptions;
  readonly limits: ReadLimits;
}

interface CompareTask {
  readonly first: SlottedSource;
  /** The reference. */
  readonly second: SlottedSource;
  readonly options: CompareOptions;
  readonly limits: ReadLimits;
}

interface MeasuredItem {
  readonly measure: MaskMeasure;
  readonly problems: readonly DatasetProblem[];
}

interface ComparedItem {
  readonly comparison: MaskComparison;
  readonly problems: readonly DatasetProblem[];
}

async function measureItem({ options, limits, ...slotted }: MeasureTask): Promise<MeasuredItem> {
  const { labelMap, problems } = await readUpright(slotted, limits);
  return { measure: measureMask(labelMap, options), problems };
}

async function compareItems({ first, second, options, limits }: CompareTask): Promise<ComparedItem> {
  const one = await readUpright(first, limits);
  const other = await readUpright(second, limits);
  const comparison = compareMasks(one.labelMap, other.labelMap, options);
  return { comparison, problems: [...one.problems, ...other.problems] };
}

async function readUpright(
  { source, changes }: SlottedSource,
  limits: ReadLimits,
): Promise<{ labelMap: LabelMap; problems: readonly DatasetProblem[] }> {
  const mask = await readItemMask(source, { limits, formatOf });
  checkClasses(mask.labelMap);
  const { labelMap } = uprightMask({ labelMap: mask.labelMap }, mask.orientation);
  return { labelMap: relabel(labelMap, changes), problems: mask.problems };
}

/** Share of pixels without a class from which on a picture is no mask of these classes. */
const FOREIGN_SHARE = 0.5;

/** Photos among the masks, or classes of other masks, would spoil every number. */
function checkClasses({ labels }: LabelMap): void {
  // Readers give 16 bits where a pixel has no class.
  if (labels instanceof Uint8Array) return;
  let unassigned = 0;
  // eslint-disable-next-line @typescript-eslint/prefer-for-of -- for-of takes five times as long on typed arrays
  for (let at = 0; at < labels.length; at++) if (labels[at] === UNASSIGNED_SLOT) unassigned++;
  if (unassigned <= FOREIGN_SHARE * labels.length) return;
  const percent = Math.floor((100 * unassigned) / labels.length);
  throw new MaskmendError('unsupported-format', `${percent} % of its pixels have no class`, {
    hint: 'leave it out where it is a photo; else put a list of its classes beside it, such as labelmap.txt',
    option: '--palette',
  });
}

/** What threads do to measure the masks of datasets, by name. */
export const measureTasks = { measureItem, compareItems };
