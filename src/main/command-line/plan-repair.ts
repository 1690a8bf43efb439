import { join, resolve, sep } from 'node:path';
import { MaskmendError } from '../../shared/errors.ts';
import { defaultReadLimits } from '../../shared/limits.ts';
import type { Palette } from '../../shared/model/palette.ts';
import packageFile from '../../../package.json' with { type: 'json' };
import type { RepairRun } from '../services/build-report.ts';
import { isReport, readEarlierResults, REPORT_NAME, type EarlierResults } from '../services/earlier-results.ts';
import { loadPalette } from '../services/load-palette.ts';
import { checkExistingFiles, checkResultFolder } from '../services/output-safety.ts';
import { planOutputs, type OutputFolders } from '../services/plan-outputs.ts';
import type { PlannedFile, RepairRequest } from '../services/repair-sources.ts';
import { scanSources, type SourceScan } from '../services/scan-sources.ts';
import { machineShare } from './machine-share.ts';
import { remarkOnScan } from './remark-on-scan.ts';
import type { RepairOptions } from './repair-command.ts';
import type { Screen } from './screen.ts';

const MAX_INDEXED = 255;

export interface RepairPlan {
  readonly run: RepairRun;
  readonly request: RepairRequest;
  /** Absolute paths of the reports; the first is the one by which the result folder is known as ours. */
  readonly reports: readonly [string, ...string[]];
  /** Files of other kinds in the folders. */
  readonly ignoredFiles: number;
  /** True where files that are not from an earlier run may be replaced. */
  readonly isOverwriting: boolean;
}

export interface RepairCall {
  readonly paths: readonly string[];
  readonly options: RepairOptions;
}

/**
 * Finds the masks, names their outputs and makes sure that nothing is written where it must not be, before anything is
 * written at all. Throws MaskmendError usage, exists, not-found, and what loading the palette throws.
 */
export async function planRepair({ paths, options }: RepairCall, screen: Screen): Promise<RepairPlan> {
  const folders = { out: resolve(options.out), confidence: options.confidence && resolve(options.confidence) };
  const earlier = await readEarlierResults(folders.out);
  const leftOut = earlier?.files ?? new Set<string>();
  const scan = await scanSources(paths, { isLeavingOutResults: true, leftOut });
  remarkOnScan(scan, screen);
  const palette = options.palette === undefined ? undefined : await loadPalette(options.palette, defaultReadLimits);
  if (palette !== undefined) checkFormat(palette, options.format);
  await checkFolders(folders, scan, earlier);
  const planned = planOutputs(scan.files, folders);
  const reports = reportPaths(folders.out, options.report);
  const isOverwriting = options.overwrite === true;
  await checkFiles({ planned, reports, scan, earlier, isOverwriting });
  const { format, preset } = options;
  return {
    run: describeRun({ planned, scan, folders, format, preset, earlier }),
    request: {
      ...machineShare(options),
      files: planned,
      palette,
      format,
      preset,
      projectPath: options.project && resolve(options.project),
    },
    reports,
    ignoredFiles: scan.ignoredFiles,
    isOverwriting,
  };
}

function checkFormat({ classes }: Palette, format: RepairOptions['format']): void {
  if (format !== 'indexed' || classes.every(({ index }) => index <= MAX_INDEXED)) return;
  throw new MaskmendError(
    'usage',
    `an indexed PNG holds class indices up to ${MAX_INDEXED}, the palette has larger ones`,
    {
      hint: 'use --format grey, which has 16 bits then',
    },
  );
}

function reportPaths(out: string, wanted: string | undefined): RepairPlan['reports'] {
  const own = join(out, REPORT_NAME);
  return wanted === undefined || resolve(wanted) === own ? [own] : [own, resolve(wanted)];
}

interface RunParts {
  readonly planned: readonly PlannedFile[];
  readonly scan: SourceScan;
  readonly folders: OutputFolders;
  readonly format: RepairOptions['format'];
  readonly preset: RepairOptions['preset'];
  readonly earlier: EarlierResults | undefined;
}

function describeRun({ planned, scan, folders, format, preset, earlier }: RunParts): RepairRun {
  return {
    program: `maskmend ${packageFile.version}`,
    planned,
    problems: scan.problems,
    out: folders.out,
    confidenceFolder: folders.confidence,
    format,
    preset,
    earlier,
  };
}

async function checkFolders(
  { out, confidence }: OutputFolders,
  scan: SourceScan,
  earlier: EarlierResults | undefined,
): Promise<void> {
  await checkResultFolder({ path: out, option: '--out', isOurs: earlier !== undefined }, scan);
  if (confidence === undefined) return;
  const isOurs = earlier?.confidenceFolder === confidence || confidence.startsWith(out + sep);
  await checkResultFolder({ path: confidence, option: '--confidence', isOurs }, scan);
}

interface PlannedWrites {
  readonly planned: readonly PlannedFile[];
  readonly reports: readonly string[];
  readonly scan: SourceScan;
  readonly earlier: EarlierResults | undefined;
  readonly isOverwriting: boolean;
}

async function checkFiles({ planned, reports, scan, earlier, isOverwriting }: PlannedWrites): Promise<void> {
  const ours = new Set(earlier?.files);
  for (const report of reports) if (await isReport(report)) ours.add(report);
  const outputs = planned.flatMap(({ output, confidence }) => [
    output,
    ...(confidence === undefined ? [] : [confidence]),
  ]);
  const twice = reports.find((report) => outputs.includes(report));
  if (twice !== undefined) {
    throw new MaskmendError('usage', 'the report and a mask would be one file', {
      path: twice,
      hint: 'give --report another name',
    });
  }
  await checkExistingFiles([...outputs, ...reports], {
    sources: scan.files.map(({ path }) => path),
    ours,
    isOverwriting,
  });
}
