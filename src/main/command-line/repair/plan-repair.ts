import { join, resolve, sep } from 'node:path';
import { MaskmendError } from '../../../shared/errors.ts';
import type { Palette } from '../../../shared/model/palette.ts';
import packageFile from '../../../../package.json' with { type: 'json' };
import type { RepairRun } from '../../services/report/build-report.ts';
import { doneBefore } from '../../services/repair/done-before.ts';
import {
  type EarlierResults,
  isReport,
  readEarlierResults,
  readEarlierRun,
  reportName,
} from '../../services/repair/earlier-results.ts';
import { loadPalette } from '../../services/classes/load-palette.ts';
import { checkExistingFiles, checkResultFolder } from '../../services/repair/output-safety.ts';
import { planOutputs, type OutputFolders } from '../../services/repair/plan-outputs.ts';
import type { PlannedFile, RepairRequest } from '../../services/repair/repair-sources.ts';
import type { ReportFile } from '../../services/report/report.ts';
import { nameRoots } from '../../services/sources/root-names.ts';
import { isInShard } from '../../services/repair/is-in-shard.ts';
import { shardPart } from '../../services/repair/run-part.ts';
import { scanSources, type SourceScan } from '../../services/sources/scan-sources.ts';
import type { SourceFile } from '../../services/sources/source-file.ts';
import { engineVersion } from '../../../shared/versions.ts';
import { machineShare } from '../../services/jobs/machine-share.ts';
import { remarkOnScan } from '../remark-on-scan.ts';
import type { RepairOptions } from './repair-options.ts';
import type { Screen } from '../screen.ts';

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
  checkOptions(paths, options);
  const folders = { out: resolve(options.out), confidence: options.confidence && resolve(options.confidence) };
  const earlier = await readEarlierResults(folders.out);
  const leftOut = earlier?.files ?? new Set<string>();
  const root = options.root === undefined ? undefined : resolve(options.root);
  const scan = await scanSources(paths, { isLeavingOutResults: true, leftOut, ...(root !== undefined && { root }) });
  remarkOnScan(scan, screen);
  const share = machineShare(options);
  const palette = options.palette === undefined ? undefined : await loadPalette(options.palette, share.limits);
  if (palette !== undefined) checkFormat(palette, options.format);
  await checkFolders(folders, scan, earlier);
  // Names are planned over all masks, so that every shard gives them as one run would.
  const whole = planOutputs(scan.files, folders);
  const { shard } = options;
  const isOwn = ({ relativePath }: SourceFile): boolean => shard === undefined || isInShard(relativePath, shard);
  const planned = whole.filter(({ source }) => isOwn(source));
  const problems = scan.problems.filter(({ source }) => isOwn(source));
  const reports = reportPaths(folders.out, options);
  const isOverwriting = options.overwrite === true;
  await checkFiles({ planned, reports, scan, earlier, isOverwriting });
  const { format, preset } = options;
  const done = options.resume === true ? await findDone({ scan, planned, report: reports[0], palette, options }) : NONE;
  const own = { ...(await readEarlierRun(reports[0])), labelMapSha256: earlier?.labelMapSha256 };
  return {
    run: {
      program: `maskmend ${packageFile.version}`,
      planned,
      allSources: [...scan.files, ...scan.problems.map(({ source }) => source)],
      done,
      problems,
      out: folders.out,
      confidenceFolder: folders.confidence,
      ...{ format, preset },
      earlier: { files: new Set<string>(), confidenceFolder: undefined, ...own },
    },
    request: {
      ...share,
      files: planned.filter(({ source }) => !done.has(source.path)),
      palette,
      format,
      meaning: options.objects === 'yes' ? 'objects' : options.objects === 'no' ? 'classes' : 'auto',
      preset,
      projectPath: options.project && resolve(options.project),
    },
    reports,
    ignoredFiles: scan.ignoredFiles,
    isOverwriting,
  };
}

const NONE: ReadonlyMap<string, ReportFile> = new Map();

/** Throws MaskmendError usage where options do not go together. */
function checkOptions(
  paths: readonly string[],
  { palette, shard, part, resume, filesFrom, objects }: RepairOptions,
): void {
  if (paths.length === 0) {
    const empty = filesFrom === undefined ? 'there are no masks to repair' : 'the list of --files-from is empty';
    throw new MaskmendError('usage', empty, { hint: 'name masks, or folders of masks' });
  }
  if (objects === 'yes' && palette !== undefined) {
    throw new MaskmendError('usage', '--palette names the classes of masks; --objects yes says that they name none', {
      hint: 'leave one of them out',
    });
  }
  const needing = shard ? '--shard' : part !== undefined ? '--part' : resume === true ? '--resume' : undefined;
  if (needing === undefined || palette !== undefined) return;
  throw new MaskmendError('usage', `${needing} needs --palette: every run must use the same classes`, {
    hint: "'maskmend palette' finds them, and writes them to a file",
  });
}

interface ResumeParts {
  readonly scan: SourceScan;
  readonly planned: readonly PlannedFile[];
  readonly report: string;
  readonly palette: Palette | undefined;
  readonly options: RepairOptions;
}

async function findDone({ scan, planned, report, palette, options }: ResumeParts): Promise<RepairRun['done'] & object> {
  if (palette === undefined) return NONE;
  const sources = [...scan.files, ...scan.problems.map(({ source }) => source)];
  const engine = { version: engineVersion, preset: options.preset };
  return doneBefore({ report, planned, roots: nameRoots(sources), palette, format: options.format, engine });
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

function reportPaths(out: string, { report: wanted, shard, part }: RepairOptions): RepairPlan['reports'] {
  const own = join(out, reportName(shard === undefined ? part : shardPart(shard)));
  return wanted === undefined || resolve(wanted) === own ? [own] : [own, resolve(wanted)];
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
