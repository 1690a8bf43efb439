import type { Palette, PaletteClass } from '../../../shared/model/palette.ts';
import { paletteWarnings } from '../../../shared/palette/palette-warnings.ts';
import { countOf, formatCount } from '../format-numbers.ts';
import { formatTable, type TableColumn } from '../format-table.ts';
import { printable } from '../printable.ts';

const COLUMNS: readonly TableColumn[] = [
  { title: 'Class' },
  { title: 'Index', isNumber: true },
  { title: 'Colour' },
  { title: 'Role' },
];
const EVIDENCE_COLUMNS: readonly TableColumn[] = [
  { title: 'Files', isNumber: true },
  { title: 'Pixels', isNumber: true },
  { title: 'Spread', isNumber: true },
];

const CODINGS = {
  colour: 'colours',
  'grey-index': 'grey levels that are class indices',
  binary: 'two grey levels',
} as const satisfies Record<Palette['coding'], string>;

/** The classes of a palette, one row each, with the evidence for them where there is some, and what may go wrong. */
export function formatClasses(palette: Palette): readonly string[] {
  const { classes } = palette;
  const hasEvidence = classes.some(({ evidence }) => evidence !== undefined);
  const columns = hasEvidence ? [...COLUMNS, ...EVIDENCE_COLUMNS] : COLUMNS;
  const table = formatTable(columns, classes.map(rowOf)).map((line) => `  ${line}`);
  return [headline(palette), ...(classes.length === 0 ? [] : table), ...thinClasses(palette), ...warningsOn(palette)];
}

/** How many classes there are and where from, and what may go wrong with them. */
export function formatPalette(palette: Palette): readonly string[] {
  return [headline(palette), ...warningsOn(palette)];
}

function headline({ classes, coding, source }: Palette): string {
  return `${countOf(classes.length, 'class')}, ${CODINGS[coding]} (${printable(source)})`;
}

function rowOf({ name, index, rgb, role, evidence }: PaletteClass): readonly string[] {
  const cells = [printable(name), String(index), rgb.join(','), role];
  if (evidence === undefined) return cells;
  return [...cells, formatCount(evidence.files), formatCount(evidence.pixels), evidence.spread.toFixed(1)];
}

function thinClasses({ classes }: Palette): readonly string[] {
  return classes.flatMap(({ name, evidence }) =>
    evidence?.isThin ? [`  ${printable(name)} fills no area; edges in ${countOf(evidence.files, 'file')} show it`] : [],
  );
}

function warningsOn(palette: Palette): readonly string[] {
  return paletteWarnings(palette).map((warning) => `  warning: ${printable(warning)}`);
}
