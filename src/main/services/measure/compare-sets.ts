import type { TakenForOne } from '../../../shared/model/taken-for-one.ts';
import { uniteClasses } from '../../../shared/classes/unite-classes.ts';
import { type ErrorData, fromErrorData, MaskmendError } from '../../../shared/errors.ts';
import type { MaskComparison } from '../../../shared/measure/compare-masks.ts';
import { ComparisonSum, type ComparisonScores } from '../../../shared/measure/score-comparison.ts';
import type { DatasetProblem } from '../../../shared/model/dataset.ts';
import { type PaletteClass, UNASSIGNED_SLOT } from '../../../shared/model/palette.ts';
import { sourceOf } from '../../formats/exporting/source-of.ts';
import type { JobWatch } from '../../jobs/job-progress.ts';
import { ProgressReporter } from '../../jobs/progress-reporter.ts';
import { type DatasetWatch, withDatasetThreads } from '../datasets/dataset-threads.ts';
import { matchMasks } from './match-masks.ts';
import { type MaskSet, type MaskSetRequest, type NamedItem, openMaskSets } from './open-mask-sets.ts';

/** `ignore`: pixels that the reference calls void, or gives no class, are left out; `count`: void is a class like others. */
export type VoidPolicy = 'ignore' | 'count';

/** Two sets of masks, opened; the second is the reference. */
export interface SetPair {
  readonly first: MaskSet;
  readonly second: MaskSet;
}

/** Two masks of one name, and what became of comparing them. */
export interface ComparedMask {
  readonly name: string;
  readonly counterpart: string;
  readonly scores?: ComparisonScores;
  readonly error?: ErrorData;
  readonly problems: readonly DatasetProblem[];
}

export interface ComparedSets {
  /** Masks on either side. */
  readonly counts: { readonly first: number; readonly second: number };
  /** The classes of both; slots of scores are theirs. */
  readonly classes: readonly PaletteClass[];
  readonly notes: readonly TakenForOne[];
  readonly masks: readonly ComparedMask[];
  /** Names of masks without a counterpart. */
  readonly onlyFirst: readonly string[];
  readonly onlySecond: readonly string[];
  /** Of all masks together. */
  readonly scores: ComparisonScores;
}

export interface ComparePathsRequest extends Omit<MaskSetRequest, 'isGroupingPictures'> {
  readonly paths: readonly [string, string];
  readonly voidPolicy: VoidPolicy;
}

/** Compares the masks of two folders, files or projects with threads; throws what opening them throws, and `cancelled`. */
export async function comparePaths(request: ComparePathsRequest, watch: JobWatch): Promise<ComparedSets> {
  const { sets, missing } = await openMaskSets({ ...request, isGroupingPictures: false }, watch);
  const [first, second] = sets;
  try {
    if (missing.length > 0) throw fromErrorData(missing[0]);
    return await compareSets({ first, second }, request, { ...watch, reporter: new ProgressReporter(watch) });
  } finally {
    for (const set of sets) await set.close();
  }
}

type CompareWork = Pick<ComparePathsRequest, 'voidPolicy' | 'workers' | 'memoryBytes' | 'limits'>;

/** Compares the masks of two opened sets by their names; throws `not-found` where no name occurs in both, and `cancelled`. */
export async function compareSets(
  { first, second }: SetPair,
  work: CompareWork,
  watch: DatasetWatch,
): Promise<ComparedSets> {
  // The reference says what the classes are called.
  const { classes, changes, notes } = uniteClasses([second.palette, first.palette]);
  const ignoredSlots = work.voidPolicy === 'ignore' ? voidSlots(classes) : [];
  const { pairs, onlyFirst, onlySecond } = matchMasks(first.items, second.items);
  if (pairs.length === 0) throw noCounterparts({ first, second });
  const masks: ComparedMask[] = pairs.map((pair) => {
    return { name: pair.first.name, counterpart: pair.second.name, problems: [] };
  });
  const sum = new ComparisonSum();
  await withDatasetThreads(work, watch, (run) =>
    run({
      task: 'compareItems',
      count: pairs.length,
      inputOf: async (at) => ({
        first: { source: await sourceOf(pairs[at].first), changes: changes[1] },
        second: { source: await sourceOf(pairs[at].second), changes: changes[0] },
        options: { ignoredSlots },
        limits: work.limits,
      }),
      settle: (at, outcome) => {
        if (outcome.kind === 'failed') masks[at] = { ...masks[at], error: outcome.error };
        else {
          const { comparison, problems } = outcome.value;
          sum.add(comparison);
          masks[at] = { ...masks[at], problems, scores: scoresOf(comparison, ignoredSlots) };
        }
      },
    }),
  );
  return {
    counts: { first: first.items.length, second: second.items.length },
    ...{ classes, notes, masks, scores: sum.scores(ignoredSlots) },
    onlyFirst: onlyFirst.map(({ name }) => name),
    onlySecond: onlySecond.map(({ name }) => name),
  };
}

function noCounterparts({ first, second }: SetPair): MaskmendError {
  return new MaskmendError('not-found', 'no mask has a counterpart of its name', {
    hint: `${first.name} holds ${nameSome(first.items)}, ${second.name} holds ${nameSome(second.items)}`,
  });
}

function nameSome([first, ...others]: readonly (NamedItem | undefined)[]): string {
  if (first === undefined) return 'no masks';
  return others.length === 0 ? first.name : `${first.name} and ${others.length} more`;
}

function voidSlots(classes: readonly PaletteClass[]): readonly number[] {
  return [...classes.filter(({ role }) => role === 'void').map(({ slot }) => slot), UNASSIGNED_SLOT];
}

function scoresOf(comparison: MaskComparison, ignoredSlots: readonly number[]): ComparisonScores {
  const sum = new ComparisonSum();
  sum.add(comparison);
  return sum.scores(ignoredSlots);
}
