import { resolve } from 'node:path';
import { MaskmendError } from '../../../shared/errors.ts';
import type { Dataset, DatasetProblem } from '../../../shared/model/dataset.ts';
import type { ExportOutcome, ExportStart } from '../../formats/exporting/export-work.ts';
import type { ExportRequest } from '../../formats/export-request.ts';
import { exporterOf } from '../../formats/format-list.ts';
import type { JobWatch } from '../../jobs/job-progress.ts';
import { ProgressReporter } from '../../jobs/progress-reporter.ts';
import { exportWithThreads, type ExportThreads } from '../../services/datasets/export-dataset.ts';
import { loadPalette } from '../../services/classes/load-palette.ts';
import { openDataset, type OpenedDataset } from '../../services/datasets/open-dataset.ts';
import { keepHeapSmall, letHeapGrow } from '../../services/jobs/small-heap.ts';
import type { CommandContext } from '../command-context.ts';
import { type DatasetCommand, datasetLine, datasetSummaryLine, problemLine } from './dataset-lines.ts';
import { classChoices, splitChoice, type DatasetOptions, type ExportOptions } from './dataset-options.ts';
import { exitCodes, type ExitCode } from '../exit-codes.ts';
import { followJob } from '../follow-job.ts';
import { formatDataset, formatForecast, formatOutcome, formatProblems } from './format-dataset.ts';
import { machineShare } from '../../services/jobs/machine-share.ts';

export interface ImportCall {
  readonly path: string;
  readonly options: DatasetOptions;
}

export interface ExportCall {
  readonly path: string;
  readonly options: ExportOptions;
}

/** Writes a dataset of any format as plain folders. */
export function runImport({ path, options }: ImportCall, context: CommandContext): Promise<ExitCode> {
  const classes = { indices: new Map(), merges: [], dropped: [], voidAs: 'keep', isZeroReduced: false } as const;
  const plain = {
    format: 'folder',
    classes,
    split: { kind: 'keep' },
    geometry: { turns: ['none'] },
    names: '{stem}',
  } as const;
  return run(
    'import',
    { path, options, choices: { ...plain, form: { coding: options.coding, objects: 'component' } } },
    context,
  );
}

/** Writes a dataset or project in the format that was asked for. */
export function runExport({ path, options }: ExportCall, context: CommandContext): Promise<ExitCode> {
  const { to: format, coding, geometry, objects, resize, tile, turn, names } = options;
  // Told before anything is read.
  const { geometries = [] } = exporterOf(format).about;
  if (geometry !== undefined && geometries.length > 0 && !geometries.includes(geometry)) {
    const hint = `it writes them as ${geometries.join(' or ')}`;
    throw new MaskmendError('usage', `${format} does not write objects as ${geometry}`, { hint });
  }
  const choices = {
    format,
    classes: classChoices(options),
    split: splitChoice(options),
    geometry: { resize, tile, turns: turn },
    names,
    form: { coding, geometry, objects },
  };
  return run('export', { path, options, choices }, context);
}

interface Work {
  readonly path: string;
  readonly options: DatasetOptions;
  readonly choices: Pick<ExportRequest, 'format' | 'classes' | 'split' | 'geometry' | 'names' | 'form'>;
}

async function run(command: DatasetCommand, work: Work, context: CommandContext): Promise<ExitCode> {
  const { screen } = context;
  keepHeapSmall();
  const { options } = work;
  const out = resolve(options.out);
  const isJson = options.json === true;
  const print = (lines: readonly string[]): void => {
    if (!isJson) for (const line of lines) screen.print(line);
  };
  const { outcome, found } = await followJob(context, (watch) =>
    exportOpened({ ...work, out }, watch, {
      onDataset: (opened) => {
        if (isJson) screen.printJson(datasetLine(command, opened));
        print(formatDataset(opened));
      },
      onForecast: (forecast) => {
        print(formatForecast(forecast));
      },
    }),
  );
  const problems = [...found, ...outcome.problems];
  const exitCode = exitCodeOf(problems, outcome, options);
  if (isJson) {
    for (const problem of problems) screen.printJson(problemLine(command, problem));
    screen.printJson(datasetSummaryLine(command, outcome, { out, exitCode, problems: problems.length }));
  }
  print(formatProblems(problems));
  print(options.dryRun === true ? ['nothing written: --dry-run'] : formatOutcome(outcome, out));
  return exitCode;
}

interface Told {
  readonly onDataset: (opened: OpenedDataset) => void;
  readonly onForecast: ExportThreads['onForecast'];
}

/** The outcome, and the problems that the dataset came with. Of the dataset itself nothing is held beyond its writing. */
async function exportOpened(
  { path, options, choices, out }: Work & { readonly out: string },
  watch: JobWatch,
  { onDataset, onForecast }: Told,
): Promise<{ readonly outcome: ExportOutcome; readonly found: readonly DatasetProblem[] }> {
  const share = machineShare(options);
  const palette = options.palette === undefined ? undefined : await loadPalette(options.palette, share.limits);
  const photos = typeof options.photos === 'string' ? options.photos : undefined;
  const asked = { ...share, path, format: options.from, palette, raster: options.raster, photos };
  let found: readonly DatasetProblem[] = [];
  let close: OpenedDataset['close'] = () => Promise.resolve();
  const open = async (): Promise<ExportStart> => {
    const dataset = await openDataset(asked, watch);
    ({ close, problems: found } = dataset);
    onDataset(dataset);
    if (isFewPictures(dataset)) letHeapGrow();
    const { sources } = dataset;
    return { dataset, request: { ...choices, out, sources, hasPhotos: options.photos !== false, ...flags(options) } };
  };
  try {
    const reporter = new ProgressReporter(watch);
    const outcome = await exportWithThreads(open, { ...share, signal: watch.signal, reporter, onForecast });
    return { outcome, found };
  } finally {
    await close();
  }
}

/** Of which the program holds little, so that keeping the heap small would only cost time. */
const FEW_PICTURES = 5000;

function isFewPictures({ items }: Dataset): boolean {
  const isPicture = ({ mask }: Dataset['items'][number]): boolean =>
    typeof mask !== 'function' && mask.kind === 'picture';
  return items.length <= FEW_PICTURES && items.every(isPicture);
}

function flags({ overwrite, dryRun }: DatasetOptions) {
  return { isOverwriting: overwrite === true, isDryRun: dryRun === true };
}

function exitCodeOf(problems: readonly DatasetProblem[], outcome: ExportOutcome, { strict }: DatasetOptions): ExitCode {
  const hasLeftOut = problems.some(({ isWarning }) => isWarning !== true);
  if (outcome.failures.length > 0 || (outcome.differing?.length ?? 0) > 0 || hasLeftOut) return exitCodes.someFailed;
  const isDoubtful = problems.length > 0 || outcome.notes.length > 0 || outcome.warnings.length > 0;
  const isLost = Object.keys(outcome.losses).length > 0;
  return strict === true && (isDoubtful || isLost) ? exitCodes.needsLook : exitCodes.done;
}
