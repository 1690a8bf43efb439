import { join } from 'node:path';
import type { Palette } from '../../../shared/model/palette.ts';
import { reportContext } from '../../services/report/build-report.ts';
import { LABEL_MAP_NAME } from '../../services/repair/earlier-results.ts';
import { toPosixPath } from '../../services/posix-path.ts';
import type { FileOutcome } from '../../services/repair/repair-sources.ts';
import { describeOutcome, describeProblem } from '../../services/report/report-file.ts';
import type { Report, ReportFile } from '../../services/report/report.ts';
import type { ExitCode } from '../exit-codes.ts';
import { formatClasses, formatPalette } from '../palette/format-classes.ts';
import { countOf } from '../format-numbers.ts';
import { formatRepairedFile, formatTotals } from './format-repair.ts';
import { jsonLinesVersion } from '../../../shared/versions.ts';
import type { RepairPlan } from './plan-repair.ts';
import { showPath } from '../printable.ts';
import { describeReason } from '../describe-failure.ts';
import type { Screen } from '../screen.ts';

/** Tells how a repair goes, as it goes. */
export interface RepairTeller {
  readonly onPalette: (palette: Palette) => void;
  readonly onOutcome: (outcome: FileOutcome) => void;
  readonly onEnd: (report: Report, end: RepairEnd) => void;
}

interface RepairEnd {
  readonly exitCode: ExitCode;
  /** False where report or classes could not be written. */
  readonly isKept: boolean;
}

/** In words. */
export function textTeller(plan: RepairPlan, screen: Screen): RepairTeller {
  const { usePalette, describe } = outcomeDescriber(plan);
  const print = (lines: readonly string[]) => {
    for (const line of lines) screen.print(line);
  };
  return {
    onPalette: (palette) => {
      usePalette(palette);
      const isFound = plan.request.palette === undefined;
      print([...(isFound ? formatClasses(palette) : formatPalette(palette)), '']);
    },
    onOutcome: (outcome) => {
      const { source, error } = outcome;
      print(formatRepairedFile(showPath(source.path), describe(outcome), error));
    },
    onEnd: (report, { isKept }) => {
      print(formatProblems(plan));
      const places = isKept
        ? formatPlaces(plan, report)
        : ['report and classes are not whole: run it again with --resume'];
      print(['', ...formatTotals(report.totals), ...places]);
    },
  };
}

/** As JSON, a line per file and one to close. */
export function jsonTeller(plan: RepairPlan, screen: Screen): RepairTeller {
  const { usePalette, describe, describeProblems } = outcomeDescriber(plan);
  const printFile = (file: ReportFile) => {
    screen.printJson({ version: jsonLinesVersion, command: 'repair', type: 'file', ...file });
  };
  return {
    onPalette: usePalette,
    onOutcome: (outcome) => {
      printFile(describe(outcome));
    },
    onEnd: (report, { exitCode }) => {
      describeProblems().forEach(printFile);
      screen.printJson({
        version: jsonLinesVersion,
        command: 'repair',
        type: 'summary',
        ...report.totals,
        ignored: plan.ignoredFiles,
        roots: report.roots,
        outputFolder: report.outputFolder,
        report: toPosixPath(plan.reports[0]),
        palette: report.palette,
        paletteWarnings: report.paletteWarnings,
        exitCode,
      });
    },
  };
}

function outcomeDescriber({ run, request }: RepairPlan) {
  let context = reportContext(run, request.palette);
  return {
    usePalette: (palette: Palette) => {
      context = reportContext(run, palette);
    },
    describe: (outcome: FileOutcome): ReportFile => describeOutcome(outcome, context),
    describeProblems: (): readonly ReportFile[] => run.problems.map((problem) => describeProblem(problem, context)),
  };
}

function formatProblems({ run }: RepairPlan): readonly string[] {
  return run.problems.map(({ source, error }) => `${showPath(source.path)}: failed: ${describeReason(error)}`);
}

function formatPlaces(
  { run, reports, ignoredFiles }: RepairPlan,
  { totals, labelMapSha256 }: Report,
): readonly string[] {
  const classes = labelMapSha256 === null ? [] : [`classes ${showPath(join(run.out, LABEL_MAP_NAME))}`];
  const masks = totals.repaired === 0 ? [] : [`masks ${showPath(run.out)}`];
  const passedOver = ignoredFiles > 0 ? [`${countOf(ignoredFiles, 'file')} of other kinds passed over`] : [];
  return [...passedOver, [...masks, ...classes, `report ${reports.map(showPath).join(', ')}`].join('; ')];
}
