import { basename, dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { readdir } from '../../file-system.ts';
import { readTextWithin } from '../../text-within.ts';

/** The report that every result folder holds; by it a later run knows the folder and the files in it as ours. */
export const REPORT_NAME = 'maskmend-report.json';
const REPORT_NAMES = /^maskmend-report(-[\w.-]+)?\.json$/;
export const LABEL_MAP_NAME = 'labelmap.txt';

/** Above this no report is read: 1 GiB holds some million files. */
const MAX_REPORT_BYTES = 1_073_741_824;

/** What of a report matters to a later run; it must stay readable from one version of the report to the next. */
const earlierReportSchema = z.object({
  version: z.int().min(1),
  program: z.string().startsWith('maskmend '),
  files: z.array(z.object({ output: z.string().nullable(), confidence: z.string().nullable() })),
  confidenceFolder: z.string().nullable(),
  labelMapSha256: z.string().nullable(),
  earlierFiles: z.array(z.string()),
});
type EarlierReport = z.infer<typeof earlierReportSchema>;

/** What earlier repairs into a folder have written. */
export interface EarlierResults {
  /** Absolute paths of masks and confidence maps. */
  readonly files: ReadonlySet<string>;
  /** Absolute path. */
  readonly confidenceFolder: string | undefined;
  readonly labelMapSha256: string | undefined;
}

/** Name of the report of a run that is one of several into the same folder; without a part that of the whole. */
export function reportName(part: string | undefined): string {
  return part === undefined ? REPORT_NAME : `maskmend-report-${part}.json`;
}

/** The part that a report is of; undefined for that of a whole run. */
export function partOfReport(path: string): string | undefined {
  return REPORT_NAMES.exec(basename(path))?.[1]?.slice(1);
}

/** Absolute paths of the reports in a folder, by name; none where it cannot be read. */
export async function reportsIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  return names
    .filter((name) => REPORT_NAMES.test(name))
    .toSorted()
    .map((name) => join(folder, name));
}

/**
 * What earlier repairs have left in `folder`, whole runs and parts of one alike; undefined where the folder is none of
 * ours or cannot be read.
 */
export async function readEarlierResults(folder: string): Promise<EarlierResults | undefined> {
  const reports = await Promise.all((await reportsIn(folder)).map(readEarlierReport));
  const results = reports.flatMap((report) => (report === undefined ? [] : [describeResults(report, folder)]));
  const first = results.at(0);
  if (first === undefined) return undefined;
  return {
    files: new Set(results.flatMap(({ files }) => [...files])),
    confidenceFolder: first.confidenceFolder,
    labelMapSha256: results.find(({ labelMapSha256 }) => labelMapSha256 !== undefined)?.labelMapSha256,
  };
}

/** What the one earlier run has left whose report this is. */
export async function readEarlierRun(report: string): Promise<EarlierResults | undefined> {
  const found = await readEarlierReport(report);
  return found && describeResults(found, dirname(report));
}

/** True where the file is a report of ours. */
export async function isReport(path: string): Promise<boolean> {
  return (await readEarlierReport(path)) !== undefined;
}

async function readEarlierReport(path: string): Promise<EarlierReport | undefined> {
  const text = await readTextWithin(path, MAX_REPORT_BYTES);
  return text === undefined ? undefined : parseReport(text);
}

function parseReport(text: string): EarlierReport | undefined {
  try {
    return earlierReportSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

function describeResults(report: EarlierReport, folder: string): EarlierResults {
  const confidenceFolder = report.confidenceFolder === null ? undefined : resolve(folder, report.confidenceFolder);
  const files = new Set(report.earlierFiles.map((path) => resolve(folder, path)));
  for (const { output, confidence } of report.files) {
    if (output !== null) files.add(resolve(folder, output));
    if (confidence !== null && confidenceFolder !== undefined) files.add(resolve(confidenceFolder, confidence));
  }
  return { files, confidenceFolder, labelMapSha256: report.labelMapSha256 ?? undefined };
}
