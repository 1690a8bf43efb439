import { takenInWords } from '../../../shared/strings/in-words.ts';
import type { ComparisonScores } from '../../../shared/measure/score-comparison.ts';
import type { PaletteClass } from '../../../shared/model/palette.ts';
import { jsonLinesVersion } from '../../../shared/versions.ts';
import type { ComparedMask, VoidPolicy } from '../../services/measure/compare-sets.ts';
import { classNameOf, classReader } from '../../services/measure/measure-tables.ts';
import type { CompareOutcome } from './compare-outcome.ts';
import type { JsonLine } from '../json-lines.ts';
import { describeError } from '../line-fields.ts';
import type { ClassScoreLine } from '../stats/measure-json-lines.ts';

type ClassOf = (slot: number) => PaletteClass | undefined;

/** What `compare --json` prints: a line per pair of masks, then the summary. */
export function compareLines(outcome: CompareOutcome, voidPolicy: VoidPolicy): readonly JsonLine[] {
  const { compared, missed, failed, exitCode } = outcome;
  const classOf = classReader(compared.classes);
  const { scores, masks } = compared;
  return [
    ...masks.map((mask) => fileLine(mask, outcome.notPassed.has(mask), classOf)),
    {
      version: jsonLinesVersion,
      command: 'compare',
      type: 'summary',
      ...compared.counts,
      compared: masks.length - failed,
      identical: scores.identicalMasks,
      failed,
      notPassed: missed,
      onlyFirst: compared.onlyFirst,
      onlySecond: compared.onlySecond,
      void: voidPolicy,
      ...scoreFields(scores, classOf),
      confusion: scores.confusion.map(({ a, b, count }) => ({
        first: classOf(a)?.name ?? null,
        second: classOf(b)?.name ?? null,
        pixels: count,
      })),
      notes: compared.notes.map(takenInWords),
      exitCode,
    },
  ];
}

function fileLine(
  { name, counterpart, scores, error, problems }: ComparedMask,
  isNotPassed: boolean,
  classOf: ClassOf,
): JsonLine {
  return {
    version: jsonLinesVersion,
    command: 'compare',
    type: 'file',
    name,
    counterpart,
    status: error !== undefined ? 'failed' : isNotPassed ? 'not-passed' : 'compared',
    ...(scores && scoreFields(scores, classOf)),
    problems: problems.map(({ message }) => message),
    ...(error && { error: describeError(error) }),
  };
}

function scoreFields(scores: ComparisonScores, classOf: ClassOf) {
  const { pixels, ignoredPixels, differingPixels, pixelAccuracy, meanIou, meanBoundaryIou, classes } = scores;
  return {
    ...{ pixels, ignoredPixels, differingPixels, meanBoundaryIou },
    pixelAccuracy: pixelAccuracy ?? null,
    meanIou: meanIou ?? null,
    classes: classes.map(({ slot, ...score }): ClassScoreLine => {
      return { class: classNameOf(slot, classOf), index: classOf(slot)?.index ?? slot, ...score };
    }),
  };
}
