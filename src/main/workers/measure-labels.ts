import { readMaskFile } from '../codec/read-mask-file.ts';
import { toRaster } from '../../shared/jpeg/to-raster.ts';
import type { ReadLimits } from '../../shared/limits.ts';
import type { LabelMap } from '../../shared/mask/label-map.ts';
import { relabel } from '../../shared/mask/relabel.ts';
import { compareMasks, type MaskComparison } from '../../shared/measure/compare-masks.ts';
import { type MaskMeasure, measureMask, type MeasureOptions } from '../../shared/measure/measure-mask.ts';
import { labelByNearest } from '../../shared/measure/nearest-labels.ts';
import type { Palette } from '../../shared/model/palette.ts';

/** Labels as the project keeps them, in coded pixels. */
interface KeptLabels {
  readonly labelMap: LabelMap;
  /** Slots that count as others. */
  readonly merged: ReadonlyMap<number, number>;
}

interface OriginalTask extends KeptLabels {
  /** Absolute path of the source. */
  readonly path: string;
  readonly limits: ReadLimits;
  /** What the pixels of the source hold. */
  readonly palette: Palette;
}

export function measureLabels(task: KeptLabels & { readonly options: MeasureOptions }): Promise<MaskMeasure> {
  return Promise.resolve(measureMask(relabel(task.labelMap, task.merged), task.options));
}

/** The source, its pixels given to the nearest class, against the labels. */
export async function compareWithOriginal(task: OriginalTask): Promise<MaskComparison> {
  const { content } = await readMaskFile(task.path, task.limits);
  const raster = content.kind === 'jpeg' ? toRaster(content.image) : content.raster;
  const original = relabel(labelByNearest(raster, task.palette), task.merged);
  return compareMasks(original, relabel(task.labelMap, task.merged), { ignoredSlots: [] });
}
