import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Contender } from './contenders.ts';
import { timeProcess } from './run-process.ts';

/** One thing whose time is measured in every round. */
export interface Trial {
  readonly name: string;
  /** Files it works on, for times per file. */
  readonly files: number;
  /** Wall time in seconds. */
  readonly run: () => Promise<number>;
}

/** Wall times in seconds per trial, one for each round. */
export type RoundTimes = ReadonlyMap<string, readonly number[]>;

/**
 * Runs all trials once per round, in turning order, so that what slows the machine for a while slows all alike and
 * ratios within a round are fair.
 */
export async function runRounds(
  trials: readonly Trial[],
  rounds: number,
  onProgress: (line: string) => void,
): Promise<RoundTimes> {
  const times = new Map<string, number[]>(trials.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const { name, run } of round % 2 === 0 ? trials : trials.toReversed()) {
      const seconds = await run();
      times.get(name)?.push(seconds);
      onProgress(`round ${round + 1}: ${name} ${seconds.toFixed(2)} s`);
    }
  }
  return times;
}

/** A fresh, empty folder for results; what stood there before is removed. */
export function emptyFolder(home: string, name: string): string {
  const folder = join(home, name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** Time of all processes of a contender, one after the other, results into an empty folder. */
export async function timeContender(contender: Contender, files: readonly string[], home: string): Promise<number> {
  let seconds = 0;
  for (const command of contender(files, emptyFolder(home, 'out'))) seconds += await timeProcess(command);
  return seconds;
}

/** Time until two contenders, started together on half of the files each, have both ended. */
export async function timeHalves(contender: Contender, files: readonly string[], home: string): Promise<number> {
  const half = Math.ceil(files.length / 2);
  const jobs = [files.slice(0, half), files.slice(half)].map((part, place) =>
    contender(part, emptyFolder(home, `out-${place}`)),
  );
  const started = performance.now();
  await Promise.all(jobs.flat().map((command) => timeProcess(command)));
  return (performance.now() - started) / 1000;
}
