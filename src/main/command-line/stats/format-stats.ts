import { takenInWords } from '../../../shared/strings/in-words.ts';
import type { ClassTotal } from '../../../shared/measure/sum-measures.ts';
import { type MeasuredMask } from '../../services/measure/measure-sets.ts';
import { classNameOf, classReader } from '../../services/measure/measure-tables.ts';
import { describeFailure, describeReason } from '../describe-failure.ts';
import { countOf, formatCount, formatShare } from '../format-numbers.ts';
import { formatTable, type TableColumn } from '../format-table.ts';
import { printable } from '../printable.ts';
import type { StatsOutcome } from './stats-lines.ts';

/** Tiny objects, pairs and problems that are shown; --json tells them all. */
const SHOWN = 20;

const COLUMNS: readonly TableColumn[] = [
  { title: 'Class' },
  { title: 'Index', isNumber: true },
  { title: 'Masks', isNumber: true },
  { title: 'Pixels', isNumber: true },
  { title: 'Share', isNumber: true },
  { title: 'Objects', isNumber: true },
  { title: 'Tiny', isNumber: true },
  { title: 'Boundary', isNumber: true },
];
const PAIR_COLUMNS: readonly TableColumn[] = [
  { title: 'Occur together' },
  { title: '' },
  { title: 'Masks', isNumber: true },
  { title: 'Boundary', isNumber: true },
];

type NameOf = (slot: number) => string;

/** The classes of all masks, those that occur together, tiny objects, and last a line that counts. */
export function formatStats(outcome: StatsOutcome): readonly string[] {
  const { measured, how, failed } = outcome;
  const { masks, totals, sets, notes, problems, missing } = measured;
  const classOf = classReader(measured.classes);
  const nameOf: NameOf = (slot) => printable(classNameOf(slot, classOf));
  const rows = totals.classes.map((entry) => [
    nameOf(entry.slot),
    String(classOf(entry.slot)?.index ?? ''),
    ...classCells(entry, totals.pixels),
  ]);
  return [
    ...sets.map(({ name, format, palette }) => printable(`${name}: ${format}, classes: ${palette.source}`)),
    ...limited(notes.map((note) => `note: ${printable(takenInWords(note))}`)),
    ...formatTable(COLUMNS, rows),
    ...pairLines(outcome, nameOf),
    ...tinyLines(masks, nameOf, how.tinyBelowPx),
    ...limited(problemLines(masks)),
    ...limited(problems.map(({ file, message }) => printable(`${file}: ${message}`))),
    ...missing.map(describeFailure),
    [countOf(masks.length, 'mask'), ...(failed > 0 ? [`${formatCount(failed)} failed`] : [])].join(', '),
  ];
}

function classCells(entry: ClassTotal, ofPixels: number): readonly string[] {
  const { masks, pixels, objects, tinyObjects, boundaryEdges } = entry;
  return [
    ...[formatCount(masks), formatCount(pixels), formatShare(pixels, ofPixels)],
    ...[formatCount(objects), formatCount(tinyObjects), formatCount(boundaryEdges)],
  ];
}

function pairLines({ measured }: StatsOutcome, nameOf: NameOf): readonly string[] {
  const { pairs } = measured.totals;
  if (pairs.length === 0) return [];
  const shown = [...pairs].sort((one, other) => other.masks - one.masks || other.edges - one.edges).slice(0, SHOWN);
  const rows = shown.map(({ a, b, masks, edges }) => [nameOf(a), nameOf(b), formatCount(masks), formatCount(edges)]);
  return ['', ...formatTable(PAIR_COLUMNS, rows), ...more(pairs.length - shown.length, 'pair'), ''];
}

function tinyLines(masks: readonly MeasuredMask[], nameOf: NameOf, tinyBelowPx: number): readonly string[] {
  const places = masks.flatMap(({ name, measure }) => (measure?.tiny ?? []).map((place) => ({ name, ...place })));
  const total = masks
    .flatMap(({ measure }) => measure?.classes ?? [])
    .reduce((sum, { tinyObjects }) => sum + tinyObjects, 0);
  if (total === 0) return [];
  const shown = places.sort((one, other) => one.pixels - other.pixels).slice(0, SHOWN);
  return [
    `${countOf(total, 'object')} of fewer than ${countOf(tinyBelowPx, 'pixel')}:`,
    ...shown.map(({ name, slot, pixels, x, y }) => `  ${printable(name)}:${x},${y}: ${nameOf(slot)}, ${pixels} px`),
    ...more(total - shown.length, 'object'),
  ];
}

function problemLines(masks: readonly MeasuredMask[]): readonly string[] {
  return masks.flatMap(({ name, error, problems }) => [
    ...problems.map(({ message }) => printable(`${name}: warning: ${message}`)),
    ...(error === undefined ? [] : [`${printable(name)}: failed: ${describeReason(error)}`]),
  ]);
}

function limited(lines: readonly string[]): readonly string[] {
  return [...lines.slice(0, SHOWN), ...more(lines.length - SHOWN, 'remark')];
}

function more(count: number, noun: string): readonly string[] {
  return count > 0 ? [`  and ${countOf(count, `more ${noun}`)}; --json tells more`] : [];
}
