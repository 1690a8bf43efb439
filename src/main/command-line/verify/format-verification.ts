import type { IllegalValue, MaskCheck } from '../../../shared/verify/check-mask.ts';
import type { VerifiedFile } from '../../services/sources/verify-sources.ts';
import { countOf, formatCount } from '../format-numbers.ts';
import { printable, showPath } from '../printable.ts';
import type { VerifyCounts } from './verify-lines.ts';

/** Illegal values shown per file; the rest is counted. */
const SHOWN_VALUES = 10;

/** What is wrong, file by file; last a line that counts. Masks that pass without a remark are not named. */
export function formatVerification(files: readonly VerifiedFile[], counts: VerifyCounts): readonly string[] {
  return [...files.flatMap(formatFile), summary(files.length, counts)];
}

function formatFile({ source, check, problems, warnings }: VerifiedFile): readonly string[] {
  const path = showPath(source.path);
  const isIllegal = problems.some(({ kind }) => kind === 'illegal-pixels');
  return [
    ...problems.map(({ text }) => `${path}: ${printable(text)}`),
    ...(check && isIllegal ? formatValues(check) : []),
    ...(check?.positions ?? []).map(({ x, y, value }) => `${path}:${x},${y}: ${describeValue(value)}`),
    ...warnings.map((warning) => `${path}: warning: ${printable(warning)}`),
  ];
}

function formatValues({ illegalValues }: MaskCheck): readonly string[] {
  const rest = illegalValues.length - SHOWN_VALUES;
  return [
    ...illegalValues.slice(0, SHOWN_VALUES).map((illegal) => `    ${formatValue(illegal)}`),
    ...(rest > 0 ? [`    and ${formatCount(rest)} more values`] : []),
  ];
}

function formatValue({ value, pixels, first: { x, y } }: IllegalValue): string {
  return `${describeValue(value)}: ${countOf(pixels, 'pixel')}, the first at ${x},${y}`;
}

function describeValue(value: readonly number[]): string {
  return `${value.length === 1 ? 'index' : 'colour'} ${value.join(',')}`;
}

function summary(masks: number, { failed, photos, ignored }: VerifyCounts): string {
  return [
    `${countOf(masks, 'mask')}: ${formatCount(masks - failed)} passed, ${formatCount(failed)} failed`,
    ...(photos > 0 ? [`${countOf(photos, 'photo')} beside them`] : []),
    ...(ignored > 0 ? [`${countOf(ignored, 'file')} of other kinds passed over`] : []),
  ].join('; ');
}
