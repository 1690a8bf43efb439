import { spawn, spawnSync, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const LAUNCHER = fileURLToPath(new URL('../../src/main/launcher/maskmend.js', import.meta.url));

export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The command on its way. */
export interface Started {
  readonly child: ChildProcess;
  /** When the command has ended and both of its streams are closed. */
  readonly finished: Promise<Finished>;
  /** When the first text has come on standard output. */
  readonly firstOutput: Promise<void>;
  /** When the first text has come on standard error. */
  readonly firstRemark: Promise<void>;
}

export interface CommandOptions extends SpawnOptions {
  /** The Node that runs the launcher; undefined for the present one. */
  readonly node?: string | undefined;
}

/** Starts the real command, through its launcher. */
export function startCommand(args: readonly string[], options: CommandOptions = {}): Started {
  const { node = process.execPath, ...spawnOptions } = options;
  const child = spawn(node, [LAUNCHER, ...args], { ...spawnOptions, stdio: ['ignore', 'pipe', 'pipe'] });
  const output = { stdout: '', stderr: '' };
  const { promise: firstOutput, resolve: seen } = Promise.withResolvers<undefined>();
  const { promise: firstRemark, resolve: remarked } = Promise.withResolvers<undefined>();
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output.stdout += text;
    seen(undefined);
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    output.stderr += text;
    remarked(undefined);
  });
  const { promise: finished, resolve, reject } = Promise.withResolvers<Finished>();
  child.on('error', reject).on('close', (code) => {
    seen(undefined);
    remarked(undefined);
    resolve({ code, ...output });
  });
  return { child, finished, firstOutput, firstRemark };
}

/** Runs the real command to its end. */
export async function runCommand(args: readonly string[], options: CommandOptions = {}): Promise<Finished> {
  return await startCommand(args, options).finished;
}

/** The objects of a command's --json output. */
export function parseLines(stdout: string): readonly unknown[] {
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line): unknown => JSON.parse(line));
}

/** The machine's own Node where it is too old for the program; else undefined. */
export function olderNode(): string | undefined {
  const { stdout } = spawnSync('node', ['--version'], { encoding: 'utf8', env: { PATH: systemPath() } });
  const major = Number(/^v(\d+)\./.exec(stdout)?.[1] ?? Infinity);
  if (major >= 24) return undefined;
  return spawnSync('node', ['-p', 'process.execPath'], { encoding: 'utf8', env: { PATH: systemPath() } }).stdout.trim();
}

// npm puts the folders of packages before the system's, and one of them holds a newer Node.
function systemPath(): string {
  return (process.env['PATH'] ?? '')
    .split(':')
    .filter((folder) => !folder.includes('node_modules'))
    .join(':');
}
