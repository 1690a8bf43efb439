import { listLosses } from '../../../shared/model/export-loss.ts';
import { type ExportReport, type ExportRequest, exportRequestSchema } from '../../../shared/contract/export-calls.ts';
import type { Selection } from '../../../shared/contract/source-schemas.ts';
import type { DatasetProblem } from '../../../shared/model/dataset.ts';
import type { ProjectPalette } from '../../../shared/model/project-palette.ts';
import type { ExportOutcome, WrittenMask } from '../../formats/exporting/export-work.ts';
import { discardStaging } from '../../formats/exporting/output-sink.ts';
import { type DatasetExportPlan, outputPath, planDatasetExport, resumeKeyOf } from './dataset-export-plan.ts';
import { DatasetReport } from './dataset-report.ts';
import { exportWithThreads } from './export-dataset.ts';
import { exportKind } from '../export/export-formats.ts';
import { tellExported } from '../export/tell-exported.ts';
import type { LiveJob } from '../jobs/live-job.ts';
import { projectDataset } from './project-dataset.ts';
import type { ProjectSession } from '../project-session.ts';

interface BegunDatasetExport {
  readonly request: ExportRequest;
  readonly own: ProjectPalette;
  /** The masks that the job is about. */
  readonly ids: readonly number[];
}

/**
 * Writes a dataset aside, reads it back, compares every mask and moves it into place; what was written of an export that
 * was stopped stays aside, and the job goes on with it.
 */
export async function runDatasetExport(job: LiveJob, { request, own, ids }: BegunDatasetExport): Promise<void> {
  const { session } = job;
  const selection: Selection = { kind: 'ids', ids: [...ids] };
  const plan = await planDatasetExport(session, { ...request, selection }, own);
  const report = new DatasetReport({ job, request, plan });
  await report.cutPictures();
  if (job.signal.aborted) return;
  let written: readonly WrittenMask[] = [];
  const share = session.share();
  const open = async () => ({
    dataset: await projectDataset(session.database, { ...plan, hasAnnotations: true, limits: share.limits }),
    request: { ...plan.request, resumeKey: resumeKeyOf(session, job.id) },
  });
  const outcome = await exportWithThreads(open, {
    ...share,
    signal: job.signal,
    reporter: job.reporter,
    onForecast: () => undefined,
    describe: async (masks) => {
      written = masks;
      return report.texts(masks);
    },
  });
  await report.writeBeside();
  await settleItems(job, plan, written);
  const summary = summarise(plan, { outcome, report, job });
  await session.database.setJobResult(job.id, summary);
  tellExported(job.session.hub, { ...summary, isDataset: true });
}

/** Forgets an export that was stopped: what it wrote aside goes. */
export async function discardDatasetExport(session: ProjectSession, job: number, given: unknown): Promise<void> {
  const request = exportRequestSchema.safeParse(given).data;
  if (request === undefined || exportKind(request.format).kind !== 'dataset') return;
  await discardStaging({ out: outputPath(request), resumeKey: resumeKeyOf(session, job) });
}

async function settleItems({ id, session }: LiveJob, { taken }: DatasetExportPlan, written: readonly WrittenMask[]) {
  for (const { place, error } of written) {
    await session.database.finishItem(id, taken[place].id, error === undefined ? 'done' : 'failed');
  }
}

function summarise(
  { taken, request }: DatasetExportPlan,
  { outcome, report, job }: { outcome: ExportOutcome; report: DatasetReport; job: LiveJob },
): ExportReport {
  const { differing = [], failures, written, compared } = outcome;
  const failed = [
    ...failures.map(({ stem, error }) => ({ path: error.path ?? stem, message: error.message })),
    ...differing.map((path) => ({ path, message: 'does not read back as it was written' })),
  ];
  return {
    job: job.id,
    folder: request.out,
    format: request.format,
    ...report.paths(),
    written,
    checked: compared - differing.length,
    failed,
    lost: listLosses(outcome.losses, outcome.palette),
    notes: [...outcome.warnings, ...outcome.notes, ...outcome.problems.map(describeProblem)].slice(0, MOST_NOTES),
    isComplete: failed.length === 0 && written >= taken.length,
  };
}

function describeProblem({ file, message }: DatasetProblem): string {
  return `${file}: ${message}`;
}

/** A note for every mask would bury the others. */
const MOST_NOTES = 50;
