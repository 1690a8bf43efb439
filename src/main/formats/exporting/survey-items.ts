import { type ErrorData, type HintOption, MaskmendError } from '../../../shared/errors.ts';
import type { ReadLimits } from '../../../shared/limits.ts';
import type { Dataset, DatasetItem, DatasetProblem } from '../../../shared/model/dataset.ts';
import { UNASSIGNED_SLOT } from '../../../shared/model/unassigned-slot.ts';
import type { ItemRunner } from './item-runner.ts';
import { ProblemList } from './problem-list.ts';
import { sourceOf } from './source-of.ts';

export interface ItemFailure {
  readonly stem: string;
  readonly error: ErrorData;
}

interface SurveyedItem {
  readonly item: DatasetItem;
  /** Place in the dataset. */
  readonly place: number;
  /** Slots that occur, ascending; empty where nobody asks for them. */
  readonly slots: readonly number[];
  /** How many objects of classes that are exported it has. */
  readonly objects: number;
  /** True where nothing may be seen of some of them: objects lie over one another, or have no pixel. */
  readonly mayHideObjects: boolean;
}

/** What is in the masks of a dataset. */
export interface Survey {
  readonly items: readonly SurveyedItem[];
  /** True where pixels of some mask have no class. */
  readonly hasUnassigned: boolean;
  readonly failures: readonly PlacedFailure[];
  readonly problems: readonly DatasetProblem[];
  readonly overlapPixels: number;
}

export interface PlacedFailure extends ItemFailure {
  /** Place of the item in the dataset. */
  readonly place: number;
}

function describeFirst(
  failures: readonly PlacedFailure[],
  problems: readonly DatasetProblem[],
): { hint?: string; option?: HintOption } {
  const [failure, problem] = [failures.at(0), problems.at(0)];
  if (failure !== undefined) {
    const { path = failure.stem, message, hint, option } = failure.error;
    const first = `the first of them: ${path}: ${message}${hint === undefined ? '' : `; ${hint}`}`;
    return { hint: first, ...(option && { option }) };
  }
  return problem === undefined ? {} : { hint: `${problem.file}: ${problem.message}` };
}

interface SurveyWork {
  readonly run: ItemRunner;
  readonly limits: ReadLimits;
  /** True where the slots of each mask are asked for: of hundreds of thousands they take a lot of memory. */
  readonly isBySlots: boolean;
  /** Slots of the classes that are left out. */
  readonly dropped: readonly number[];
}

const NO_SLOTS: readonly number[] = [];

/** Reads every mask to know what is in it. Throws `not-found` where none can be read. */
export async function surveyItems(
  { items, problems: known }: Dataset,
  { run, limits, isBySlots, dropped }: SurveyWork,
): Promise<Survey> {
  const found: (readonly number[] | undefined)[] = items.map(() => undefined);
  const objects = new Uint32Array(items.length);
  const mayHide = new Uint8Array(items.length);
  const problems = new ProblemList();
  const failures: PlacedFailure[] = [];
  let overlapPixels = 0;
  let hasUnassigned = false;
  await run({
    task: 'surveyMask',
    count: items.length,
    inputOf: async (index) => ({ source: await sourceOf(items[index]), limits, dropped }),
    settle: (index, outcome) => {
      if (outcome.kind === 'done') {
        const { slots } = outcome.value;
        objects[index] = outcome.value.objects;
        mayHide[index] = outcome.value.mayHideObjects ? 1 : 0;
        found[index] = isBySlots ? slots : NO_SLOTS;
        hasUnassigned ||= slots.at(-1) === UNASSIGNED_SLOT;
        overlapPixels += outcome.value.overlapPixels;
        problems.add(index, outcome.value.problems);
      } else failures.push({ place: index, stem: items[index].stem, error: outcome.error });
    },
  });
  const read = items.flatMap((item, place) => {
    const slots = found[place];
    if (slots === undefined) return [];
    return [{ item, place, slots, objects: objects[place], mayHideObjects: mayHide[place] === 1 }];
  });
  if (read.length === 0) {
    throw new MaskmendError('not-found', 'there is no mask that could be exported', describeFirst(failures, known));
  }
  return { items: read, hasUnassigned, failures, problems: problems.list(), overlapPixels };
}
