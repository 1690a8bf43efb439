import type { DatasetProblem } from '../../../shared/model/dataset.ts';
import type { ExportForecast, ExportOutcome } from '../../formats/exporting/export-work.ts';
import type { OpenedDataset } from '../../services/datasets/open-dataset.ts';
import { describeReason } from '../describe-failure.ts';
import { hintInWords, remarkWithOption } from '../hint-in-words.ts';
import { listLosses } from '../../../shared/model/export-loss.ts';
import { evidenceInWords, lossInWords } from '../../../shared/strings/in-words.ts';
import { annotationInWords } from '../../../shared/words.ts';
import { formatPalette } from '../palette/format-classes.ts';
import { countOf, formatCount } from '../format-numbers.ts';
import { printable, showPath } from '../printable.ts';

/** Problems shown; the rest is counted, and told whole with --json. */
const SHOWN = 20;

/** What was found. */
export function formatDataset(dataset: OpenedDataset): readonly string[] {
  const { format, evidence, others, items, palette, notes } = dataset;
  const photos = items.filter(({ photo }) => photo !== undefined).length;
  const reason = evidence === undefined ? '' : `: ${printable(evidenceInWords(evidence))}`;
  const also = others.length === 0 ? '' : ` (it also looks like ${others.map((guess) => guess.format).join(', ')})`;
  return [
    `${format}${reason}${also}`,
    `${countOf(items.length, 'mask')}, ${countOf(photos, 'photo')}`,
    ...formatPalette(palette),
    ...notes.map((note) => `note: ${printable(note)}`),
  ];
}

/** What the format cannot hold, before it is written. */
export function formatForecast({ losses, palette, warnings, overlapPixels }: ExportForecast): readonly string[] {
  const overlap = `note: ${countOf(overlapPixels, 'pixel')} where objects lie under later ones, or crowds under others`;
  return [
    ...(overlapPixels > 0 ? [overlap] : []),
    ...warnings.map((warning) => `warning: ${printable(remarkWithOption(warning))}`),
    ...listLosses(losses, palette).map((loss) => `warning: ${formatCount(loss.count)} ${printable(lossInWords(loss))}`),
  ];
}

export function formatProblems(problems: readonly DatasetProblem[]): readonly string[] {
  const lines = problems.slice(0, SHOWN).map(({ file, annotation, message, isWarning, ...advice }) => {
    const told = [message, hintInWords(advice)].filter((part) => part !== undefined).join('; ');
    const place = annotation === undefined ? file : `${file}: ${annotationInWords(annotation)}`;
    return printable(`${place}: ${isWarning === true ? 'warning: ' : ''}${told}`);
  });
  const rest = problems.length - lines.length;
  return rest > 0 ? [...lines, `and ${countOf(rest, 'more remark')}; --json tells them all`] : lines;
}

/** What was written and read back. */
export function formatOutcome(outcome: ExportOutcome, out: string): readonly string[] {
  const splits = Object.entries(outcome.splits).map(([split, count]) => `${split} ${formatCount(count)}`);
  const { differing, failures, notes } = outcome;
  const shown = failures.slice(0, SHOWN).map(({ stem, error }) => {
    // A file of all pictures does not tell which one it is.
    const file = error.path ?? stem;
    const name = file.includes(stem.slice(stem.lastIndexOf('/') + 1)) ? file : `${file}: ${stem}`;
    return `${printable(name)}: failed: ${describeReason(error)}`;
  });
  return [
    ...notes.slice(0, SHOWN).map((note) => `warning: ${printable(remarkWithOption(note))}`),
    ...shown,
    ...(failures.length > SHOWN ? [`and ${countOf(failures.length - SHOWN, 'more failure')}`] : []),
    `${countOf(outcome.written, 'mask')} written to ${showPath(out)}${splits.length > 1 ? ` (${splits.join(', ')})` : ''}`,
    formatReadBack(outcome, differing),
  ];
}

function formatReadBack({ written, compared }: ExportOutcome, differing: readonly string[] | undefined): string {
  if (written === 0) return 'nothing to read back';
  if (differing === undefined) return 'the format cannot be read back as a dataset';
  if (compared === 0) return 'none can be read back';
  if (differing.length === 0) {
    return compared === written
      ? 'all read back the same'
      : `${formatCount(compared)} read back the same, ${formatCount(written - compared)} cannot be read back`;
  }
  return `${countOf(differing.length, 'mask')} did not read back the same: ${printable(differing.slice(0, SHOWN).join(', '))}`;
}
