import type { ReadLimits } from '../../../shared/limits.ts';
import type { LabelMap } from '../../../shared/mask/label-map.ts';
import { relabel } from '../../../shared/mask/relabel.ts';
import { type CompareOptions, compareMasks, type MaskComparison } from '../../../shared/measure/compare-masks.ts';
import { type MaskMeasure, measureMask, type MeasureOptions } from '../../../shared/measure/measure-mask.ts';
import type { DatasetProblem, MaskSource } from '../../../shared/model/dataset.ts';
import { uprightMask } from '../exporting/transform-mask.ts';
import { formatOf } from '../format-list.ts';
import { readItemMask } from '../reading/read-item-mask.ts';

/** A mask to be read, and the slots that its own slots mean. */
export interface SlottedSource {
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

export interface MeasuredItem {
  readonly measure: MaskMeasure;
  readonly problems: readonly DatasetProblem[];
}

export interface ComparedItem {
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
  const { labelMap } = uprightMask({ labelMap: mask.labelMap }, mask.orientation);
  return { labelMap: relabel(labelMap, changes), problems: mask.problems };
}

/** What threads do to measure the masks of datasets, by name. */
export const measureTasks = { measureItem, compareItems };
