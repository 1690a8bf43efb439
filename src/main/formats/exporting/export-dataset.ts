import { type ErrorData, fromErrorData } from '../../../shared/errors.ts';
import type { ReadLimits } from '../../../shared/limits.ts';
import type { Dataset, DatasetItem, DatasetProblem } from '../../../shared/model/dataset.ts';
import { UNASSIGNED_SLOT, type Palette } from '../../../shared/model/palette.ts';
import type { ExportRequest } from '../export-request.ts';
import type { DatasetExporter, ExportContext, OutputText } from '../format.ts';
import { exporterOf } from '../format-list.ts';
import { checkIndices } from './check-indices.ts';
import type { ItemRunner } from './item-runner.ts';
import type { WriteResult, WriteTask } from './item-tasks.ts';
import { mapClasses } from './map-classes.ts';
import { nameItems } from './name-items.ts';
import { openSink, type OutputSink } from './output-sink.ts';
import { readBack } from './read-back.ts';
import { ResultLog } from './result-log.ts';
import { sourceOf } from './source-of.ts';
import { DEFAULT_SPLIT, divideItems } from './split-items.ts';
import { extensionOf } from '../tree/safe-name.ts';
import { type ItemFailure, type PlacedFailure, type Survey, surveyItems } from './survey-items.ts';

/** What an export works with. */
export interface ExportWork {
  readonly limits: ReadLimits;
  readonly run: ItemRunner;
  /** Reads the finished export back. */
  readonly reopen: (path: string) => Promise<Dataset>;
  /** Told before anything is written. */
  readonly onForecast: (forecast: ExportForecast) => void;
  /** Further texts for the export's root, made when all masks are written. */
  readonly describe?: ((written: readonly WrittenMask[]) => Promise<readonly OutputText[]>) | undefined;
}

/** What became of one item. */
export interface WrittenMask {
  /** Place of the item in the dataset. */
  readonly place: number;
  readonly error?: ErrorData | undefined;
  /** Files that hold the mask alone, POSIX paths below the export's root; empty where it failed. */
  readonly files: readonly { readonly path: string; readonly sha256: string }[];
}

/** What will be written and what the format cannot hold. */
export interface ExportForecast {
  readonly palette: Palette;
  readonly masks: number;
  /** Pixels of objects that lie under others: later ones are above earlier ones, crowds below all. */
  readonly overlapPixels: number;
  /** What is lost, with counts. */
  readonly losses: Readonly<Record<string, number>>;
  readonly warnings: readonly string[];
}

export interface ExportOutcome extends ExportForecast {
  /** Masks written; more than were read where pieces or turns are made of one. */
  readonly written: number;
  readonly splits: Readonly<Record<string, number>>;
  readonly failures: readonly ItemFailure[];
  /** Problems of the masks as they were read. */
  readonly problems: readonly DatasetProblem[];
  readonly notes: readonly string[];
  /** Names of masks that did not read back as they were written; undefined where the format cannot be read back. */
  readonly differing: readonly string[] | undefined;
  /** POSIX paths below the export's root. */
  readonly paths: readonly string[];
}

/**
 * Writes a dataset in another format and reads it back. Every mask is read, first to know what is in it; one that cannot
 * be read is a failure of its own. Throws MaskmendError usage, exists, not-found, and what writing throws.
 */
export async function runExport(dataset: Dataset, request: ExportRequest, work: ExportWork): Promise<ExportOutcome> {
  const exporter = exporterOf(request.format);
  const survey = await surveyItems(dataset, work);
  const plan = planExport(dataset, { request, survey, exporter });
  const forecast = { ...(await foresee(plan, exporter, work)), overlapPixels: survey.overlapPixels };
  work.onForecast(forecast);
  if (request.isDryRun) return { ...forecast, ...nothingWritten, failures: survey.failures, problems: survey.problems };
  const written = await writeAll(plan, exporter, { survey, request, work });
  return {
    ...forecast,
    written: written.items.length,
    splits: countBySplit(written.items),
    failures: [...survey.failures, ...written.failures],
    problems: [...survey.problems, ...written.problems],
    notes: written.notes,
    differing: written.differing,
    paths: written.paths,
  };
}

const nothingWritten = { written: 0, splits: {}, notes: [], differing: undefined, paths: [] } as const;

interface PlannedItem {
  readonly item: DatasetItem;
  /** Place in the dataset. */
  readonly place: number;
  readonly name: string;
  readonly split: string;
  readonly number: number;
}

interface ExportPlan {
  readonly context: ExportContext;
  readonly slots: Uint16Array;
  readonly items: readonly PlannedItem[];
  readonly request: ExportRequest;
}

function planExport(
  dataset: Dataset,
  { request, survey, exporter }: { request: ExportRequest; survey: Survey; exporter: DatasetExporter },
): ExportPlan {
  const hasUnassigned = survey.items.some(({ slots }) => slots.at(-1) === UNASSIGNED_SLOT);
  const { palette, slots } = mapClasses(dataset.palette, request.classes, hasUnassigned);
  checkIndices(palette, exporter.highestIndex?.(request.form), request.format);
  const splits = splitNames(survey, request);
  const names = nameItems(
    survey.items.map(({ item }, i) => ({ stem: item.stem, split: splits[i] })),
    request.names,
  );
  const items = survey.items.map(({ item, place }, i) => {
    return { item, place, name: names[i], split: splits[i], number: i + 1 };
  });
  const title =
    request.out
      .split(/[/\\]/)
      .at(-1)
      ?.replace(/\.zip$/i, '') ?? 'dataset';
  const context = { palette, form: request.form, title, splits: [...new Set(splits)] };
  return { context, slots, items, request };
}

function splitNames({ items }: Survey, { split }: ExportRequest): string[] {
  switch (split.kind) {
    case 'keep':
      return items.map(({ item }) => item.split ?? DEFAULT_SPLIT);
    case 'one':
      return items.map(() => split.name);
    case 'divide':
      return divideItems(
        items.map(({ slots }) => slots),
        split,
      );
  }
}

type Foreseen = Omit<ExportForecast, 'overlapPixels'>;

async function foresee(plan: ExportPlan, exporter: DatasetExporter, work: ExportWork): Promise<Foreseen> {
  const warnings = exporter.warn?.(plan.context) ?? [];
  const base = { palette: plan.context.palette, masks: plan.items.length, warnings };
  if (exporter.isLossy?.(plan.context) !== true) return { ...base, losses: {} };
  const losses: Record<string, number> = {};
  await work.run({
    task: 'writeMask',
    count: plan.items.length,
    inputOf: (index) => taskOf(plan, index, { out: undefined, limits: work.limits }),
    settle: (_, outcome) => {
      if (outcome.kind === 'done') addLosses(losses, outcome.value.losses);
    },
  });
  return { ...base, losses };
}

function addLosses(sum: Record<string, number>, losses: Readonly<Record<string, number>>): void {
  for (const [what, count] of Object.entries(losses)) sum[what] = (sum[what] ?? 0) + count;
}

async function taskOf(
  { context, slots, items, request }: ExportPlan,
  index: number,
  how: Pick<WriteTask, 'out' | 'limits'>,
): Promise<WriteTask> {
  const { item, name, split, number } = items[index];
  const { format, geometry } = request;
  const photo = request.hasPhotos ? item.photo : undefined;
  const extension = (item.photo && extensionOf(item.photo.name)) ?? '.jpg';
  const own = { photo, extension, name, split, number };
  return { ...how, ...own, source: await sourceOf(item), format, context, slots, geometry };
}

interface Written {
  readonly items: WriteResult['items'];
  readonly paths: readonly string[];
  readonly notes: readonly string[];
  readonly problems: readonly DatasetProblem[];
  readonly failures: readonly PlacedFailure[];
  /** By place in the plan. */
  readonly results: readonly (WriteResult | undefined)[];
}

interface Writing {
  readonly survey: Survey;
  readonly request: ExportRequest;
  readonly work: ExportWork;
}

/** Writes everything aside, reads it back there, and moves it into place. */
async function writeAll(plan: ExportPlan, exporter: DatasetExporter, { survey, request, work }: Writing) {
  const sink = await openSink(request);
  try {
    const written = await writeItems(plan, sink, { request, work });
    const own = exporter.finish?.(written.items, plan.context) ?? [];
    const texts = [...own, ...((await work.describe?.(describeWritten(plan, survey, written))) ?? [])];
    for (const text of texts) await sink.addText(text);
    const paths = [...new Set([...written.paths, ...texts.map(({ path }) => path)])];
    const aside = await sink.close(paths);
    const { palette } = plan.context;
    const isReadable = exporter.isReadable !== false && written.items.length > 0;
    const differing = isReadable ? await readBack(written.items, { palette, out: aside, work }) : undefined;
    await sink.moveIntoPlace();
    return { ...written, paths, differing };
  } catch (error) {
    await sink.abandon();
    throw error;
  }
}

function describeWritten({ items }: ExportPlan, survey: Survey, { results, failures }: Written): WrittenMask[] {
  const failed = [...survey.failures, ...failures].map(({ place, error }) => ({ place, error, files: [] }));
  const done = results.flatMap((result, i) => {
    if (result === undefined) return [];
    return [{ place: items[i].place, files: result.items.flatMap(({ file }) => file ?? []) }];
  });
  return [...done, ...failed];
}

async function writeItems(
  plan: ExportPlan,
  sink: OutputSink,
  { request, work: { run, limits } }: Omit<Writing, 'survey'>,
): Promise<Written> {
  const log = request.resumeKey === undefined ? undefined : await ResultLog.open(sink.folder, fingerprint(plan));
  const results = plan.items.map((_, index) => log?.get(index));
  const left = [...plan.items.keys()].filter((index) => results[index] === undefined);
  const failures: PlacedFailure[] = [];
  try {
    await run({
      task: 'writeMask',
      count: left.length,
      inputOf: (turn) => taskOf(plan, left[turn], { out: sink.folder, limits }),
      // A disk that is full is so for every mask that follows.
      settle: (turn, outcome) => {
        const index = left[turn];
        const { item, place } = plan.items[index];
        if (outcome.kind === 'failed' && outcome.error.code === 'disk-full') throw fromErrorData(outcome.error);
        if (outcome.kind === 'failed') failures.push({ place, stem: item.stem, error: outcome.error });
        else {
          results[index] = withoutEmpty(outcome.value);
          log?.add(index, outcome.value);
        }
      },
    });
  } finally {
    log?.close();
  }
  const done = results.filter((result) => result !== undefined);
  return {
    items: done.flatMap(({ items }) => items),
    paths: done.flatMap(({ paths }) => paths),
    notes: done.flatMap(({ notes }) => notes),
    problems: done.flatMap(({ problems }) => problems),
    failures,
    results,
  };
}

const NO_LOSSES = {};
const NONE: readonly never[] = [];

/** With hundreds of thousands of masks the empty parts of their results take as much memory as the rest. */
function withoutEmpty(result: WriteResult): WriteResult {
  const hasLosses = Object.keys(result.losses).length > 0;
  return {
    items: result.items,
    paths: result.paths,
    losses: hasLosses ? result.losses : NO_LOSSES,
    notes: result.notes.length > 0 ? result.notes : NONE,
    problems: result.problems.length > 0 ? result.problems : NONE,
  };
}

/** Results that are kept of an export that was stopped have this form; those of another one are not gone on with. */
const RESULTS_VERSION = 2;

/** All that the files of a plan depend on. */
function fingerprint({ context, items, slots, request }: ExportPlan): unknown {
  const { format, geometry, hasPhotos } = request;
  const masks = items.map(({ item: { stem, version, photo }, name, split, number }) => {
    return [stem, version, photo?.path, photo?.bytes, name, split, number];
  });
  return { results: RESULTS_VERSION, context, format, geometry, hasPhotos, masks, slots: [...slots] };
}

function countBySplit(items: readonly { readonly split: string }[]): Record<string, number> {
  return Object.fromEntries(
    [...Map.groupBy(items, ({ split }) => split)].map(([split, { length }]) => [split, length]),
  );
}
