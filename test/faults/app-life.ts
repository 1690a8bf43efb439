import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { brokenPromises, digests, labelDigests, projectFaults, strayExports } from './keeping-promises.ts';
import { type ServedProject, serveProject } from './served-project.ts';
import { type Promised, steps, type Workplace } from './steps-of-work.ts';

/** What a project looks like that went through every step without a kill. */
export interface WholeLife {
  readonly sources: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
  readonly exported: Readonly<Record<string, string>>;
  /** By step, in milliseconds. */
  readonly durations: ReadonlyMap<string, number>;
}

export interface LifeRequest {
  /** The masks. */
  readonly data: string;
  /** Everything else of this life. */
  readonly folder: string;
  readonly env?: NodeJS.ProcessEnv;
}

/** Goes through all steps in one process. */
export async function liveUndisturbed({ data, folder, env }: LifeRequest): Promise<WholeLife> {
  const { project, place, promised } = begin(data, folder);
  const server = await serveProject(project, join(folder, 'home'), env);
  const durations = new Map<string, number>();
  try {
    for (const { name, run } of steps) {
      const started = performance.now();
      await run(server, place, promised);
      durations.set(name, performance.now() - started);
    }
  } finally {
    await server.kill();
  }
  const sources = digests(data);
  const labels = labelDigests(project, data, Object.keys(sources));
  return { sources, labels, exported: exportedMasks(place), durations };
}

export interface KilledLife extends LifeRequest {
  readonly whole: WholeLife;
  readonly random: () => number;
  /** Kills that are still to be made; fewer where the life ends before. */
  readonly kills: number;
  readonly tell: (line: string) => void;
}

/** Goes through all steps, killed again and again; gives the number of kills. Throws where anything is not as it should be. */
export async function liveWithKills({ data, folder, whole, random, kills, tell }: KilledLife): Promise<number> {
  const { project, place, promised } = begin(data, folder);
  let made = 0;
  let server = await serveProject(project, join(folder, 'home'));
  try {
    for (const step of steps) {
      while (made < kills && random() < 0.6) {
        const delayMs = random() * (whole.durations.get(step.name) ?? 0);
        made++;
        await killWithin(server, delayMs, () => step.run(server, place, promised));
        tell(`${step.name}: killed after ${delayMs.toFixed(1)} ms`);
        if (random() < 0.5) expectNone(projectFaults(project));
        for (const exported of exportsOf(place)) expectNone(strayExports(exported, whole.exported));
        server = await serveProject(project, join(folder, 'home'));
        expectNone(await brokenPromises(server, promised));
      }
      await step.run(server, place, promised);
    }
  } finally {
    await server.kill();
  }
  expectNone(projectFaults(project));
  expectEqual('the sources', digests(data), whole.sources);
  expectEqual('the labels', labelDigests(project, data, Object.keys(whole.sources)), whole.labels);
  expectEqual('the export', exportedMasks(place), whole.exported);
  return made;
}

function begin(data: string, folder: string): { project: string; place: Workplace; promised: Promised } {
  mkdirSync(folder, { recursive: true });
  return {
    project: join(folder, 'life.maskmend'),
    place: { data, exportFolder: join(folder, 'export'), datasetFolder: join(folder, 'dataset') },
    promised: { paletteRevision: 0, done: new Map(), finished: new Set(), edits: 0 },
  };
}

/** Does work and kills its process after a time, or when it is done. */
async function killWithin(server: ServedProject, delayMs: number, work: () => Promise<void>): Promise<void> {
  const kill = { isDue: false };
  const due = new Promise<void>((resolve) => setTimeout(resolve, delayMs)).then(async () => {
    kill.isDue = true;
    await server.kill();
  });
  try {
    await work();
  } catch (error) {
    // Calls fail because nobody answers any more; any other failure is one.
    if (!kill.isDue) throw error;
  }
  await due;
}

function exportsOf({ exportFolder, datasetFolder }: Workplace): string[] {
  return [exportFolder, datasetFolder];
}

/** Masks, confidence maps and lists, by their names in the export; reports tell times. */
function exportedMasks(place: Workplace): Record<string, string> {
  const files = exportsOf(place).flatMap((folder) => Object.entries(digests(folder)));
  return Object.fromEntries(files.filter(([name]) => !/\.(json|html|csv)$/.test(name)));
}

export function expectNone(faults: readonly string[]): void {
  if (faults.length > 0) throw new Error(faults.join('\n'));
}

export function expectEqual(
  what: string,
  found: Readonly<Record<string, string>>,
  wanted: Readonly<Record<string, string>>,
): void {
  const names = new Set([...Object.keys(found), ...Object.keys(wanted)]);
  const differing = [...names].filter((name) => found[name] !== wanted[name]);
  expectNone(
    differing.map((name) => `${what}: ${name} is ${found[name] ?? 'missing'}, not ${wanted[name] ?? 'there'}`),
  );
}
