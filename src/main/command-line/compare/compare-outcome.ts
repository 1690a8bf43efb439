import type { PaletteClass } from '../../../shared/model/palette.ts';
import type { ComparedMask, ComparedSets } from '../../services/measure/compare-sets.ts';
import { classNameOf } from '../../services/measure/measure-tables.ts';
import type { CompareOptions } from './compare-options.ts';
import { exitCodes, type ExitCode } from '../exit-codes.ts';
import { countOf } from '../format-numbers.ts';

/** What is asked of masks that are compared. */
export type Thresholds = Pick<CompareOptions, 'allow' | 'minIou' | 'minClassIou' | 'allowMissing'>;

export interface CompareOutcome {
  readonly compared: ComparedSets;
  /** Masks that differ in more pixels than are allowed. */
  readonly notPassed: ReadonlySet<ComparedMask>;
  /** The thresholds that were missed, in words. */
  readonly missed: readonly string[];
  readonly failed: number;
  readonly exitCode: ExitCode;
}

/** Holds a comparison against what was asked for. */
export function judgeComparison(
  compared: ComparedSets,
  thresholds: Thresholds,
  classOf: (slot: number) => PaletteClass | undefined,
): CompareOutcome {
  const { allow = Infinity } = thresholds;
  const notPassed = new Set(compared.masks.filter(({ scores }) => (scores?.differingPixels ?? 0) > allow));
  const missed = [
    ...(notPassed.size === 0
      ? []
      : [`${countOf(notPassed.size, 'mask')} differ in more than ${countOf(allow, 'pixel')}`]),
    ...missedIou(compared, thresholds),
    ...missedClasses(compared, thresholds).map((slot) => {
      return `the IoU of ${classNameOf(slot, classOf)} is below ${thresholds.minClassIou ?? 0}`;
    }),
  ];
  const failed = compared.masks.filter(({ error }) => error !== undefined).length;
  return { compared, notPassed, missed, failed, exitCode: exitCodeOf({ compared, missed, failed }, thresholds) };
}

function missedIou({ scores }: ComparedSets, { minIou = 0 }: Thresholds): readonly string[] {
  const { meanIou } = scores;
  return meanIou !== undefined && meanIou < minIou ? [`the mean IoU is below ${minIou}`] : [];
}

function missedClasses({ scores }: ComparedSets, { minClassIou = 0 }: Thresholds): readonly number[] {
  return scores.classes.filter(({ iou }) => iou < minClassIou).map(({ slot }) => slot);
}

function exitCodeOf(
  { compared, missed, failed }: Pick<CompareOutcome, 'compared' | 'missed' | 'failed'>,
  { allowMissing }: Thresholds,
): ExitCode {
  const { masks, onlyFirst, onlySecond } = compared;
  if (masks.length === failed) return exitCodes.nothingDone;
  const isMissing = onlyFirst.length + onlySecond.length > 0 && allowMissing !== true;
  return failed > 0 || missed.length > 0 || isMissing ? exitCodes.someFailed : exitCodes.done;
}
