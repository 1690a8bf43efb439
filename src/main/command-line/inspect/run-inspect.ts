import { jsonLinesVersion } from '../../../shared/versions.ts';
import { checkInspections } from '../../services/sources/check-inspections.ts';
import { inspectSources, type InspectedFile } from '../../services/sources/inspect-sources.ts';
import { nameRoots } from '../../services/sources/root-names.ts';
import { scanSources } from '../../services/sources/scan-sources.ts';
import type { CommandContext } from '../command-context.ts';
import type { CommonOptions } from '../common-options.ts';
import { exitCodeOf, type ExitCode } from '../exit-codes.ts';
import { followJob } from '../follow-job.ts';
import { formatInspections } from './format-inspections.ts';
import { type CheckedFile, inspectFileLine } from './inspect-lines.ts';
import type { InspectSummaryLine, JsonLine } from '../json-lines.ts';
import { machineShare } from '../../services/jobs/machine-share.ts';
import { remarkOnScan } from '../remark-on-scan.ts';

export interface InspectCall {
  readonly paths: readonly string[];
  readonly options: CommonOptions;
}

/** Tells of every file what it is and what happened to it. */
export async function runInspect({ paths, options }: InspectCall, context: CommandContext): Promise<ExitCode> {
  const { screen } = context;
  const scan = await scanSources(paths, { isLeavingOutResults: false });
  remarkOnScan(scan, screen);
  const inspected = await followJob(context, (watch) =>
    inspectSources({ files: scan.files, ...machineShare(options) }, watch),
  );
  const read: readonly InspectedFile[] = [...inspected, ...scan.problems];
  const problems = checkInspections(read);
  const files: readonly CheckedFile[] = read.map((file, place) => ({ ...file, problems: problems[place] }));
  const failed = files.filter(({ error }) => error !== undefined).length;
  const exitCode = exitCodeOf({ files: files.length, failed });
  const counts = { files: files.length, failed, ignored: scan.ignoredFiles, exitCode };
  if (options.json === true) for (const line of jsonLines(files, counts)) screen.printJson(line);
  else for (const line of formatInspections(files, scan.ignoredFiles)) screen.print(line);
  return exitCode;
}

function jsonLines(
  files: readonly CheckedFile[],
  counts: Omit<InspectSummaryLine, 'version' | 'command' | 'type'>,
): readonly JsonLine[] {
  const roots = nameRoots(files.map(({ source }) => source));
  const summary = { version: jsonLinesVersion, command: 'inspect', type: 'summary', ...counts } as const;
  return [...files.map((file) => inspectFileLine(file, roots)), summary];
}
