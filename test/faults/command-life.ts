import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseFixture } from './old-project.ts';
import { expectEqual, expectNone } from './app-life.ts';
import { digests, projectFaults, strayExports } from './keeping-promises.ts';
import { CLI } from './served-project.ts';

export interface CommandKills {
  readonly folder: string;
  readonly random: () => number;
  readonly kills: number;
  readonly tell: (line: string) => void;
}

/** Kills `maskmend repair --project` at any moment, until it is let through; the results are those of a run that was not. */
export async function repairWithKills(data: string, { folder, random, kills, tell }: CommandKills): Promise<void> {
  const argsFor = (name: string): string[] => [
    'repair',
    data,
    ...['--out', join(folder, name)],
    ...['--confidence', join(folder, name, 'certainty')],
    ...['--project', join(folder, `${name}.maskmend`)],
    ...['--preset', 'fast'],
  ];
  const started = performance.now();
  await runToEnd(argsFor('whole'));
  const wholeMs = performance.now() - started;
  const expected = masksIn(join(folder, 'whole'));
  const sources = digests(data);
  for (let kill = 0; kill < kills; kill++) {
    const delayMs = random() * wholeMs;
    await killAfter(argsFor('killed'), delayMs);
    tell(`command line: killed after ${delayMs.toFixed(1)} ms`);
    expectNone(strayExports(join(folder, 'killed'), { ...expected, ...labelMapOf(join(folder, 'whole')) }));
    expectNone(projectFaults(join(folder, 'killed.maskmend')));
  }
  await runToEnd(argsFor('killed'));
  expectNone(leftoversIn(folder));
  expectEqual('the results', masksIn(join(folder, 'killed')), expected);
  expectEqual('the sources', digests(data), sources);
}

/** What a check ends with whose project is whole and names files that are nowhere. */
const FILES_GONE = 2;

/** Kills the program while it brings an old project forward; nothing of the project may be lost. */
export async function migrateWithKills({ folder, random, kills, tell }: CommandKills): Promise<void> {
  const old = new DatabaseFixture(join(folder, 'old.maskmend'));
  const args = ['check', old.path];
  let wholeMs = 0;
  for (let kill = 0; kill <= kills; kill++) {
    old.makeAnew();
    if (kill === 0) wholeMs = await timed(() => runToEnd(args, FILES_GONE));
    else {
      const delayMs = random() * wholeMs;
      await killAfter(args, delayMs);
      tell(`migration: killed after ${delayMs.toFixed(1)} ms`);
      await runToEnd(args, FILES_GONE);
    }
    expectNone(old.losses());
    if (!existsSync(`${old.path}-version-1`)) throw new Error('there is no copy of the old project');
  }
}

async function timed(work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

function start(args: readonly string[]): ChildProcess {
  const env = { ...process.env, MASKMEND_HOME: join(tmpdir(), 'maskmend-faults-home') };
  return spawn(process.execPath, [CLI, ...args], { env, stdio: ['ignore', 'ignore', 'pipe'] });
}

async function runToEnd(args: readonly string[], expected = 0): Promise<void> {
  const child = start(args);
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== expected) throw new Error(`${args.join(' ')} ended with ${String(code)}: ${said}`);
}

async function killAfter(args: readonly string[], delayMs: number): Promise<void> {
  const child = start(args);
  const ended = once(child, 'exit');
  const timer = setTimeout(() => child.kill('SIGKILL'), delayMs);
  await ended;
  clearTimeout(timer);
}

/** What was written aside, and should be gone when a run has ended. */
function leftoversIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.part'));
}

function masksIn(folder: string): Record<string, string> {
  return Object.fromEntries(Object.entries(digests(folder)).filter(([name]) => name.endsWith('.png')));
}

function labelMapOf(folder: string): Record<string, string> {
  return Object.fromEntries(Object.entries(digests(folder)).filter(([name]) => name === 'labelmap.txt'));
}
