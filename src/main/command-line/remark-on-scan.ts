import { MaskmendError } from '../../shared/errors.ts';
import type { SourceScan } from '../services/sources/scan-sources.ts';
import { countOf } from './format-numbers.ts';
import { describeReason } from './describe-failure.ts';
import { showPath } from './printable.ts';
import type { Screen } from './screen.ts';

/** Tells what the search has passed over; throws MaskmendError not-found where it has found nothing to work on. */
export function remarkOnScan(scan: SourceScan, screen: Screen): void {
  if (scan.files.length > 0) {
    if (scan.resultFolders > 0) screen.remark(`left out ${countOf(scan.resultFolders, 'folder')} of earlier results`);
    return;
  }
  for (const { source, error } of scan.problems) screen.remark(`${showPath(source.path)}: ${describeReason(error)}`);
  throw new MaskmendError('not-found', describeNothing(scan), { hint: 'name mask files, or folders that hold some' });
}

function describeNothing({ problems, ignoredFiles, resultFolders }: SourceScan): string {
  const passedOver = [
    ...(problems.length > 0 ? [`${countOf(problems.length, 'path')} that cannot be read`] : []),
    ...(ignoredFiles > 0 ? [`${countOf(ignoredFiles, 'file')} of other kinds`] : []),
    ...(resultFolders > 0 ? [`${countOf(resultFolders, 'folder')} of earlier results`] : []),
  ];
  return passedOver.length === 0 ? 'found no pictures' : `found no pictures, only ${passedOver.join(' and ')}`;
}
