import { UNASSIGNED_SLOT, type PaletteClass } from '../../../shared/model/palette.ts';
import { bandNames } from '../../../shared/measure/bands.ts';
import type { ClassMeasure } from '../../../shared/measure/measure-mask.ts';
import type { ClassScore, ComparisonScores } from '../../../shared/measure/score-comparison.ts';
import type { MeasureTotals } from '../../../shared/measure/sum-measures.ts';
import type { ComparedMask } from './compare-sets.ts';
import { toCsv } from '../report/csv.ts';
import type { MeasuredMask } from './measure-sets.ts';

// Tables of measures and scores, a row for each mask and class; the rows of `all` are those of all masks together.

type ClassOf = (slot: number) => PaletteClass | undefined;

/** The class of each slot, as tables and lines name it. */
export function classReader(classes: readonly PaletteClass[]): ClassOf {
  const bySlot = new Map(classes.map((entry) => [entry.slot, entry]));
  return (slot) => bySlot.get(slot);
}

/** What pixels of no class are called in tables. */
const NO_CLASS = 'no class';

export function classNameOf(slot: number, classOf: ClassOf): string {
  return classOf(slot)?.name ?? (slot === UNASSIGNED_SLOT ? NO_CLASS : `slot ${slot}`);
}

const MEASURE_COLUMNS = [
  ...['scope', 'mask', 'masks', 'class', 'index', 'pixels', 'share', 'objects', 'largest_object_px'],
  ...['tiny_objects', 'tiny_px', 'boundary_edges', 'boundary_px'],
];

export function measureTable(
  masks: readonly Pick<MeasuredMask, 'name' | 'measure'>[],
  totals: MeasureTotals,
  classOf: ClassOf,
): string {
  const measureCells = (entry: ClassMeasure, ofPixels: number) => [
    ...[classNameOf(entry.slot, classOf), classOf(entry.slot)?.index, entry.pixels, entry.pixels / ofPixels],
    ...[entry.objects, entry.largestObjectPx, entry.tinyObjects, entry.tinyPixels],
    ...[entry.boundaryEdges, entry.boundaryPixels],
  ];
  const rows = masks.flatMap(({ name, measure }) =>
    (measure?.classes ?? []).map((entry) => {
      const { width = 0, height = 0 } = measure ?? {};
      return ['mask', name, 1, ...measureCells(entry, width * height)];
    }),
  );
  const sums = totals.classes.map((entry) => ['all', '', entry.masks, ...measureCells(entry, totals.pixels)]);
  return toCsv(MEASURE_COLUMNS, [...rows, ...sums]);
}

export function pairTable({ pairs }: MeasureTotals, classOf: ClassOf): string {
  const rows = pairs.map(({ a, b, masks, edges }) => [classNameOf(a, classOf), classNameOf(b, classOf), masks, edges]);
  return toCsv(['class', 'other_class', 'masks', 'boundary_edges'], rows);
}

const SCORE_COLUMNS = [
  ...['scope', 'mask', 'counterpart', 'class', 'index', 'pixels', 'pixels_reference', 'pixels_both', 'iou'],
  ...['boundary_iou_1px', 'boundary_iou_2px', 'boundary_iou_3px', 'boundary_iou_2_percent'],
];

export function scoreTable(
  masks: readonly Pick<ComparedMask, 'name' | 'counterpart' | 'scores'>[],
  scores: ComparisonScores,
  classOf: ClassOf,
): string {
  const scoreCells = ({ slot, first, second, both, iou, boundaryIou }: ClassScore) => [
    ...[classNameOf(slot, classOf), classOf(slot)?.index, first, second, both, iou],
    ...bandNames.map((name) => boundaryIou[name]),
  ];
  const rows = masks.flatMap(({ name, counterpart, scores: own }) =>
    (own?.classes ?? []).map((entry) => ['mask', name, counterpart, ...scoreCells(entry)]),
  );
  const sums = scores.classes.map((entry) => ['all', '', '', ...scoreCells(entry)]);
  return toCsv(SCORE_COLUMNS, [...rows, ...sums]);
}

export function confusionTable({ confusion }: ComparisonScores, classOf: ClassOf): string {
  const rows = confusion.map(({ a, b, count }) => [classNameOf(a, classOf), classNameOf(b, classOf), count]);
  return toCsv(['class', 'class_reference', 'pixels'], rows);
}
