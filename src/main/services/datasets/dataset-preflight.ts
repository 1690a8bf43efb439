import { access, stat } from '../../file-system.ts';
import { plainStem } from '../../../shared/checks/source-name.ts';
import type { ExportRequest } from '../../../shared/contract/export-calls.ts';
import type { PreflightFinding } from '../../../shared/contract/preflight-finding.ts';
import type { ExportLosses } from '../../../shared/contract/dataset-export-schemas.ts';
import { listLosses } from '../../../shared/model/export-loss.ts';
import { MaskmendError, toErrorData } from '../../../shared/errors.ts';
import type { ProjectPalette } from '../../../shared/model/project-palette.ts';
import { ProgressReporter } from '../../jobs/progress-reporter.ts';
import { type ExportPreview, previewExport } from '../../formats/exporting/preview-export.ts';
import { checkPlace } from '../../formats/exporting/output-sink.ts';
import type { ExportCandidate } from '../../db/operations/export-operations.ts';
import { type DatasetExportPlan, planDatasetExport } from './dataset-export-plan.ts';
import { reportFilesOf } from './dataset-report.ts';
import { exportWithThreads } from './export-dataset.ts';
import { exportKind } from '../export/export-formats.ts';
import { finding } from '../export/preflight-findings.ts';
import { noPalette } from '../repair/project-repair-job.ts';
import { projectDataset } from './project-dataset.ts';
import type { ProjectSession } from '../project-session.ts';

/** What a dataset export would do, as far as it can be told without reading masks. */
export interface DatasetPreview {
  readonly findings: readonly PreflightFinding[];
  /** Names of masks, without what the format adds. */
  readonly names: readonly string[];
  readonly plan: DatasetExportPlan | undefined;
}

/** Throws nothing that a person can put right: that is a finding. */
export async function previewDatasetExport(
  session: ProjectSession,
  request: ExportRequest,
  own: ProjectPalette,
): Promise<DatasetPreview> {
  try {
    const plan = await planDatasetExport(session, request, own);
    const preview = previewExport(plan.palette, itemsOf(plan.taken), plan.request);
    const findings = [...previewFindings(preview, request), ...(await placeFindings(plan))];
    return { findings, names: preview.names, plan };
  } catch (error) {
    return { findings: [asFinding('choice', error)], names: [], plan: undefined };
  }
}

function itemsOf(taken: readonly ExportCandidate[]) {
  return taken.map(({ relativePath, split }) => {
    return { stem: plainStem(relativePath), split: split === '' ? undefined : split };
  });
}

function previewFindings({ warnings, splits }: ExportPreview, { dataset }: ExportRequest): PreflightFinding[] {
  const parts = splits.map(({ name, masks }) => ({ name, masks }));
  const isTelling = splits.length > 1 || dataset?.split.kind === 'divide';
  return [
    ...warnings.map((remark) => finding({ severity: 'warning', kind: 'format', remark })),
    ...(isTelling ? [finding({ severity: 'note', kind: 'splits', parts })] : []),
  ];
}

async function placeFindings({ request }: DatasetExportPlan): Promise<PreflightFinding[]> {
  try {
    await checkPlace(request);
    if (!request.isOverwriting) await checkReports(request.out);
    return [];
  } catch (error) {
    return [asFinding(error instanceof MaskmendError && error.code === 'exists' ? 'exists' : 'place', error)];
  }
}

/** A report that stands beside an archive is ours where the archive is. */
async function checkReports(out: string): Promise<void> {
  const isThere = (await stat(out).catch(() => undefined)) !== undefined;
  if (isThere || !/\.zip$/i.test(out)) return;
  for (const path of reportFilesOf(out)) {
    const isFree = await access(path).then(
      () => false,
      () => true,
    );
    if (!isFree) throw new MaskmendError('exists', 'exists and is not from an earlier export', { path });
  }
}

function asFinding(kind: 'choice' | 'place' | 'exists', error: unknown): PreflightFinding {
  if (!(error instanceof MaskmendError)) throw error;
  return finding({ severity: 'error', kind, error: toErrorData(error) });
}

/** Masks whose losses are counted before an export, at most, and their pixels together. */
const COUNTED_MASKS = 60;
const COUNTED_PIXELS = 60_000_000;

/** What the format cannot hold, counted by rehearsing it on masks spread over all of them. Writes nothing. */
export async function countLosses(session: ProjectSession, request: ExportRequest): Promise<ExportLosses> {
  const own = await session.database.projectPalette();
  if (own === undefined) throw noPalette();
  const kind = exportKind(request.format);
  const plan = await planDatasetExport(session, request, own);
  const total = plan.taken.length;
  const taken = kind.kind === 'dataset' && kind.exporter.isLossy !== undefined ? someOf(plan.taken) : [];
  if (taken.length === 0) return { losses: [], masks: total, total };
  const share = session.share();
  const open = async () => ({
    dataset: await projectDataset(session.database, { ...plan, taken, hasAnnotations: true, limits: share.limits }),
    // Parts are of all masks, not of these.
    request: { ...plan.request, split: { kind: 'one', name: 'train' }, isDryRun: true } as const,
  });
  const { signal } = new AbortController();
  const reporter = new ProgressReporter({ signal, onProgress: () => undefined });
  const outcome = await exportWithThreads(open, { ...share, signal, reporter, onForecast: () => undefined });
  return { losses: listLosses(outcome.losses, outcome.palette), masks: taken.length, total };
}

function someOf(taken: readonly ExportCandidate[]): ExportCandidate[] {
  const step = Math.max(1, taken.length / COUNTED_MASKS);
  const spread = Array.from({ length: Math.min(taken.length, COUNTED_MASKS) }, (_, i) => taken[Math.floor(i * step)]);
  let pixels = 0;
  return spread.filter((candidate, i) => i === 0 || (pixels += candidate.pixels) <= COUNTED_PIXELS);
}
