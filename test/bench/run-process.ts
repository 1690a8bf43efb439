import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

export interface Command {
  readonly program: string;
  readonly args: readonly string[];
}

/** Wall time of a whole process in seconds, from its start to its end. */
export async function timeProcess(command: Command): Promise<number> {
  const started = performance.now();
  await runToEnd(command);
  return (performance.now() - started) / 1000;
}

const POLL_MS = 10;

/** Largest memory of a process with its descendants in bytes, sampled every 10 ms from /proc; undefined elsewhere. */
export async function peakMemory(command: Command): Promise<number | undefined> {
  if (process.platform !== 'linux') return undefined;
  let peak = 0;
  await runToEnd(command, (pid) => {
    const timer = setInterval(() => (peak = Math.max(peak, residentBytes(pid))), POLL_MS);
    return () => {
      clearInterval(timer);
    };
  });
  return peak;
}

function runToEnd({ program, args }: Command, watch?: (pid: number) => () => void): Promise<void> {
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  const stopWatching = child.pid === undefined ? undefined : watch?.(child.pid);
  let complaints = '';
  child.stderr.on('data', (chunk: Buffer) => (complaints += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      stopWatching?.();
      if (code === 0) resolve();
      else reject(new Error(`${program} ${args.slice(0, 3).join(' ')} ended with ${code}: ${complaints.slice(-400)}`));
    });
  });
}

/** Resident memory of a process and its descendants; 0 once it is gone. */
function residentBytes(pid: number): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const own = Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) * 1024;
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean);
    return children.reduce((sum, child) => sum + residentBytes(Number(child)), own);
  } catch {
    return 0;
  }
}
