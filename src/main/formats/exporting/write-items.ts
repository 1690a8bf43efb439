import type { ExportRemark } from '../../../shared/model/export-remark.ts';
import { fromErrorData } from '../../../shared/errors.ts';
import type { ReadLimits } from '../../../shared/limits.ts';
import type { DatasetProblem } from '../../../shared/model/dataset.ts';
import type { OutputText } from '../format.ts';
import { TextList } from '../reading/text-list.ts';
import type { ItemRunner } from './item-runner.ts';
import type { OutputSink } from './output-sink.ts';
import { type ExportPlan, taskOf } from './plan-export.ts';
import { ProblemList } from './problem-list.ts';
import { ResultLog } from './result-log.ts';
import type { PlacedFailure } from './survey-items.ts';

/** What was written of a plan, and what was not. */
export interface WrittenPlan {
  /** On the disk, until it is closed. */
  readonly log: ResultLog;
  readonly failures: readonly PlacedFailure[];
}

/** Writes every mask of a plan that was not written before. Throws MaskmendError disk-full, cancelled, and what writing throws. */
export async function writeItems(
  plan: ExportPlan,
  sink: OutputSink,
  { run, limits }: { readonly run: ItemRunner; readonly limits: ReadLimits },
): Promise<WrittenPlan> {
  const { resumeKey } = plan.request;
  const log = await ResultLog.open(sink.folder, {
    count: plan.items.length,
    splitOf: (index) => plan.items[index].split,
    plan: resumeKey === undefined ? undefined : fingerprint(plan),
  });
  try {
    return { log, failures: await writeRest(plan, log, { run, limits, out: sink.folder }) };
  } catch (error) {
    log.close();
    throw error;
  }
}

async function writeRest(
  plan: ExportPlan,
  log: ResultLog,
  { run, limits, out }: { readonly run: ItemRunner; readonly limits: ReadLimits; readonly out: string },
): Promise<PlacedFailure[]> {
  const left = Uint32Array.from(plan.items.keys()).filter((index) => !log.has(index));
  const failures: PlacedFailure[] = [];
  await run({
    task: 'writeMask',
    count: left.length,
    inputOf: (turn) => taskOf(plan, left[turn], { out, limits }),
    // A disk that is full is so for every mask that follows.
    settle: (turn, outcome) => {
      const { item, place } = plan.items[left[turn]];
      if (outcome.kind === 'failed' && outcome.error.code === 'disk-full') throw fromErrorData(outcome.error);
      if (outcome.kind === 'failed') failures.push({ place, stem: item.stem, error: outcome.error });
      else log.add(left[turn], outcome.value);
    },
  });
  return failures;
}

/** Results that are kept of an export that was stopped have this form; those of another one are not gone on with. */
const RESULTS_VERSION = 3;

/** All that the files of a plan depend on. */
function fingerprint({ context, kept, items, slots, dropped, request }: ExportPlan): unknown {
  const { format, geometry, hasPhotos } = request;
  const masks = items.map(({ item: { stem, version, photo }, name, split, number }) => {
    return [stem, version, photo?.path, photo?.bytes, name, split, number];
  });
  return { results: RESULTS_VERSION, context, kept, format, geometry, hasPhotos, masks, slots: [...slots], dropped };
}

/** The masks that were written and can be read back, each at its place of three lists; they are held while as many are read. */
export class WrittenDigests {
  readonly names = new TextList();
  readonly splits = new TextList();
  /** What each must give when it is read again. */
  readonly digests = new TextList();

  get length(): number {
    return this.names.length;
  }

  add({ name, split, digest }: { readonly name: string; readonly split: string; readonly digest: string }): void {
    this.names.push(name);
    this.splits.push(split);
    this.digests.push(digest);
  }
}

/** What is told of all that was written. */
export interface WrittenSummary {
  readonly written: number;
  readonly splits: Readonly<Record<string, number>>;
  /** POSIX paths of all files below the export's root, each once. */
  readonly paths: TextList;
  readonly notes: readonly ExportRemark[];
  readonly problems: readonly DatasetProblem[];
  /** Of the masks that the format gives back. */
  readonly digests: WrittenDigests;
}

/** Goes through the results once. @param texts The files of the whole. */
export function summarise(plan: ExportPlan, log: ResultLog, texts: readonly OutputText[]): WrittenSummary {
  const splits: Record<string, number> = {};
  const digests = new WrittenDigests();
  const paths = new Set<string>();
  const notes: ExportRemark[] = [];
  const problems = new ProblemList();
  for (const [place, result] of log.results()) {
    const { split } = plan.items[place];
    for (const { name, digest } of result.items) {
      splits[split] = (splits[split] ?? 0) + 1;
      if (digest !== undefined) digests.add({ name, split, digest });
    }
    for (const path of result.paths) paths.add(path);
    notes.push(...result.notes);
    problems.add(place, result.problems);
  }
  for (const { path } of texts) paths.add(path);
  const written = Object.values(splits).reduce((sum, count) => sum + count, 0);
  return { written, splits, digests, paths: TextList.of(paths), notes, problems: problems.list() };
}
