import { MaskmendError, type ErrorData } from '../../../shared/errors.ts';
import type { ReadLimits } from '../../../shared/limits.ts';
import type { Dataset, DatasetItem, DatasetProblem } from '../../../shared/model/dataset.ts';
import type { ItemRunner } from './item-runner.ts';
import { sourceOf } from './source-of.ts';

export interface ItemFailure {
  readonly stem: string;
  readonly error: ErrorData;
}

/** What is in the masks of a dataset. */
export interface Survey {
  readonly items: readonly { readonly item: DatasetItem; readonly place: number; readonly slots: readonly number[] }[];
  readonly failures: readonly PlacedFailure[];
  readonly problems: readonly DatasetProblem[];
  readonly overlapPixels: number;
}

export interface PlacedFailure extends ItemFailure {
  /** Place of the item in the dataset. */
  readonly place: number;
}

function describeFirst(failures: readonly PlacedFailure[]): { hint?: string } {
  const first = failures.at(0);
  return first === undefined
    ? {}
    : { hint: `the first of them: ${first.error.path ?? first.stem}: ${first.error.message}` };
}

/** Reads every mask to know what is in it. Throws `not-found` where none can be read. */
export async function surveyItems(
  { items }: Dataset,
  { run, limits }: { readonly run: ItemRunner; readonly limits: ReadLimits },
): Promise<Survey> {
  const found: (readonly number[] | undefined)[] = items.map(() => undefined);
  const problems: (readonly DatasetProblem[])[] = [];
  const failures: PlacedFailure[] = [];
  let overlapPixels = 0;
  await run({
    task: 'surveyMask',
    count: items.length,
    inputOf: async (index) => ({ source: await sourceOf(items[index]), limits }),
    settle: (index, outcome) => {
      if (outcome.kind === 'done') {
        found[index] = outcome.value.slots;
        overlapPixels += outcome.value.overlapPixels;
        if (outcome.value.problems.length > 0) problems[index] = outcome.value.problems;
      } else failures.push({ place: index, stem: items[index].stem, error: outcome.error });
    },
  });
  const read = items.flatMap((item, place) => {
    const slots = found[place];
    return slots === undefined ? [] : [{ item, place, slots }];
  });
  if (read.length === 0) {
    throw new MaskmendError('not-found', 'there is no mask that could be exported', describeFirst(failures));
  }
  return { items: read, failures, problems: problems.flat(), overlapPixels };
}
