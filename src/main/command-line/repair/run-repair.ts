import { MaskmendError } from '../../../shared/errors.ts';
import type { Palette } from '../../../shared/model/palette.ts';
import { buildReport, reportContext } from '../../services/report/build-report.ts';
import { endRepairMeans, type RepairMeans, startRepairMeans } from '../../services/repair/repair-means.ts';
import { repairSources, type FileOutcome, type RepairWatch } from '../../services/repair/repair-sources.ts';
import { describeOutcome, type ReportContext } from '../../services/report/report-file.ts';
import type { Report, ReportTotals } from '../../services/report/report.ts';
import { RunJournal } from '../../services/repair/run-journal.ts';
import { writeLabelMap, writeReport } from '../../services/repair/result-files.ts';
import type { CommandContext } from '../command-context.ts';
import { exitCodeOf, exitCodes, type ExitCode } from '../exit-codes.ts';
import { followJob } from '../follow-job.ts';
import { describeFailure } from '../describe-failure.ts';
import { planRepair, type RepairCall, type RepairPlan } from './plan-repair.ts';
import type { Screen } from '../screen.ts';
import { jsonTeller, textTeller, type RepairTeller } from './tell-repair.ts';

/**
 * Repairs masks, tells of each as it is finished, and leaves the report and the classes beside them. `early`, where means were
 * started before, are ended in any case.
 */
export async function runRepair(call: RepairCall, context: CommandContext, early?: RepairMeans): Promise<ExitCode> {
  const plan = await planOrEnd(call, context, early);
  const means = early ?? startRepairMeans({ ...plan.request, files: plan.request.files.length });
  const teller = (call.options.json === true ? jsonTeller : textTeller)(plan, context.screen);
  const record = new RepairRecord(plan);
  try {
    const outcome = await followJob(context, (watch) =>
      repairSources(plan.request, { ...watch, ...follow(record, teller) }, means),
    );
    record.resumedFiles += outcome.resumedFiles;
  } catch (error) {
    await endAll(record, means, context.screen);
    throw error;
  }
  const isKept = await endAll(record, means, context.screen);
  const report = record.describe();
  const exitCode = isKept ? repairExitCode(report.totals, call.options.strict === true) : exitCodes.someFailed;
  teller.onEnd(report, { exitCode, isKept });
  if (!report.isComplete) throw new MaskmendError('cancelled', 'stopped before every mask was repaired');
  return exitCode;
}

async function planOrEnd(call: RepairCall, { screen }: CommandContext, means?: RepairMeans): Promise<RepairPlan> {
  try {
    return await planRepair(call, screen);
  } catch (error) {
    if (means !== undefined) await endRepairMeans(means);
    throw error;
  }
}

/** Ends threads and project while the report is written; false where that cannot be. */
async function endAll(record: RepairRecord, means: RepairMeans, screen: Screen): Promise<boolean> {
  const [closing, ending] = await Promise.allSettled([closeOrTell(record, screen), endRepairMeans(means)]);
  if (ending.status === 'rejected') throw ending.reason;
  if (closing.status === 'rejected') throw closing.reason;
  return closing.value;
}

/** False where the report cannot be written, as on a disk that the masks have filled. */
async function closeOrTell(record: RepairRecord, screen: Screen): Promise<boolean> {
  try {
    await record.close();
    return true;
  } catch (error) {
    if (!(error instanceof MaskmendError)) throw error;
    screen.remark(`maskmend: ${describeFailure(error)}`);
    return false;
  }
}

function follow(record: RepairRecord, teller: RepairTeller): Pick<RepairWatch, 'onPalette' | 'onOutcome'> {
  return {
    onPalette: async (palette) => {
      await record.open(palette);
      teller.onPalette(palette);
    },
    onOutcome: (outcome) => {
      record.add(outcome);
      teller.onOutcome(outcome);
    },
  };
}

function repairExitCode(totals: ReportTotals, isStrict: boolean): ExitCode {
  const code = exitCodeOf(totals);
  return code === exitCodes.done && isStrict && totals.needLook > 0 ? exitCodes.needsLook : code;
}

/** The record of a run in its result folder. A run that ends before there is anything to record leaves nothing behind. */
class RepairRecord {
  resumedFiles: number;
  readonly #journal: RunJournal;
  readonly #plan: RepairPlan;
  readonly #startedAt = performance.now();
  readonly #outcomes = new Map<string, FileOutcome>();
  #palette: Palette | undefined;
  #context: ReportContext | undefined;
  #isOpen = false;
  #labelMapSha256: string | undefined;

  constructor(plan: RepairPlan) {
    this.#plan = plan;
    this.#journal = new RunJournal(plan.reports[0]);
    this.resumedFiles = plan.run.done?.size ?? 0;
    this.#labelMapSha256 = plan.run.earlier?.labelMapSha256;
  }

  /** By it a later run knows the folder and the files in it, even if this one is killed. */
  async open(palette: Palette): Promise<void> {
    this.#palette = palette;
    // What a journal holds that nothing is resumed from, is of another run.
    if (this.resumedFiles === 0) await this.#journal.remove();
    await writeReport(this.describe(), [this.#plan.reports[0]]);
    this.#isOpen = true;
  }

  add(outcome: FileOutcome): void {
    this.#outcomes.set(outcome.source.path, outcome);
    const { run } = this.#plan;
    this.#context ??= reportContext(run, this.#palette);
    // What cannot be put down is done again by a run that resumes this one.
    void this.#journal.add(describeOutcome(outcome, this.#context)).catch(() => undefined);
  }

  /** Writes what has become of the files so far. */
  async close(): Promise<void> {
    if (!this.#isOpen) return;
    // Before the disk may say no.
    await this.#journal.close();
    // Where there is no room for the classes there may still be some for the report, which matters more.
    const failure = await this.#writeClasses().catch((error: unknown) => {
      if (error instanceof MaskmendError) return error;
      throw error;
    });
    await writeReport(this.describe(), this.#plan.reports);
    await this.#journal.remove();
    if (failure !== undefined) throw failure;
  }

  async #writeClasses(): Promise<undefined> {
    const { run, isOverwriting } = this.#plan;
    if (this.#palette === undefined || this.#palette.classes.length === 0) return;
    const rules = { earlierSha256: run.earlier?.labelMapSha256, isOverwriting };
    this.#labelMapSha256 = await writeLabelMap(run.out, this.#palette, rules);
  }

  describe(): Report {
    return buildReport(this.#plan.run, {
      palette: this.#palette,
      outcomes: this.#outcomes,
      ms: performance.now() - this.#startedAt,
      labelMapSha256: this.#labelMapSha256,
      resumedFiles: this.resumedFiles,
    });
  }
}
