import type { ReportFile, ReportTotals } from '../../services/report/report.ts';
import type { ErrorData } from '../../../shared/errors.ts';
import { countOf, formatCount, formatDuration, formatShare } from '../format-numbers.ts';
import { printable } from '../printable.ts';
import { describeReason } from '../describe-failure.ts';

/** What became of a file: a line, and a line more for every warning. `path` is how the person knows the file. */
export function formatRepairedFile(
  path: string,
  file: ReportFile,
  error: ErrorData | undefined = file.error,
): readonly string[] {
  const warnings = [...file.notes, ...file.warnings].map((text) => `    ${printable(text)}`);
  return [`${path}: ${describeFile(file, error)}`, ...warnings];
}

function describeFile(file: ReportFile, error: ErrorData | undefined): string {
  if (error !== undefined) return `failed: ${describeReason(error)}`;
  if (file.status === 'skipped') return `skipped: ${printable(file.verdictText ?? 'no mask')}`;
  return [
    describeDamage(file),
    describeColours(file),
    `${formatCount(file.changedPixels ?? 0)} px changed`,
    `${formatCount(file.uncertainPixels ?? 0)} uncertain`,
    describeCertificate(file),
  ].join(', ');
}

function describeDamage({ verdict, quality, subsampling }: ReportFile): string {
  if (quality === null) return verdict ?? '';
  return `${verdict ?? ''} (quality ${quality}${subsampling === 'grey' ? '' : `, ${subsampling ?? ''}`})`;
}

function describeColours(file: ReportFile): string {
  const { objects } = file;
  return objects === undefined ? describeCounts(file) : `${describeCounts(file)} (${countOf(objects, 'object')})`;
}

function describeCounts({ coloursBefore, classes }: ReportFile): string {
  if (coloursBefore === classes) return countOf(classes ?? 0, 'colour');
  return `${formatCount(coloursBefore ?? 0)} -> ${countOf(classes ?? 0, 'colour')}`;
}

function describeCertificate({
  certifiedBlocks,
  edgeBlocks,
}: Pick<ReportFile, 'certifiedBlocks' | 'edgeBlocks'>): string {
  if (edgeBlocks === null || edgeBlocks === 0) return 'no edge blocks to certify';
  return `${formatShare(certifiedBlocks ?? 0, edgeBlocks)} certified`;
}

/** The closing words of a run. */
export function formatTotals(totals: ReportTotals): readonly string[] {
  const { files, repaired, skipped, failed, pending, resumed, needLook } = totals;
  const parts = [
    `${formatCount(repaired)} repaired`,
    ...(resumed > 0 ? [`${formatCount(resumed)} of them by an earlier run`] : []),
    ...(skipped > 0 ? [`${formatCount(skipped)} skipped (no masks)`] : []),
    ...(failed > 0 ? [`${formatCount(failed)} failed`] : []),
    ...(pending > 0 ? [`${formatCount(pending)} not reached`] : []),
  ];
  return [
    `${countOf(files, 'file')}: ${parts.join(', ')}; ${formatDuration(totals.ms)}`,
    ...(repaired > 0 ? [describeSums(totals)] : []),
    ...(needLook > 0 ? [`${countOf(needLook, 'mask')} not certain throughout: worth a look`] : []),
  ];
}

function describeSums(totals: ReportTotals): string {
  const { changedPixels, uncertainPixels, edgeBlocks } = totals;
  const pixels = `${countOf(changedPixels, 'pixel')} changed, ${formatCount(uncertainPixels)} uncertain`;
  return edgeBlocks === 0
    ? pixels
    : `${pixels}; of ${countOf(edgeBlocks, 'edge block')} ${describeCertificate(totals)}`;
}
