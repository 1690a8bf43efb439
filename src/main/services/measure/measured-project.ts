import type { ProjectMeasure, ProjectMeasureOptions } from '../../../shared/contract/measure-calls.ts';
import { type ErrorData, toErrorData } from '../../../shared/errors.ts';
import type { MaskSource } from '../../../shared/model/dataset.ts';
import { mergedSlots, type ProjectPalette, shownPalette } from '../../../shared/model/project-palette.ts';
import { sourceOf } from '../../formats/exporting/source-of.ts';
import { ProgressReporter } from '../../jobs/progress-reporter.ts';
import { withDatasetThreads } from '../datasets/dataset-threads.ts';
import type { MaskSet, NamedItem } from './open-mask-sets.ts';
import { Paced } from '../jobs/paced.ts';
import { projectDataset } from '../datasets/project-dataset.ts';
import type { ProjectSession } from '../project-session.ts';

/** Tiny objects that are kept of a mask, and told of all of them. */
export const MAX_TINY_OF_MASK = 100;
const MAX_TINY = 500;
const TELL_INTERVAL_MS = 500;

/** A mask of the project, to be measured or compared. */
export interface ProjectItem extends NamedItem {
  readonly id: number;
}

/** Measures a project's masks in the background, as they are asked for, and keeps what was measured in the project. */
export class MeasuredProject {
  readonly #session: ProjectSession;
  readonly #tell: Paced;
  #running: { readonly way: string; readonly stop: AbortController; readonly ended: Promise<void> } | undefined;
  /** Masks that could not be measured, by id: tried once for each state of their labels. */
  readonly #failed = new Map<number, { readonly key: string; readonly path: string; readonly message: string }>();

  constructor(session: ProjectSession) {
    this.#session = session;
    this.#tell = new Paced(TELL_INTERVAL_MS, () => {
      session.hub.emit({ type: 'measure' });
    });
  }

  /** What is known so far; what is missing is measured from now on, another way of measuring in place of the last. */
  async state(options: ProjectMeasureOptions): Promise<ProjectMeasure> {
    const { database } = this.#session;
    const way = wayOf(options, await database.projectPalette());
    const masks = await database.measurableMasks(way);
    const isMissing = masks.some((mask) => mask.isMeasured === 0 && !this.#hasFailed(mask, way));
    if (isMissing && this.#running?.way !== way) await this.#begin(options, way);
    const { totals, tiny } = await database.measureTotals(way, MAX_TINY);
    return {
      masks: masks.length,
      measured: totals.masks,
      isMeasuring: this.#running !== undefined,
      pixels: totals.pixels,
      classes: [...totals.classes],
      pairs: [...totals.pairs],
      tiny: [...tiny],
      failed: masks.flatMap((mask) => {
        const failure = this.#failed.get(mask.id);
        return failure !== undefined && this.#hasFailed(mask, way)
          ? [{ path: failure.path, message: failure.message }]
          : [];
      }),
    };
  }

  async close(): Promise<void> {
    this.#tell.stop();
    this.#running?.stop.abort();
    await this.#running?.ended;
    this.#tell.stop();
  }

  #hasFailed({ id, labelsVersion }: { id: number; labelsVersion: string }, way: string): boolean {
    return this.#failed.get(id)?.key === `${labelsVersion} ${way}`;
  }

  async #begin(options: ProjectMeasureOptions, way: string): Promise<void> {
    this.#running?.stop.abort();
    await this.#running?.ended;
    const stop = new AbortController();
    const ended = this.#measureMissing(options, { way, signal: stop.signal })
      .catch((error: unknown) => {
        if (!stop.signal.aborted) this.#tellFailure(toErrorData(error));
      })
      .finally(() => {
        if (this.#running?.stop === stop) this.#running = undefined;
        this.#tell.wish();
      });
    this.#running = { way, stop, ended };
  }

  async #measureMissing(
    options: ProjectMeasureOptions,
    { way, signal }: { way: string; signal: AbortSignal },
  ): Promise<void> {
    const { database } = this.#session;
    const masks = await database.measurableMasks(way);
    const missing = new Map(
      masks
        .filter((mask) => mask.isMeasured === 0 && !this.#hasFailed(mask, way))
        .map((mask) => [mask.id, mask.labelsVersion]),
    );
    const { items } = await projectSet(this.#session, [...missing.keys()]);
    const share = this.#session.share();
    const measureOptions = { ...options, maxTinyListed: MAX_TINY_OF_MASK };
    const reporter = new ProgressReporter({ signal, onProgress: () => undefined });
    await withDatasetThreads(share, { signal, reporter }, (run) =>
      run({
        task: 'measureItem',
        count: items.length,
        inputOf: async (at) => ({
          ...{ source: asCoded(await sourceOf(items[at])), changes: new Map<number, number>() },
          ...{ options: measureOptions, limits: share.limits },
        }),
        settle: (at, outcome) => {
          const { id, name } = items[at];
          const labelsVersion = missing.get(id) ?? '';
          if (outcome.kind === 'failed') {
            this.#failed.set(id, { key: `${labelsVersion} ${way}`, path: name, message: outcome.error.message });
          } else void this.#record({ id, labelsVersion, way, measure: outcome.value.measure });
          this.#tell.wish();
        },
      }),
    );
  }

  /** A measure that cannot be written is made again when it is asked for. */
  async #record(measure: Parameters<ProjectSession['database']['recordMeasure']>[0]): Promise<void> {
    await this.#session.database.recordMeasure(measure).catch(() => undefined);
  }

  #tellFailure(error: ErrorData): void {
    const notice = { kind: 'measuring-failed', error } as const;
    this.#session.hub.emit({ type: 'notification', level: 'error', notice, isForSystem: false });
  }
}

/** Places are told in coded pixels, as the viewer has them. */
function asCoded(source: MaskSource): MaskSource {
  return source.kind === 'labels' ? { ...source, orientation: 1 } : source;
}

/** Names a way of measuring: equal for equal measures of equal labels. */
export function wayOf({ connectivity, tinyBelowPx }: ProjectMeasureOptions, own: ProjectPalette | undefined): string {
  const merged = own === undefined ? [] : [...mergedSlots(own)].map((change) => change.join('>')).sort();
  return [connectivity, tinyBelowPx, ...merged].join(' ');
}

/** The project's masks with labels, with the classes as they are shown; those named, or all. */
export async function projectSet(
  { database, name, share }: ProjectSession,
  ids?: readonly number[],
): Promise<MaskSet & { readonly items: readonly ProjectItem[] }> {
  const own = await database.projectPalette();
  const palette = own === undefined ? { coding: 'colour' as const, source: '', classes: [] } : shownPalette(own);
  const replaced = own === undefined ? new Map<number, number>() : mergedSlots(own);
  const selection = ids === undefined ? ({ kind: 'filter', filter: { role: 'mask' } } as const) : idsOf(ids);
  const candidates = await database.exportCandidates(selection);
  const taken = candidates.filter(({ status }) => status === 'repaired' || status === 'stale');
  const dataset = await projectDataset(database, {
    taken,
    palette,
    replaced,
    hasAnnotations: false,
    limits: share().limits,
  });
  const items = dataset.items.map((item, place): ProjectItem => {
    const { id, relativePath, path } = taken[place];
    return { ...item, id, name: relativePath, path };
  });
  return { ...dataset, name, items, close: () => Promise.resolve() };
}

function idsOf(ids: readonly number[]) {
  return { kind: 'ids' as const, ids: [...ids] };
}
