import { listLosses } from '../../../shared/model/export-loss.ts';
import { evidenceInWords, lossInWords } from '../../../shared/strings/in-words.ts';
import type { DatasetProblem } from '../../../shared/model/dataset.ts';
import type { ExportOutcome } from '../../formats/exporting/export-work.ts';
import { describeClass } from '../../services/report/build-report.ts';
import type { OpenedDataset } from '../../services/datasets/open-dataset.ts';
import { toPosixPath } from '../../services/posix-path.ts';
import type { ExitCode } from '../exit-codes.ts';
import { remarkWithOption } from '../hint-in-words.ts';
import { jsonLinesVersion } from '../../../shared/versions.ts';
import type { JsonLine } from '../json-lines.ts';
import { describeError } from '../line-fields.ts';

export type DatasetCommand = 'import' | 'export';

/** What was found, as a line of `--json`. */
export function datasetLine(command: DatasetCommand, dataset: OpenedDataset): JsonLine {
  return {
    version: jsonLinesVersion,
    command,
    type: 'dataset',
    format: dataset.format,
    evidence: dataset.evidence === undefined ? null : evidenceInWords(dataset.evidence),
    others: dataset.others.map(({ format, evidence, confidence }) => {
      return { format, evidence: evidenceInWords(evidence), confidence };
    }),
    masks: dataset.items.length,
    photos: dataset.items.filter(({ photo }) => photo !== undefined).length,
    classes: dataset.palette.classes.map(describeClass),
    notes: dataset.notes,
  };
}

export function problemLine(command: DatasetCommand, problem: DatasetProblem): JsonLine {
  const { file, annotation, message, isWarning = false } = problem;
  return {
    version: jsonLinesVersion,
    command,
    type: 'problem',
    file,
    annotation: annotation ?? null,
    message,
    isWarning,
  };
}

/** The last line: what was written, what was lost. */
export function datasetSummaryLine(
  command: DatasetCommand,
  outcome: ExportOutcome,
  { out, exitCode, problems }: { readonly out: string; readonly exitCode: ExitCode; readonly problems: number },
): JsonLine {
  return {
    version: jsonLinesVersion,
    command,
    type: 'summary',
    masks: outcome.masks,
    written: outcome.written,
    splits: outcome.splits,
    classes: outcome.palette.classes.map(describeClass),
    overlapPixels: outcome.overlapPixels,
    losses: Object.fromEntries(
      listLosses(outcome.losses, outcome.palette).map((loss) => [lossInWords(loss, true), loss.count]),
    ),
    warnings: outcome.warnings.map(remarkWithOption),
    notes: outcome.notes.map(remarkWithOption),
    failures: outcome.failures.map(({ stem, error }) => ({
      stem,
      path: error.path ?? null,
      error: describeError(error),
    })),
    problems,
    differing: outcome.differing === undefined ? null : [...outcome.differing],
    compared: outcome.compared,
    output: toPosixPath(out),
    exitCode,
  };
}
