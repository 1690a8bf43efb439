import { basename, join } from 'node:path';
import { mkdir, readFile, rm, rmdir } from '../../file-system.ts';
import type { ExportReport, ExportRequest } from '../../../shared/contract/export-calls.ts';
import type { ErrorData } from '../../../shared/errors.ts';
import packageFile from '../../../../package.json' with { type: 'json' };
import { writeFileAside } from '../../codec/write-file.ts';
import type { ExportedMask } from '../../workers/export-mask.ts';
import type { EdgeCut } from '../../workers/draw-cut.ts';
import { buildReport, type RepairRun } from '../report/build-report.ts';
import { type EarlierResults, readEarlierResults, REPORT_NAME } from '../repair/earlier-results.ts';
import { exportCoding } from './export-formats.ts';
import { exportedOutcome, presetOf } from '../report/exported-outcome.ts';
import { failedOutcome, type FileOutcome } from '../repair/file-outcome.ts';
import type { LiveJob } from '../jobs/live-job.ts';
import { exportFolders, type ExportPlan, type PlannedExport } from './plan-export.ts';
import { htmlReport, type ShownCut } from '../report/report-html.ts';
import { reportCsv } from '../report/report-csv.ts';
import type { Report } from '../report/report.ts';
import { writeLabelMap, writeReport } from '../repair/result-files.ts';

const HTML_NAME = 'maskmend-report.html';
const CSV_NAME = 'maskmend-report.csv';
/** True for the path of a report that a person may look at, told by its name. */
export function isReportName(path: string): boolean {
  return [HTML_NAME, CSV_NAME].includes(basename(path));
}

/** Pictures wait here until the report is written, so that an export that is resumed has them all. */
const PICTURES_FOLDER = '.maskmend-report-pictures';

interface RecordParts {
  readonly job: LiveJob;
  readonly request: ExportRequest;
  readonly plan: ExportPlan;
}

/** What is put down of an export in its folder: reports, classes, pictures for the report. */
export class ExportRecord {
  readonly #parts: RecordParts;
  readonly #startedAt = performance.now();
  readonly #outcomes = new Map<string, FileOutcome>();
  readonly #byId: ReadonlyMap<number, PlannedExport>;
  #earlier: EarlierResults | undefined;
  #labelMapSha256: string | undefined;
  #resumed = 0;

  constructor(parts: RecordParts) {
    this.#parts = parts;
    this.#byId = new Map(parts.plan.planned.map((planned) => [planned.candidate.id, planned]));
  }

  /** Names every planned file, and takes up what an earlier run of the same job has done. */
  async open(states: ReadonlyMap<number, string>): Promise<void> {
    const { request, plan, job } = this.#parts;
    this.#earlier = await readEarlierResults(request.folder);
    this.#labelMapSha256 = this.#earlier?.labelMapSha256;
    for (const { candidate, output } of plan.planned) {
      if (states.get(candidate.id) !== 'done') continue;
      const outputs = await job.session.database.outputsOf(candidate.id);
      const sha256 = outputs.find(({ path }) => path === output)?.sha256 ?? '';
      await this.#put(candidate.id, sha256);
      this.#resumed++;
    }
    await writeReport(this.#describe(), [join(request.folder, REPORT_NAME)]);
  }

  async add(id: number, { sha256, pictures }: ExportedMask): Promise<void> {
    if (pictures !== undefined) await this.#keepPictures(id, pictures);
    await this.#put(id, sha256);
  }

  fail(id: number, error: ErrorData): void {
    const planned = this.#byId.get(id);
    if (planned !== undefined)
      this.#outcomes.set(planned.candidate.path, failedOutcome(planned.candidate, { error, ms: 0 }));
  }

  /** Writes classes and reports of what was exported so far. */
  async close(): Promise<void> {
    const { request, plan, job } = this.#parts;
    const rules = { earlierSha256: this.#earlier?.labelMapSha256, isOverwriting: request.isOverwriting };
    this.#labelMapSha256 = await writeLabelMap(request.folder, plan.palette, rules);
    const report = this.#describe();
    await writeReport(report, [join(request.folder, REPORT_NAME)]);
    if (request.hasReport) {
      await writeFileAside(join(request.folder, HTML_NAME), htmlReport(report, await this.#shownCuts()));
      await writeFileAside(join(request.folder, CSV_NAME), reportCsv(report));
    }
    await job.session.database.setJobResult(job.id, this.summary());
    if (!job.signal.aborted) await rm(this.#picturesFolder, { recursive: true, force: true });
  }

  summary(): ExportReport {
    const { request, plan, job } = this.#parts;
    const outcomes = [...this.#outcomes.values()];
    const written = outcomes.filter(({ status }) => status === 'repaired').length;
    const failed = outcomes.flatMap(({ source, error }) =>
      error ? [{ path: source.path, message: error.message }] : [],
    );
    const files = request.hasReport && {
      html: join(request.folder, HTML_NAME),
      csv: join(request.folder, CSV_NAME),
      url: `/reports/${job.id}/report.html`,
    };
    return {
      job: job.id,
      folder: request.folder,
      format: request.format,
      ...files,
      written,
      checked: written,
      failed,
      isComplete: written === plan.planned.length,
    };
  }

  get #picturesFolder(): string {
    return join(this.#parts.request.folder, PICTURES_FOLDER);
  }

  async #put(id: number, outputSha256: string): Promise<void> {
    const planned = this.#byId.get(id);
    const detail = await this.#parts.job.session.database.sourceDetail(id);
    if (planned === undefined || detail?.result === undefined) return;
    const { candidate, output } = planned;
    this.#outcomes.set(candidate.path, exportedOutcome(candidate, { detail, output, outputSha256 }));
  }

  async #keepPictures(id: number, { before, after, ...place }: EdgeCut): Promise<void> {
    const folder = this.#picturesFolder;
    const name = join(folder, String(id));
    await mkdir(folder, { recursive: true });
    try {
      await writeFileAside(`${name}-before.png`, before);
      await writeFileAside(`${name}-after.png`, after);
      await writeFileAside(`${name}.json`, JSON.stringify(place));
    } catch (error) {
      // On a full disk none is left that holds nothing; one that holds pictures stays for the export that is resumed.
      await rmdir(folder).catch(() => undefined);
      throw error;
    }
  }

  async #shownCuts(): Promise<ShownCut[]> {
    const cuts: ShownCut[] = [];
    for (const [id, { candidate }] of this.#byId) {
      const name = join(this.#picturesFolder, String(id));
      const text = await readFile(`${name}.json`, 'utf8').catch(() => undefined);
      if (text === undefined) continue;
      // Written by ourselves, a moment ago.
      const place = JSON.parse(text) as Omit<EdgeCut, 'before' | 'after'>;
      const [before, after] = await Promise.all([readFile(`${name}-before.png`), readFile(`${name}-after.png`)]);
      cuts.push({ ...place, source: candidate.path, before, after });
    }
    return cuts;
  }

  /** Photos and maps of objects have no entry of their own in the report; so that a later export may replace them they count as earlier files. */
  #withOthers(): EarlierResults {
    const others = this.#parts.plan.planned.flatMap(({ photo, objects }) =>
      [photo, objects].filter((path) => path !== undefined),
    );
    const { files = new Set<string>(), confidenceFolder, labelMapSha256 } = this.#earlier ?? {};
    return { files: new Set([...files, ...others]), confidenceFolder, labelMapSha256 };
  }

  #describe(): Report {
    const { request, plan } = this.#parts;
    const confidenceFolder = request.hasConfidenceMaps ? join(request.folder, exportFolders.confidence) : undefined;
    const run: RepairRun = {
      program: `maskmend ${packageFile.version}`,
      planned: plan.planned.map(({ candidate, output, confidence }) => {
        return { source: candidate, output, ...(confidence !== undefined && { confidence }) };
      }),
      problems: [],
      out: request.folder,
      confidenceFolder,
      format: exportCoding(request.format),
      preset: presetOf(plan.taken),
      earlier: this.#withOthers(),
    };
    return buildReport(run, {
      palette: plan.palette,
      outcomes: this.#outcomes,
      ms: performance.now() - this.#startedAt,
      labelMapSha256: this.#labelMapSha256,
      resumedFiles: this.#resumed,
    });
  }
}
