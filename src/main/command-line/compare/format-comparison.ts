import { takenInWords } from '../../../shared/strings/in-words.ts';
import { bandNames } from '../../../shared/measure/bands.ts';
import type { ComparisonScores } from '../../../shared/measure/score-comparison.ts';
import type { ComparedMask } from '../../services/measure/compare-sets.ts';
import { classNameOf, classReader } from '../../services/measure/measure-tables.ts';
import type { CompareOutcome } from './compare-outcome.ts';
import { describeReason } from '../describe-failure.ts';
import { countOf, formatCount, formatShare } from '../format-numbers.ts';
import { formatTable, type TableColumn } from '../format-table.ts';
import { printable } from '../printable.ts';

/** Masks, confusions and problems that are shown; --json tells them all. */
const SHOWN = 20;

const COLUMNS: readonly TableColumn[] = [
  { title: 'Class' },
  ...['Pixels', 'Reference', 'IoU', 'Boundary 1 px', '2 px', '3 px', '2 %'].map((title) => ({ title, isNumber: true })),
];

type NameOf = (slot: number) => string;

/** Scores of every class, the masks that differ, what is taken for what, and last the lines that count. */
export function formatComparison(outcome: CompareOutcome): readonly string[] {
  const { compared, missed, failed } = outcome;
  const { scores, masks, counts, notes } = compared;
  const classOf = classReader(compared.classes);
  const nameOf: NameOf = (slot) => printable(classNameOf(slot, classOf));
  return [
    ...limited(notes.map((note) => `note: ${printable(takenInWords(note))}`)),
    ...scoreTable(scores, nameOf),
    ...confusionLines(scores, nameOf),
    ...differingLines(masks),
    ...limited(problemLines(masks)),
    ...missingLines('the reference', compared.onlyFirst),
    ...missingLines('the masks compared with it', compared.onlySecond),
    ...missed.map((text) => `does not pass: ${printable(text)}`),
    [
      `${countOf(masks.length - failed, 'mask')} compared (of ${formatCount(counts.first)} and ${formatCount(counts.second)})`,
      `${formatCount(scores.identicalMasks)} identical`,
      ...(failed > 0 ? [`${formatCount(failed)} failed`] : []),
    ].join(', '),
    countLine(scores),
  ];
}

function scoreTable(scores: ComparisonScores, nameOf: NameOf): readonly string[] {
  const { classes, meanIou, meanBoundaryIou } = scores;
  const rows = classes.map(({ slot, first, second, iou, boundaryIou }) => [
    ...[nameOf(slot), formatCount(first), formatCount(second), formatScore(iou)],
    ...bandNames.map((name) => formatScore(boundaryIou[name])),
  ]);
  const means = ['mean', '', '', formatScore(meanIou), ...bandNames.map((name) => formatScore(meanBoundaryIou[name]))];
  return formatTable(COLUMNS, [...rows, means]);
}

/** Rounded down, so that only what is equal reads 1. */
function formatScore(score: number | undefined): string {
  return score === undefined ? '-' : (Math.floor(score * 1e5) / 1e5).toFixed(5);
}

function confusionLines({ confusion }: ComparisonScores, nameOf: NameOf): readonly string[] {
  const wrong = confusion.filter(({ a, b }) => a !== b).sort((one, other) => other.count - one.count);
  if (wrong.length === 0) return [];
  const lines = wrong.map(
    ({ a, b, count }) => `  ${nameOf(a)} where the reference has ${nameOf(b)}: ${formatCount(count)} px`,
  );
  return ['Confusions:', ...limited(lines)];
}

function differingLines(masks: readonly ComparedMask[]): readonly string[] {
  const differing = masks
    .map(({ name, scores }) => ({ name, differing: scores?.differingPixels ?? 0, of: scores?.pixels ?? 0 }))
    .filter(({ differing: pixels }) => pixels > 0)
    .sort((one, other) => other.differing / other.of - one.differing / one.of);
  if (differing.length === 0) return [];
  const lines = differing.map(({ name, differing: pixels, of }) => {
    return `  ${printable(name)}: ${formatCount(pixels)} of ${formatCount(of)} px`;
  });
  return ['Masks that differ:', ...limited(lines)];
}

function problemLines(masks: readonly ComparedMask[]): readonly string[] {
  return masks.flatMap(({ name, error, problems }) => [
    ...problems.map(({ message }) => printable(`${name}: warning: ${message}`)),
    ...(error === undefined ? [] : [`${printable(name)}: failed: ${describeReason(error)}`]),
  ]);
}

function missingLines(where: string, names: readonly string[]): readonly string[] {
  return limited(names.map((name) => `${printable(name)}: has no counterpart in ${where}`));
}

function countLine({ pixels, ignoredPixels, differingPixels, pixelAccuracy, meanIou }: ComparisonScores): string {
  return [
    `${formatCount(differingPixels)} of ${formatCount(pixels)} pixels differ`,
    ...(ignoredPixels > 0 ? [`${formatCount(ignoredPixels)} void pixels left out`] : []),
    ...(pixelAccuracy === undefined ? [] : [`pixel accuracy ${formatShare(pixelAccuracy, 1)}`]),
    ...(meanIou === undefined ? [] : [`mean IoU ${formatScore(meanIou)}`]),
  ].join(', ');
}

function limited(lines: readonly string[]): readonly string[] {
  const rest = lines.length - SHOWN;
  return rest > 0 ? [...lines.slice(0, SHOWN), `  and ${formatCount(rest)} more; --json tells them all`] : lines;
}
