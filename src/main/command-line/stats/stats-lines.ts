import { takenInWords } from '../../../shared/strings/in-words.ts';
import type { ClassMeasure, MeasureOptions } from '../../../shared/measure/measure-mask.ts';
import { type PaletteClass } from '../../../shared/model/palette.ts';
import { jsonLinesVersion } from '../../../shared/versions.ts';
import { describeClass } from '../../services/report/build-report.ts';
import type { MeasuredMask, MeasuredSets } from '../../services/measure/measure-sets.ts';
import { classReader } from '../../services/measure/measure-tables.ts';
import { toPosixPath } from '../../services/posix-path.ts';
import { describeFailure } from '../describe-failure.ts';
import type { ExitCode } from '../exit-codes.ts';
import type { JsonLine } from '../json-lines.ts';
import { describeError } from '../line-fields.ts';
import type { ClassMeasureLine } from './measure-json-lines.ts';

export interface StatsOutcome {
  readonly measured: MeasuredSets;
  readonly how: MeasureOptions;
  readonly failed: number;
  readonly exitCode: ExitCode;
}

type ClassOf = (slot: number) => PaletteClass | undefined;

/** What `stats --json` prints: a line per mask, then the summary. */
export function statsLines({ measured, how, failed, exitCode }: StatsOutcome): readonly JsonLine[] {
  const classOf = classReader(measured.classes);
  const nameOf = (slot: number): string | null => classOf(slot)?.name ?? null;
  const { totals } = measured;
  return [
    ...measured.masks.map((mask) => fileLine(mask, classOf)),
    {
      version: jsonLinesVersion,
      command: 'stats',
      type: 'summary',
      files: measured.masks.length,
      failed,
      connectivity: how.connectivity,
      tinyBelowPx: how.tinyBelowPx,
      pixels: totals.pixels,
      palette: measured.classes.map(describeClass),
      classes: totals.classes.map((entry) => ({
        ...classLine(entry, { classOf, ofPixels: totals.pixels }),
        masks: entry.masks,
      })),
      pairs: totals.pairs.map(({ a, b, masks, edges }) => ({ a: nameOf(a), b: nameOf(b), masks, edges })),
      notes: [
        ...measured.notes.map(takenInWords),
        ...measured.problems.map(({ file, message }) => `${file}: ${message}`),
        ...measured.missing.map(describeFailure),
      ],
      exitCode,
    },
  ];
}

function fileLine({ name, path, measure, error, problems }: MeasuredMask, classOf: ClassOf): JsonLine {
  const nameOf = (slot: number): string | null => classOf(slot)?.name ?? null;
  const ofPixels = (measure?.width ?? 0) * (measure?.height ?? 0);
  return {
    version: jsonLinesVersion,
    command: 'stats',
    type: 'file',
    name,
    path: path === undefined ? null : toPosixPath(path),
    status: measure === undefined ? 'failed' : 'measured',
    width: measure?.width ?? null,
    height: measure?.height ?? null,
    classes: (measure?.classes ?? []).map((entry) => classLine(entry, { classOf, ofPixels })),
    contacts: (measure?.contacts ?? []).map(({ a, b, edges }) => ({ a: nameOf(a), b: nameOf(b), edges })),
    tiny: (measure?.tiny ?? []).map(({ slot, ...place }) => ({ class: nameOf(slot), ...place })),
    problems: problems.map(({ message }) => message),
    ...(error && { error: describeError(error) }),
  };
}

function classLine(
  entry: ClassMeasure,
  { classOf, ofPixels }: { readonly classOf: ClassOf; readonly ofPixels: number },
): ClassMeasureLine {
  const { pixels, objects, largestObjectPx, tinyObjects, tinyPixels, boundaryEdges, boundaryPixels } = entry;
  return {
    class: classOf(entry.slot)?.name ?? null,
    index: classOf(entry.slot)?.index ?? null,
    ...{ pixels, share: pixels / ofPixels, objects, largestObjectPx, tinyObjects, tinyPixels },
    ...{ boundaryEdges, boundaryPixels },
  };
}
