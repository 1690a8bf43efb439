import type { Job } from '../../src/shared/contract/job-calls.ts';
import type { ServedProject } from './served-project.ts';

/** Where the data lies and where exports go; the same for the life with kills and the one without. */
export interface Workplace {
  readonly data: string;
  readonly exportFolder: string;
}

/** What the program said to be done: none of it may be gone later. */
export interface Promised {
  paletteRevision: number;
  /** By job: files that were told as done. */
  readonly done: Map<number, number>;
  readonly finished: Set<number>;
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
  {
    name: 'export',
    run: (server, { exportFolder }, promised) =>
      jobOnce(server, promised, {
        kind: 'export',
        turn: 0,
        start: () =>
          server.call('export.start', {
            format: 'indexed-png',
            folder: exportFolder,
            selection: allMasks,
            undecided: 'all',
            names: 'tree',
            suffix: '',
            indices: [],
            hasConfidenceMaps: true,
            hasPhotos: false,
            hasReport: true,
            isOverwriting: false,
          }),
      }),
  },
];

function repairOnce(server: ServedProject, promised: Promised, turn: number): Promise<void> {
  return jobOnce(server, promised, {
    kind: 'repair',
    turn,
    start: () =>
      server.call('jobs.startRepair', { selection: allMasks, parameters: { preset: 'fast', isRepeating: false } }),
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
  const slotOf = (red: boolean): number => classes.find(({ rgb }) => (rgb[0] > 100) === red)?.slot ?? -1;
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
