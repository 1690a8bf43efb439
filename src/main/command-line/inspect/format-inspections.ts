import {
  noteInWords,
  objectEvidenceInWords,
  problemInWords,
  verdictInWords,
} from '../../../shared/strings/in-words.ts';
import type { FileFacts, JpegFacts } from '../../../shared/model/file-facts.ts';
import type { Verdict } from '../../../shared/model/verdict.ts';
import { setProblemKinds } from '../../../shared/checks/set-checks.ts';
import type { InspectedFile } from '../../services/sources/inspect-sources.ts';
import { countOf, formatCount, formatShare } from '../format-numbers.ts';
import { formatTable, type TableColumn } from '../format-table.ts';
import { printable, showPath } from '../printable.ts';
import type { CheckedFile } from './inspect-lines.ts';
import { describeReason } from '../describe-failure.ts';

const COLUMNS: readonly TableColumn[] = [
  { title: 'File' },
  { title: 'Type' },
  { title: 'Size', isNumber: true },
  { title: 'Mode' },
  { title: 'Quality', isNumber: true },
  { title: 'Chroma' },
  { title: 'Colours', isNumber: true },
  { title: 'What happened' },
];

/** What the files are, one row each, with remarks below their row; last a line that counts them. */
export function formatInspections(files: readonly CheckedFile[], ignoredFiles: number): readonly string[] {
  const [titles, ...rows] = formatTable(COLUMNS, files.map(rowOf));
  const failed = files.filter(({ error }) => error !== undefined).length;
  const counts = [
    countOf(files.length, 'file'),
    ...(failed > 0 ? [`${formatCount(failed)} failed`] : []),
    ...(ignoredFiles > 0 ? [`${countOf(ignoredFiles, 'file')} of other kinds passed over`] : []),
  ];
  return [titles, ...files.flatMap((file, index) => [rows[index], ...notesOf(file)]), counts.join(', ')];
}

function rowOf({ source, facts, verdict, distinctColours, error }: InspectedFile): readonly string[] {
  return [
    showPath(source.path),
    ...(facts === undefined ? ['', '', '', '', ''] : factCells(facts)),
    distinctColours === undefined ? '' : formatCount(distinctColours),
    error === undefined ? describeVerdict(verdict) : `failed: ${describeReason(error)}`,
  ];
}

function factCells({ format, width, height, channels, bitDepth, jpeg }: FileFacts): readonly string[] {
  return [
    jpeg?.isProgressive === true ? `${format} progressive` : format,
    `${width}x${height}`,
    jpeg === undefined ? `${channels} ${bitDepth} bit` : jpeg.colourModel,
    jpeg === undefined ? '' : `${jpeg.hasStandardTables ? '' : '~'}${jpeg.quality}`,
    jpeg === undefined || jpeg.subsampling === 'grey' ? '' : jpeg.subsampling,
  ];
}

function describeVerdict(verdict: Verdict | undefined): string {
  return verdict === undefined
    ? ''
    : printable(`${verdictInWords(verdict)} (${formatShare(verdict.confidence, 1)} sure)`);
}

function notesOf({ facts, problems, objects }: CheckedFile): readonly string[] {
  // What a file's own bytes tell stands in its notes already.
  const others = problems.filter(({ kind }) => setProblemKinds.some((known) => known === kind)).map(problemInWords);
  const names = objects === undefined ? [] : [`names objects, not classes: ${objectEvidenceInWords(objects.evidence)}`];
  return [...(facts?.notes ?? []).map(noteInWords), ...notesOfTables(facts?.jpeg), ...names, ...others].map(
    (note) => `    ${printable(note)}`,
  );
}

function notesOfTables(jpeg: JpegFacts | undefined): readonly string[] {
  if (jpeg === undefined || jpeg.hasStandardTables) return [];
  const deviation = jpeg.tableDeviation.toFixed(1);
  return [
    `its quantisation tables are not the usual ones of any quality: ${deviation} steps from those of ${jpeg.quality}`,
  ];
}
