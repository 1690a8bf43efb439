import type { TakenForOne } from '../../../shared/model/taken-for-one.ts';
import type { ErrorData } from '../../../shared/errors.ts';
import { uniteClasses } from '../../../shared/classes/unite-classes.ts';
import { type MaskMeasure, type MeasureOptions } from '../../../shared/measure/measure-mask.ts';
import { MeasureSum, type MeasureTotals } from '../../../shared/measure/sum-measures.ts';
import type { DatasetProblem } from '../../../shared/model/dataset.ts';
import type { PaletteClass } from '../../../shared/model/palette.ts';
import { sourceOf } from '../../formats/exporting/source-of.ts';
import type { JobWatch } from '../../jobs/job-progress.ts';
import { ProgressReporter } from '../../jobs/progress-reporter.ts';
import { withDatasetThreads } from '../datasets/dataset-threads.ts';
import { type MaskSet, type MaskSetRequest, type NamedItem, openMaskSets } from './open-mask-sets.ts';

export interface MeasureRequest extends MaskSetRequest {
  readonly options: MeasureOptions;
}

/** A mask and what became of its measuring. */
export interface MeasuredMask {
  /** Path below its set, and below the set's name where there are several. */
  readonly name: string;
  readonly path: string | undefined;
  /** Absent where it could not be read. */
  readonly measure?: MaskMeasure;
  readonly error?: ErrorData;
  /** What of the mask could not be taken. */
  readonly problems: readonly DatasetProblem[];
}

export interface MeasuredSets {
  readonly sets: readonly Pick<MaskSet, 'name' | 'format' | 'palette'>[];
  /** The classes of all sets; slots of measures and totals are theirs. */
  readonly classes: readonly PaletteClass[];
  readonly notes: readonly TakenForOne[];
  readonly masks: readonly MeasuredMask[];
  readonly totals: MeasureTotals;
  /** What the sets themselves could not take. */
  readonly problems: readonly DatasetProblem[];
  /** Paths that lead to nothing. */
  readonly missing: readonly ErrorData[];
}

/** Measures every mask of some sets with threads; throws what opening them throws, and `cancelled`. */
export async function measureSets(request: MeasureRequest, watch: JobWatch): Promise<MeasuredSets> {
  const { sets, missing } = await openMaskSets(request, watch);
  try {
    const { classes, changes, notes } = uniteClasses(sets.map(({ palette }) => palette));
    const items = sets.flatMap((set, place) =>
      set.items.map((item) => ({ item, name: nameOf(item, set, sets.length), changes: changes[place] })),
    );
    const masks: MeasuredMask[] = items.map(({ item, name }) => ({ name, path: item.path, problems: [] }));
    const sum = new MeasureSum();
    await withDatasetThreads(request, { ...watch, reporter: new ProgressReporter(watch) }, (run) =>
      run({
        task: 'measureItem',
        count: items.length,
        inputOf: async (at) => ({
          source: await sourceOf(items[at].item),
          changes: items[at].changes,
          options: request.options,
          limits: request.limits,
        }),
        settle: (at, outcome) => {
          masks[at] = { ...masks[at], ...(outcome.kind === 'done' ? outcome.value : { error: outcome.error }) };
          if (outcome.kind === 'done') sum.add(outcome.value.measure);
        },
      }),
    );
    return { sets, classes, notes, masks, totals: sum.totals(), problems: leftOut(sets), missing };
  } finally {
    for (const set of sets) await set.close();
  }
}

function nameOf({ name }: NamedItem, set: MaskSet, sets: number): string {
  return sets === 1 ? name : `${set.name.replace(/[/\\]+$/, '')}/${name}`;
}

/** A photo that is missing matters to nobody here. */
function leftOut(sets: readonly MaskSet[]): readonly DatasetProblem[] {
  return sets.flatMap(({ problems }) => problems.filter(({ isWarning }) => isWarning !== true));
}
