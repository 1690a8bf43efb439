import { type LossCounts, sumLosses } from '../../../shared/model/export-loss.ts';
import { MaskmendError } from '../../../shared/errors.ts';
import type { Palette } from '../../../shared/model/palette.ts';
import type { DatasetExporter } from '../format.ts';
import { exporterOf } from '../format-list.ts';
import type { ExportForecast, ExportOutcome, ExportStart, ExportWork, WrittenMask } from './export-work.ts';
import type { TextList } from '../reading/text-list.ts';
import { extensionOf } from '../tree/safe-name.ts';
import { openSink, type OutputSink } from './output-sink.ts';
import { droppedSlots } from './map-classes.ts';
import { holdsObjects } from './object-losses.ts';
import { type ExportPlan, planExport, taskOf } from './plan-export.ts';
import { readBack } from './read-back.ts';
import type { ResultLog } from './result-log.ts';
import { type PlacedFailure, type Survey, surveyItems } from './survey-items.ts';
import { summarise, type WrittenDigests, writeItems } from './write-items.ts';

/**
 * Writes a dataset in another format and reads it back. Every mask is read, first to know what is in it; one that cannot
 * be read is a failure of its own. Throws MaskmendError usage, exists, not-found, and what writing throws.
 * @param open Called once. What it gives is let go of when all masks are written: reading a large set back takes as much
 * memory as the set itself.
 */
export async function runExport(open: () => Promise<ExportStart>, work: ExportWork): Promise<ExportOutcome> {
  const { outcome, aside } = await writeAside(open, work);
  if (aside === undefined) return outcome;
  work.onWritten?.();
  const compared = aside.digests?.length ?? 0;
  return { ...outcome, differing: await moveCompared(aside, work), compared };
}

/** An export that is written, but not yet at its place. */
interface AsideExport {
  readonly format: string;
  readonly sink: OutputSink;
  readonly paths: TextList;
  readonly palette: Palette;
  /** What is to be read back; undefined where nothing can be. */
  readonly digests: WrittenDigests | undefined;
}

interface WrittenAside {
  readonly outcome: ExportOutcome;
  /** Undefined where nothing is written: it was a rehearsal. */
  readonly aside?: AsideExport;
}

async function writeAside(open: () => Promise<ExportStart>, work: ExportWork): Promise<WrittenAside> {
  const { plan, failures, problems, overlapPixels } = await prepare(await open(), work);
  const forecast = { ...(await foresee(plan, work)), overlapPixels };
  work.onForecast(forecast);
  if (plan.request.isDryRun) return { outcome: { ...forecast, ...nothingWritten, failures, problems } };
  const { written, aside } = await writeAll(plan, failures, work);
  const all = { failures: [...failures, ...written.failures], problems: [...problems, ...written.problems] };
  return { outcome: { ...forecast, ...written, ...all, differing: undefined, compared: 0 }, aside };
}

interface Prepared extends Pick<Survey, 'failures' | 'problems' | 'overlapPixels'> {
  readonly plan: ExportPlan;
}

/** What the survey says of each mask goes into the plan, and is held no longer. */
async function prepare({ dataset, request }: ExportStart, work: ExportWork): Promise<Prepared> {
  const exporter = exporterOf(request.format);
  const isBySlots = request.split.kind === 'divide';
  const dropped = droppedSlots(dataset.palette, request.classes);
  const survey = await surveyItems(dataset, { ...work, isBySlots, dropped });
  const plan = planExport(dataset, { request, survey, exporter, dropped });
  const { failures, problems, overlapPixels } = survey;
  return { plan, failures, problems, overlapPixels };
}

const nothingWritten = { written: 0, splits: {}, notes: [], differing: undefined, compared: 0 } as const;

type Foreseen = Omit<ExportForecast, 'overlapPixels'>;

async function foresee(plan: ExportPlan, work: ExportWork): Promise<Foreseen> {
  const exporter = exporterOf(plan.request.format);
  const base = { palette: plan.context.palette, masks: plan.items.length, warnings: plan.warnings };
  let losses = lostObjects(plan, exporter);
  const rehearsed = Uint32Array.from(plan.items.keys()).filter((place) => isLossy(plan, place, exporter));
  if (rehearsed.length === 0) return { ...base, losses };
  await work.run({
    task: 'writeMask',
    count: rehearsed.length,
    inputOf: (turn) => taskOf(plan, rehearsed[turn], { out: undefined, limits: work.limits }),
    settle: (_, outcome) => {
      if (outcome.kind === 'done') losses = sumLosses(losses, outcome.value.losses);
    },
  });
  return { ...base, losses };
}

function isLossy(
  { items, context, request }: ExportPlan,
  place: number,
  { isLossy: mayLose, about }: DatasetExporter,
): boolean {
  const { item, objects, mayHideObjects } = items[place];
  if (objects > 0 && holdsObjects(about) && request.geometry.resize !== undefined) return true;
  if (mayHideObjects && about.losesHiddenObjects === true) return true;
  const photo = request.hasPhotos ? item.photo : undefined;
  return mayLose?.(context, { objects, photoExtension: photo && extensionOf(photo.name) }) === true;
}

/** Objects are counted as the masks have them: no rehearsal is needed to know that none is kept. */
function lostObjects({ items }: ExportPlan, { about }: DatasetExporter): LossCounts {
  const objects = about.losesObjects === true ? items.reduce((sum, item) => sum + item.objects, 0) : 0;
  return objects > 0 ? { objects } : {};
}

/** Writes everything but into its place. @param unread What could not be read at all. */
async function writeAll(plan: ExportPlan, unread: readonly PlacedFailure[], work: ExportWork) {
  const { format } = plan.request;
  const exporter = exporterOf(format);
  const sink = await openSink(plan.request);
  return orAbandon(sink, async () => {
    const { log, failures } = await writeItems(plan, sink, work);
    const { digests, paths, ...summary } = await closing(log, async () => {
      const own = exporter.finish?.(log, { ...plan.context, kept: plan.kept }) ?? [];
      const described = await work.describe?.(describeWritten(plan, log, [...unread, ...failures]));
      const texts = [...own, ...(described ?? [])];
      for (const text of texts) await sink.addText(text);
      return summarise(plan, log, texts);
    });
    const isReadable = exporter.isReadable !== false && summary.written > 0;
    const aside = { format, sink, paths, palette: plan.context.palette, digests: isReadable ? digests : undefined };
    return { written: { ...summary, failures }, aside };
  });
}

/** Reads an export back where it is, and moves it into place. Gives the names of what differs. */
function moveCompared(aside: AsideExport, work: ExportWork): Promise<string[] | undefined> {
  const { format, sink, paths, palette, digests } = aside;
  return orAbandon(sink, async () => {
    const out = await sink.close(paths);
    const differing = digests && (await readBack(digests, { format, palette, out, work }));
    await sink.moveIntoPlace();
    return differing;
  });
}

async function orAbandon<Result>(sink: OutputSink, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    await sink.abandon();
    throw atPlace(error, sink);
  }
}

/** That a disk is full is told of the place of the export: where it is written aside, nobody needs to know. */
function atPlace(error: unknown, { folder, out }: OutputSink): unknown {
  if (!(error instanceof MaskmendError) || error.code !== 'disk-full') return error;
  return error.path?.startsWith(folder) === true ? error.at(out) : error;
}

async function closing<Result>(log: ResultLog, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } finally {
    log.close();
  }
}

function describeWritten({ items }: ExportPlan, log: ResultLog, failures: readonly PlacedFailure[]): WrittenMask[] {
  const failed = failures.map(({ place, error }) => ({ place, error, files: [] }));
  const done = [...log.results()].map(([index, result]) => {
    return { place: items[index].place, files: result.items.flatMap(({ file }) => file ?? []) };
  });
  return [...done, ...failed];
}
