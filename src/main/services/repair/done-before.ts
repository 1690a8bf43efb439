import { join } from 'node:path';
import { stat } from '../../file-system.ts';
import type { Palette } from '../../../shared/model/palette.ts';
import { describeClass } from '../report/build-report.ts';
import { hashOfFile } from '../sources/hash-of-file.ts';
import { readReport } from '../report/read-report.ts';
import { mapFiles } from './recall-results.ts';
import type { PlannedFile } from './repair-sources.ts';
import type { Report, ReportFile } from '../report/report.ts';
import { nameSource } from '../sources/root-names.ts';
import { readJournal } from './run-journal.ts';

/** A run that is to leave out what an earlier one has done. */
export interface ResumedRun {
  /** Absolute path of the report that both write. */
  readonly report: string;
  readonly planned: readonly PlannedFile[];
  /** See `nameRoots`. */
  readonly roots: ReadonlyMap<string, string>;
  readonly palette: Palette;
  readonly format: Report['format'];
  readonly engine: Report['engine'];
}

/**
 * The entries of the earlier run, by the path of the source, that still hold: made with the same classes, engine, preset
 * and format, from a source whose bytes are the same, and with every result standing as it was written.
 */
export async function doneBefore(run: ResumedRun): Promise<ReadonlyMap<string, ReportFile>> {
  const report = await readReport(run.report);
  if (report === undefined || !isAlike(report, run)) return new Map();
  const entries = new Map([...report.files, ...(await readJournal(run.report))].map((file) => [file.source, file]));
  const kept = await mapFiles(run.planned, async (planned) => {
    const entry = entries.get(nameSource(planned.source, run.roots));
    return entry !== undefined && (await stillHolds(entry, planned)) ? entry : undefined;
  });
  return new Map(kept.flatMap((entry, place) => (entry ? [[run.planned[place].source.path, entry]] : [])));
}

function isAlike(report: Report, { palette, format, engine }: ResumedRun): boolean {
  const classes = JSON.stringify([palette.coding, palette.classes.map(describeClass)]);
  const isSamePalette = JSON.stringify([report.coding, report.palette]) === classes;
  const isSameEngine = report.engine.version === engine.version && report.engine.preset === engine.preset;
  return isSamePalette && isSameEngine && report.format === format;
}

async function stillHolds(entry: ReportFile, { source, output, confidence }: PlannedFile): Promise<boolean> {
  if (entry.status !== 'repaired' && entry.status !== 'skipped') return false;
  if (entry.sourceSha256 === null || (await hashOfFile(source.path)) !== entry.sourceSha256) return false;
  if (entry.status === 'skipped') return true;
  const isWritten = entry.output !== null && output.endsWith(join(entry.output));
  if (!isWritten || (await hashOfFile(output)) !== entry.outputSha256) return false;
  if (confidence === undefined) return entry.confidence === null;
  return entry.confidence !== null && (await stat(confidence).catch(() => undefined))?.isFile() === true;
}
