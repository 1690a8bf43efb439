import { join, resolve } from 'node:path';
import { existsSync } from '../../file-system.ts';
import { MaskmendError } from '../../../shared/errors.ts';
import { jsonLinesVersion } from '../../../shared/versions.ts';
import { partOfReport, REPORT_NAME, reportsIn } from '../../services/repair/earlier-results.ts';
import { mergeReports, type PartReport } from '../../services/report/merge-reports.ts';
import { toPosixPath } from '../../services/posix-path.ts';
import { readReport } from '../../services/report/read-report.ts';
import { writeReport } from '../../services/repair/result-files.ts';
import type { CommandContext } from '../command-context.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { formatTotals } from '../repair/format-repair.ts';
import type { MergeReportsOptions } from './merge-reports-options.ts';
import { showPath } from '../printable.ts';

/** Merges the reports of parts in a result folder. */
export async function runMergeReports(
  given: string,
  { json }: MergeReportsOptions,
  { screen }: CommandContext,
): Promise<ExitCode> {
  const folder = resolve(given);
  if (!existsSync(folder)) throw new MaskmendError('not-found', 'does not exist', { path: folder });
  const parts = await readParts(folder);
  if (parts.length === 0) {
    throw new MaskmendError('not-found', 'holds no reports of parts', {
      path: folder,
      hint: 'they are written by repair --shard and repair --part',
    });
  }
  const { report, missing } = mergeReports(parts);
  const path = join(folder, REPORT_NAME);
  await writeReport(report, [path]);
  for (const part of missing) screen.remark(`maskmend: there is no report of shard ${part.replace('-of-', '/')}`);
  const { totals, isComplete } = report;
  const exitCode = isComplete && totals.failed === 0 ? exitCodes.done : exitCodes.someFailed;
  const reportPath = toPosixPath(path);
  if (json === true) {
    const line = { version: jsonLinesVersion, command: 'merge-reports', type: 'summary' } as const;
    screen.printJson({ ...line, ...totals, parts: parts.length, missing, report: reportPath, exitCode });
  } else for (const line of [...formatTotals(totals), `report ${showPath(path)}`]) screen.print(line);
  return exitCode;
}

async function readParts(folder: string): Promise<PartReport[]> {
  const parts: PartReport[] = [];
  for (const path of await reportsIn(folder)) {
    const part = partOfReport(path);
    if (part === undefined) continue;
    const report = await readReport(path);
    if (report === undefined) {
      throw new MaskmendError('corrupt-file', 'is no report of this version', { path, hint: 'run its part again' });
    }
    parts.push({ path, part, report });
  }
  return parts;
}
