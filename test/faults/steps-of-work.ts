import type { Job } from '../../src/shared/contract/job-calls.ts';
import type { ServedProject } from './served-project.ts';

/** Where the data lies and where exports go; the same for the life with kills and the one without. */
export interface Workplace {
  readonly data: string;
  readonly exportFolder: string;
  readonly datasetFolder: string;
}

/** What the program said to be done: none of it may be gone later. */
export interface Promised {
  paletteRevision: number;
  /** By job: files that were told as done. */
  readonly done: Map<number, number>;
  readonly finished: Set<number>;
  /** Acts of painting that were answered. */
  edits: number;
}

export interface Step {
  readonly name: string;
  /** Does what of the step is not done yet; resumes what an earlier process has begun. */
  readonly run: (server: ServedProject, place: Workplace, promised: Promised) => Promise<void>;
}

const allMasks = { kind: 'filter', filter: { role: 'mask' } } as const;

export const steps: readonly Step[] = [
  {
    name: 'import',
    run: (server, { data }, promised) =>
      jobOnce(server, promised, {
        kind: 'import',
        turn: 0,
        start: () => server.call('sources.add', { paths: [data], as: 'mask' }),
      }),
  },
  { name: 'find the palette', run: (server, _, promised) => editTo(server, promised, 1) },
  { name: 'repair', run: (server, _, promised) => repairOnce(server, promised, 0) },
  { name: 'rename a class', run: (server, _, promised) => editTo(server, promised, 2) },
  { name: 'merge classes', run: (server, _, promised) => editTo(server, promised, 3) },
  { name: 'remove a class', run: (server, _, promised) => editTo(server, promised, 4) },
  { name: 'repair again', run: (server, _, promised) => repairOnce(server, promised, 1) },
  { name: 'paint', run: (server, _, promised) => paint(server, promised) },
  { name: 'export', run: (server, place, promised) => exportOnce(server, promised, { place, turn: 0 }) },
  { name: 'export a dataset', run: (server, place, promised) => exportOnce(server, promised, { place, turn: 1 }) },
];

function repairOnce(server: ServedProject, promised: Promised, turn: number): Promise<void> {
  return jobOnce(server, promised, {
    kind: 'repair',
    turn,
    start: () =>
      server.call('jobs.startRepair', { selection: allMasks, parameters: { preset: 'fast', isRepeating: false } }),
  });
}

interface WantedExport {
  readonly place: Workplace;
  /** 0: pictures; 1: a dataset. */
  readonly turn: 0 | 1;
}

function exportOnce(server: ServedProject, promised: Promised, { place, turn }: WantedExport): Promise<void> {
  const isDataset = turn === 1;
  return jobOnce(server, promised, {
    kind: 'export',
    turn,
    start: () =>
      server.call('export.start', {
        format: isDataset ? 'voc' : 'indexed-png',
        folder: isDataset ? place.datasetFolder : place.exportFolder,
        selection: allMasks,
        undecided: 'all',
        names: 'tree',
        suffix: '',
        indices: [],
        hasConfidenceMaps: !isDataset,
        hasPhotos: false,
        hasReport: true,
        isOverwriting: false,
      }),
  });
}

interface WantedJob {
  readonly kind: Job['kind'];
  /** How many jobs of the kind came before it. */
  readonly turn: number;
  readonly start: () => Promise<{ readonly job: number }>;
}

async function jobOnce(server: ServedProject, promised: Promised, { kind, turn, start }: WantedJob): Promise<void> {
  const known = (await server.call('jobs.list', {})).filter((job) => job.kind === kind).toReversed();
  const begun = known.at(turn);
  if (begun?.state === 'finished') return;
  const { job } = begun === undefined ? await start() : await server.call('jobs.resume', { job: begun.id });
  for (;;) {
    const now = (await server.call('jobs.list', {})).find(({ id }) => id === job);
    if (now === undefined) throw new Error(`job ${String(job)} is gone`);
    promised.done.set(job, Math.max(promised.done.get(job) ?? 0, now.items.done + now.items.skipped));
    if (now.state === 'finished') promised.finished.add(job);
    if (now.state === 'finished') return;
    if (now.state !== 'running') throw new Error(`job ${String(job)} is ${now.state}: ${JSON.stringify(now.error)}`);
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
}

/** Brings the palette to a revision, by the change that leads there. */
async function editTo(server: ServedProject, promised: Promised, wanted: number): Promise<void> {
  const { revision, classes } = await server.call('classes.get', {});
  if (revision >= wanted) return;
  // What a class is goes by its colour: the order of the list is the engine's.
  const slotOf = (red: boolean): number => classes.find(({ rgb }) => rgb[0] > 100 === red)?.slot ?? -1;
  const last = classes.at(-1)?.slot ?? -1;
  if (wanted === 1) await server.call('classes.infer', { revision });
  else if (wanted === 2)
    await server.call('classes.edit', { revision, edit: { kind: 'rename', slot: slotOf(true), name: 'roof' } });
  else if (wanted === 3)
    await server.call('classes.edit', {
      revision,
      edit: { kind: 'merge', from: [slotOf(true)], into: slotOf(false) },
    });
  else await server.call('classes.edit', { revision, edit: { kind: 'remove', slot: last } });
  promised.paletteRevision = wanted;
}

const STROKES = 8;

/** Paints stroke after stroke on the first mask; which is the next one the project itself tells. */
async function paint(server: ServedProject, promised: Promised): Promise<void> {
  const { rows } = await server.call('sources.list', {
    filter: { role: 'mask' },
    sort: { by: 'name', direction: 'ascending' },
    offset: 0,
    limit: 1,
  });
  const { id } = rows[0];
  for (;;) {
    const { edits, labelsRevision, classes } = await server.call('review.mask', { id });
    if (edits >= STROKES) return;
    const slots = classes.map(({ slot }) => slot).toSorted((a, b) => a - b);
    const runs = [200 * (20 + 9 * edits), 60, slots[edits % slots.length] ?? 0];
    const act = { kind: 'runs', tiles: [{ row: 0, column: 0, runs }], label: `Stroke ${String(edits)}` } as const;
    const { changedPixels } = await server.call('review.edit', { id, labelsRevision, act });
    // A stroke that changes nothing is none: the row is painted with another class.
    if (changedPixels === 0) {
      const other = {
        ...act,
        tiles: [{ row: 0, column: 0, runs: [runs[0], 60, slots[(edits + 1) % slots.length] ?? 0] }],
      };
      await server.call('review.edit', { id, labelsRevision, act: other });
    }
    promised.edits = edits + 1;
  }
}
