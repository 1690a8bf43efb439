import { join } from 'node:path';
import packageFile from '../../../../package.json' with { type: 'json' };
import type { ExportRequest } from '../../../shared/contract/export-calls.ts';
import { writeFileAside } from '../../codec/write-file.ts';
import type { ExportCandidate } from '../../db/operations/export-operations.ts';
import type { WrittenMask } from '../../formats/exporting/export-work.ts';
import type { OutputText } from '../../formats/format.ts';
import type { EdgeCut } from '../../workers/draw-cut.ts';
import { buildReport, type RepairRun } from '../report/build-report.ts';
import type { DatasetExportPlan } from './dataset-export-plan.ts';
import { exportedOutcome, mostInteresting, presetOf } from '../report/exported-outcome.ts';
import { failedOutcome, type FileOutcome } from '../repair/file-outcome.ts';
import type { LiveJob } from '../jobs/live-job.ts';
import { htmlReport, type ShownCut } from '../report/report-html.ts';
import { reportCsv } from '../report/report-csv.ts';
import type { Report } from '../report/report.ts';

const HTML_NAME = 'maskmend-report.html';
const CSV_NAME = 'maskmend-report.csv';

interface ReportParts {
  readonly job: LiveJob;
  readonly request: ExportRequest;
  readonly plan: DatasetExportPlan;
}

/** The report on an exported dataset: in its folder; of an archive, beside it. */
export class DatasetReport {
  readonly #parts: ReportParts;
  readonly #startedAt = performance.now();
  readonly #cuts: ShownCut[] = [];
  #texts: readonly OutputText[] = [];

  constructor(parts: ReportParts) {
    this.#parts = parts;
  }

  /** Pictures of the masks that most want a look, before and after. */
  async cutPictures(): Promise<void> {
    const { job, request, plan } = this.#parts;
    if (!request.hasReport) return;
    const { session } = job;
    const { limits } = session.share();
    const shown = mostInteresting(plan.taken);
    job.reporter.start({ stage: 'inspecting', total: shown.length });
    await job.forEach<ExportCandidate, EdgeCut>({
      items: shown,
      pathOf: ({ path }) => path,
      send: async (pool, { id, path }, { stop: flag }, stop) => {
        const kept = await session.database.keptResult(id);
        if (kept === undefined) return { kind: 'cancelled' };
        const { width, height } = kept.repair.metrics;
        const mask = { tiles: kept.tiles, size: { width, height }, merged: plan.replaced };
        return pool.run('cutReportPictures', { ...mask, path, limits, palette: plan.palette, stop: flag }, stop);
      },
      // A source that is gone has no picture; its mask is exported all the same.
      settle: ({ path }, result) => {
        if (result.kind === 'done') this.#cuts.push({ ...result.value, source: path });
      },
    });
  }

  /** The report's files that go into the export's own folder. */
  async texts(written: readonly WrittenMask[]): Promise<readonly OutputText[]> {
    if (!this.#parts.request.hasReport) return [];
    const report = await this.#describe(written);
    const cuts = this.#cuts;
    this.#texts = [
      { path: HTML_NAME, parts: [htmlReport(report, cuts)] },
      { path: CSV_NAME, parts: [reportCsv(report)] },
    ];
    return this.#isBeside ? [] : this.#texts;
  }

  /** Writes the report of an archive. */
  async writeBeside(): Promise<void> {
    if (!this.#isBeside) return;
    for (const { path, parts } of this.#texts) await writeFileAside(this.#pathOf(path), [...parts].join(''));
  }

  /** Where the report is, as `ExportReport` has it. */
  paths(): { html?: string; csv?: string; url?: string } {
    const { request, job } = this.#parts;
    if (!request.hasReport) return {};
    return { html: this.#pathOf(HTML_NAME), csv: this.#pathOf(CSV_NAME), url: `/reports/${job.id}/report.html` };
  }

  get #isBeside(): boolean {
    return /\.zip$/i.test(this.#parts.plan.request.out);
  }

  #pathOf(name: string): string {
    return reportPath(this.#parts.plan.request.out, name);
  }

  async #describe(written: readonly WrittenMask[]): Promise<Report> {
    const { plan, job } = this.#parts;
    const { out } = plan.request;
    const outcomes = new Map<string, FileOutcome>();
    const outputs = new Map<ExportCandidate, string>();
    for (const { place, error, files } of written) {
      const candidate = plan.taken[place];
      const output = this.#isBeside ? out : join(out, files.at(0)?.path ?? '');
      outputs.set(candidate, output);
      const detail = await job.session.database.sourceDetail(candidate.id);
      if (error !== undefined) outcomes.set(candidate.path, failedOutcome(candidate, { error, ms: 0 }));
      else if (detail !== undefined) {
        outcomes.set(candidate.path, exportedOutcome(candidate, { detail, output, outputSha256: files.at(0)?.sha256 }));
      }
    }
    const run: RepairRun = {
      program: `maskmend ${packageFile.version}`,
      planned: plan.taken.map((candidate) => ({ source: candidate, output: outputs.get(candidate) ?? out })),
      problems: [],
      out,
      confidenceFolder: undefined,
      // The report's page and table do not tell it.
      format: 'indexed',
      preset: presetOf(plan.taken),
      earlier: undefined,
    };
    const ms = performance.now() - this.#startedAt;
    return buildReport(run, { palette: plan.palette, outcomes, ms, labelMapSha256: undefined, resumedFiles: 0 });
  }
}

/** Absolute path of a file of the report of an export: in its folder, or beside the archive and called like it. */
function reportPath(out: string, name: string): string {
  return /\.zip$/i.test(out) ? `${out.replace(/\.zip$/i, '')}-${name}` : join(out, name);
}

/** Files that are written beside an archive. */
export function reportFilesOf(out: string): readonly string[] {
  return [HTML_NAME, CSV_NAME].map((name) => reportPath(out, name));
}
