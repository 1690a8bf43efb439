import type { ComparisonState, ProjectComparison } from '../../../shared/contract/measure-calls.ts';
import { MaskmendError, toErrorData } from '../../../shared/errors.ts';
import { ProgressReporter } from '../../jobs/progress-reporter.ts';
import type { ComparedSets } from './compare-sets.ts';
import { compareSets } from './compare-sets.ts';
import { type ProjectItem, projectSet } from './measured-project.ts';
import { openMaskSets } from './open-mask-sets.ts';
import { Paced } from '../jobs/paced.ts';
import type { ProjectSession } from '../project-session.ts';

const MAX_DIFFERING = 500;
const TELL_INTERVAL_MS = 500;
const NOTHING: ComparisonState = { isRunning: false, done: 0, total: 0 };

/** Compares a project's masks with a folder in the background; the last comparison is kept while the project is open. */
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
  async start(path: string): Promise<ComparisonState> {
    await this.forget();
    const stop = (this.#stop = new AbortController());
    this.#state = { path, isRunning: true, done: 0, total: 0 };
    this.#ended = this.#compare(path, stop.signal).then(
      (comparison) => {
        this.#end(stop, { path, comparison });
      },
      (error: unknown) => {
        const { message, hint } = toErrorData(error);
        this.#end(stop, { path, error: { message, ...(hint !== undefined && { hint }) } });
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
    this.#state = { ...this.#state, ...found, isRunning: false };
    this.#tell.wish();
  }

  async #compare(path: string, signal: AbortSignal): Promise<ProjectComparison> {
    const session = this.#session;
    const first = await projectSet(session);
    if (first.items.length === 0) {
      throw new MaskmendError('not-found', 'no mask of the project is repaired', { hint: 'repair some first' });
    }
    const share = session.share();
    const quiet = { signal, onProgress: () => undefined };
    const request = { ...share, paths: [path], fallback: first.palette, isGroupingPictures: false };
    const { sets } = await openMaskSets(request, quiet);
    try {
      const compared = await compareSets(
        { first, second: sets[0] },
        { ...share, voidPolicy: 'ignore' },
        { signal, reporter: this.#reporter(signal) },
      );
      this.#compared = compared;
      return describe(compared, first.items);
    } finally {
      for (const set of sets) await set.close();
    }
  }

  #reporter(signal: AbortSignal): ProgressReporter {
    return new ProgressReporter({
      signal,
      onProgress: ({ done, total }) => {
        this.#state = { ...this.#state, done, total };
        this.#tell.wish();
      },
    });
  }
}

function describe(compared: ComparedSets, items: readonly ProjectItem[]): ProjectComparison {
  const { classes, scores, masks, onlyFirst, onlySecond, notes } = compared;
  const ids = new Map(items.map(({ name, id }) => [name, id]));
  const differing = masks.flatMap(({ name, scores: own }) => {
    const file = ids.get(name);
    if (own === undefined || own.differingPixels === 0 || file === undefined) return [];
    return [{ file, path: name, differingPixels: own.differingPixels, pixels: own.pixels }];
  });
  return {
    classes: classes.map(({ slot, name, rgb }) => ({ slot, name, rgb })),
    scores: { ...scores, classes: [...scores.classes], confusion: [...scores.confusion] },
    differing: differing
      .sort((one, other) => other.differingPixels / other.pixels - one.differingPixels / one.pixels)
      .slice(0, MAX_DIFFERING),
    failed: masks.flatMap(({ name, error }) => (error === undefined ? [] : [{ path: name, message: error.message }])),
    onlyHere: [...onlyFirst],
    onlyThere: [...onlySecond],
    notes: [...notes],
  };
}
