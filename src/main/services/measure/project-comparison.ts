import type { CallInput } from '../../../shared/contract/calls.ts';
import type { ComparisonState, ProjectComparison } from '../../../shared/contract/measure-calls.ts';
import { MaskmendError, toErrorData } from '../../../shared/errors.ts';
import type { JobWatch } from '../../jobs/job-progress.ts';
import { ProgressReporter } from '../../jobs/progress-reporter.ts';
import type { ComparedSets } from './compare-sets.ts';
import { comparePaths, compareSets } from './compare-sets.ts';
import { type ProjectItem, projectSet } from './measured-project.ts';
import { openMaskSets } from './open-mask-sets.ts';
import { Paced } from '../jobs/paced.ts';
import type { ProjectSession } from '../project-session.ts';

const MAX_DIFFERING = 500;
const TELL_INTERVAL_MS = 500;
const NOTHING: ComparisonState = { isRunning: false, isFindingClasses: false, done: 0, total: 0 };

/** What is compared with the reference at `path`: the masks of `first`, else the project's. */
type CompareRequest = CallInput<'measure.compare'>;

/**
 * Compares masks with a reference in the background: a project's, or those of any other place. The last comparison is
 * kept while the project is open.
 */
export class ProjectComparer {
  readonly #session: ProjectSession;
  readonly #tell: Paced;
  #state: ComparisonState = NOTHING;
  #compared: ComparedSets | undefined;
  #stop: AbortController | undefined;
  #ended: Promise<void> = Promise.resolve();

  constructor(session: ProjectSession) {
    this.#session = session;
    this.#tell = new Paced(TELL_INTERVAL_MS, () => {
      session.hub.emit({ type: 'measure' });
    });
  }

  get state(): ComparisonState {
    return this.#state;
  }

  /** All of it, for tables; undefined while there is none. */
  get compared(): ComparedSets | undefined {
    return this.#compared;
  }

  /** Begins anew, in place of what runs. */
  async start(request: CompareRequest): Promise<ComparisonState> {
    await this.forget();
    const stop = (this.#stop = new AbortController());
    this.#state = { ...NOTHING, ...request, isRunning: true };
    this.#ended = this.#compare(request, this.#watch(stop.signal)).then(
      (comparison) => {
        this.#end(stop, { comparison });
      },
      (error: unknown) => {
        const { message, hint } = toErrorData(error);
        this.#end(stop, { error: { message, ...(hint !== undefined && { hint }) } });
      },
    );
    return this.#state;
  }

  /** Stops what runs, and forgets what was found. */
  async forget(): Promise<ComparisonState> {
    this.#stop?.abort();
    await this.#ended;
    this.#compared = undefined;
    return (this.#state = NOTHING);
  }

  async close(): Promise<void> {
    await this.forget();
    this.#tell.stop();
  }

  #end(stop: AbortController, found: Partial<ComparisonState>): void {
    if (stop.signal.aborted) return;
    this.#state = { ...this.#state, ...found, isRunning: false, isFindingClasses: false };
    this.#tell.wish();
  }

  async #compare({ first, path }: CompareRequest, watch: JobWatch): Promise<ProjectComparison> {
    if (first === undefined) return this.#compareProject(path, watch);
    const work = { ...this.#session.share(), voidPolicy: 'ignore' } as const;
    const compared = await comparePaths({ ...work, paths: [first, path] }, watch);
    this.#compared = compared;
    return describe(compared, []);
  }

  async #compareProject(path: string, watch: JobWatch): Promise<ProjectComparison> {
    const session = this.#session;
    const first = await projectSet(session);
    if (first.items.length === 0) {
      throw new MaskmendError('not-found', 'no mask of the project is repaired', { hint: 'repair some first' });
    }
    const share = session.share();
    const request = { ...share, paths: [path], fallback: first.palette, isGroupingPictures: false };
    const { sets } = await openMaskSets(request, watch);
    try {
      const work = { ...share, voidPolicy: 'ignore' } as const;
      const reporter = new ProgressReporter(watch);
      const compared = await compareSets({ first, second: sets[0] }, work, { signal: watch.signal, reporter });
      this.#compared = compared;
      return describe(compared, first.items);
    } finally {
      for (const set of sets) await set.close();
    }
  }

  #watch(signal: AbortSignal): JobWatch {
    return {
      signal,
      onProgress: ({ stage, done, total }) => {
        if (signal.aborted) return;
        this.#state = { ...this.#state, isFindingClasses: stage !== 'measuring', done, total };
        this.#tell.wish();
      },
    };
  }
}

function describe(compared: ComparedSets, items: readonly ProjectItem[]): ProjectComparison {
  const { classes, scores, masks, onlyFirst, onlySecond, notes } = compared;
  const ids = new Map(items.map(({ name, id }) => [name, id]));
  const differing = masks.flatMap(({ name, scores: own }) => {
    if (own === undefined || own.differingPixels === 0) return [];
    const file = ids.get(name);
    return [{ ...(file && { file }), path: name, differingPixels: own.differingPixels, pixels: own.pixels }];
  });
  return {
    classes: classes.map(({ slot, name, rgb }) => ({ slot, name, rgb })),
    scores: { ...scores, classes: [...scores.classes], confusion: [...scores.confusion] },
    differing: differing
      .sort((one, other) => other.differingPixels / other.pixels - one.differingPixels / one.pixels)
      .slice(0, MAX_DIFFERING),
    failed: masks.flatMap(({ name, error }) => (error === undefined ? [] : [{ path: name, message: error.message }])),
    onlyFirst: [...onlyFirst],
    onlySecond: [...onlySecond],
    takenForOne: [...notes],
  };
}
