import type { PreflightFinding } from '../../../shared/contract/preflight-finding.ts';
import { mkdir } from '../../file-system.ts';
import { exportRequestSchema, type ExportRequest } from '../../../shared/contract/export-calls.ts';
import { type ErrorData, MaskmendError } from '../../../shared/errors.ts';
import type { ProjectPalette } from '../../../shared/model/project-palette.ts';
import { codingOf, mapValues } from '../../../shared/objects/map-values.ts';
import { writeFailure } from '../../codec/file-failure.ts';
import type { FileResult } from '../../jobs/run-mask-job.ts';
import type { ExportedMask } from '../../workers/export-mask.ts';
import { runDatasetExport } from '../datasets/dataset-export-job.ts';
import { ExportRecord } from './export-record.ts';
import { exportCoding, exportKind } from './export-formats.ts';
import { checkExport } from './export-preflight.ts';
import type { LiveJob } from '../jobs/live-job.ts';
import { mostInteresting } from '../report/exported-outcome.ts';
import { chooseMasks, type ExportPlan, planExport, type PlannedExport } from './plan-export.ts';
import { noPalette } from '../repair/project-repair-job.ts';
import { tellExported } from './tell-exported.ts';

/**
 * Writes the masks, as pictures or as a dataset, reads them back and compares them; then the report. Pictures begin with
 * a report that names every planned file, by which a later export knows them as its own, even if this one is killed.
 */
export async function runExport(job: LiveJob, given: unknown): Promise<void> {
  const request = exportRequestSchema.parse(given);
  const { database } = job.session;
  const own = await database.projectPalette();
  if (own === undefined) throw noPalette();
  const begun = await beginExport(job, request);
  if (exportKind(request.format).kind === 'dataset') await runDatasetExport(job, { request, own, ids: begun.ids });
  else await exportPictures(job, { request, own, begun });
}

interface PictureExport {
  readonly request: ExportRequest;
  readonly own: ProjectPalette;
  readonly begun: BegunExport;
}

async function exportPictures(job: LiveJob, { request, own, begun }: PictureExport): Promise<void> {
  const plan = await planExport(job.session, { ...request, selection: { kind: 'ids', ids: begun.ids } }, own);
  const record = new ExportRecord({ job, request, plan });
  await makeFolder(request.folder);
  await record.open(begun.states);
  const waiting = plan.planned.filter(({ candidate }) => begun.states.get(candidate.id) === 'waiting');
  job.reporter.start({
    stage: 'writing',
    total: plan.planned.length,
    alreadyDone: plan.planned.length - waiting.length,
  });
  await writeMasks(job, { request, plan, waiting, record });
  await copyPhotos(job, plan);
  await record.close();
  if (!job.signal.aborted) tellExported(job.session.hub, { ...record.summary(), isDataset: false });
}

interface BegunExport {
  readonly ids: number[];
  /** What became of each file so far. */
  readonly states: ReadonlyMap<number, string>;
}

/** A new export is checked first; one that is resumed was. */
async function beginExport(job: LiveJob, request: ExportRequest): Promise<BegunExport> {
  const { database } = job.session;
  const known = await database.itemStates(job.id);
  if (known.size > 0) return { ids: [...known.keys()], states: known };
  const { canStart, findings } = await checkExport(job.session, request);
  const obstacle = findings.find(({ severity }) => severity === 'error');
  if (!canStart) throw cannotStart(obstacle, request);
  const own = await database.projectPalette();
  const { taken } = own === undefined ? { taken: [] } : await chooseMasks(job.session, request, own);
  const ids = taken.map(({ id }) => id);
  await database.addJobItems(job.id, ids);
  await database.setJobTitle(job.id, { kind: 'export', count: ids.length });
  return { ids, states: await database.itemStates(job.id) };
}

/** The job fails with what stands in its way, as failures do, in words of its own. */
function cannotStart(obstacle: PreflightFinding | undefined, { folder }: ExportRequest): MaskmendError {
  if (obstacle !== undefined && 'error' in obstacle) {
    const { message, hint, path = folder } = obstacle.error;
    return new MaskmendError('usage', message, { path, ...(hint !== undefined && { hint }) });
  }
  return new MaskmendError('usage', whyNot(obstacle), { path: folder });
}

function whyNot(obstacle: PreflightFinding | undefined): string {
  if (obstacle?.kind === 'not-writable') return `You may not write into ${obstacle.folder}`;
  if (obstacle?.kind === 'void-class') return 'The class that void is to become is not there';
  if (obstacle?.kind === 'index-too-high') {
    return `"${obstacle.class}" has index ${obstacle.index}; an indexed PNG ends at ${obstacle.highest}`;
  }
  return 'No mask is left to export';
}

interface Writing {
  readonly request: ExportRequest;
  readonly plan: ExportPlan;
  readonly waiting: readonly PlannedExport[];
  readonly record: ExportRecord;
}

async function writeMasks(job: LiveJob, { request, plan, waiting, record }: Writing): Promise<void> {
  const { session } = job;
  const { limits } = session.share();
  const coding = exportCoding(request.format);
  const shown = new Set(mostInteresting(plan.taken).map(({ id }) => id));
  await job.forEach<PlannedExport, ExportedMask>({
    items: waiting,
    pathOf: ({ candidate }) => candidate.path,
    loadOf: ({ candidate }) => ({ kind: '', size: Math.max(1, candidate.pixels) }),
    send: async (pool, { candidate, output, confidence, objects }, { stop: flag }, stop) => {
      const kept = await session.database.keptResult(candidate.id);
      if (kept === undefined) return { kind: 'failed', error: notRepaired(candidate.path), ms: 0 };
      const { metrics } = kept.repair;
      const { path, orientation } = candidate;
      const mask = { tiles: kept.tiles, size: { width: metrics.width, height: metrics.height }, merged: plan.replaced };
      const look = { longestSide: request.longestSide, isShown: request.hasReport && shown.has(candidate.id) };
      const objectMap =
        objects === undefined
          ? undefined
          : await objectMapTask(session, { id: candidate.id, plan, path: objects, request });
      const files = { path, output, confidence, objects: objectMap, limits, stop: flag };
      return pool.run(
        'exportMask',
        { ...mask, ...look, ...files, orientation, palette: plan.palette, format: coding },
        stop,
      );
    },
    settle: (planned, result) => settle(job, { planned, result, record, format: coding }),
  });
}

interface ObjectMapOf {
  readonly id: number;
  readonly plan: ExportPlan;
  /** Absolute path. */
  readonly path: string;
  readonly request: ExportRequest;
}

/** Undefined where the mask has no labels any more. */
async function objectMapTask({ database }: LiveJob['session'], { id, plan, path, request }: ObjectMapOf) {
  const kept = await database.objectMask(id);
  if (kept === undefined) return undefined;
  const { size, tiles, segments } = kept;
  const isOfFile = request.hasNumbersOfFiles === true;
  const coding = codingOf(plan.taken, isOfFile);
  const values = mapValues(segments, coding, isOfFile);
  return { mask: { size, tiles, segments, merged: plan.replaced }, path, coding, values };
}

interface Settled {
  readonly planned: PlannedExport;
  readonly result: FileResult<ExportedMask>;
  readonly record: ExportRecord;
  readonly format: 'indexed' | 'grey' | 'rgb';
}

async function settle(job: LiveJob, { planned, result, record, format }: Settled): Promise<void> {
  const { database } = job.session;
  const { id } = planned.candidate;
  if (result.kind === 'failed') {
    record.fail(id, result.error);
    await database.finishItem(job.id, id, 'failed');
    // A disk that is full is so for every mask that follows.
    if (result.error.code === 'disk-full')
      throw new MaskmendError('disk-full', result.error.message, { ...withHint(result.error) });
    return;
  }
  const { revision = 0 } = (await database.keptResult(id))?.repair ?? {};
  const { sha256, confidenceSha256, objectsSha256 } = result.value;
  await database.recordOutput(id, revision, { path: planned.output, format, sha256 });
  if (planned.confidence !== undefined && confidenceSha256 !== undefined) {
    await database.recordOutput(id, revision, {
      path: planned.confidence,
      format: 'confidence',
      sha256: confidenceSha256,
    });
  }
  if (planned.objects !== undefined && objectsSha256 !== undefined) {
    await database.recordOutput(id, revision, { path: planned.objects, format: 'objects', sha256: objectsSha256 });
  }
  await record.add(id, result.value);
  await database.finishItem(job.id, id, 'done');
}

function withHint({ hint, path }: ErrorData): { hint?: string; path?: string } {
  return { ...(hint !== undefined && { hint }), ...(path !== undefined && { path }) };
}

async function copyPhotos(job: LiveJob, { planned }: ExportPlan): Promise<void> {
  const pairs = planned.flatMap(({ candidate: { photoPath }, photo }) =>
    photo === undefined || photoPath === undefined ? [] : [{ path: photoPath, output: photo }],
  );
  if (pairs.length === 0 || job.signal.aborted) return;
  job.reporter.start({ stage: 'writing', total: pairs.length });
  await job.forEach<(typeof pairs)[number], string>({
    items: pairs,
    pathOf: ({ path }) => path,
    send: (pool, pair, { stop: flag }, stop) => pool.run('copyPhoto', { ...pair, stop: flag }, stop),
    settle: ({ path }, result) => {
      if (result.kind === 'done') return;
      const { error } = result;
      throw new MaskmendError(error.code, `the photo could not be copied: ${error.message}`, {
        ...withHint(error),
        path,
      });
    },
  });
}

function notRepaired(path: string): ErrorData {
  return { code: 'not-found', message: 'it has no repaired labels any more', hint: 'repair it again', path };
}

async function makeFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true }).catch((error: unknown) => {
    throw writeFailure(error, path);
  });
}
