import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

export interface TemporaryFolder {
  readonly path: string;
  remove(): void;
}

/** A folder that is gone when it is removed or when the process ends, also by a signal that nobody else handles. */
export function makeTemporaryFolder(): TemporaryFolder {
  const path = mkdtempSync(join(tmpdir(), 'maskmend-'));
  const remove = (): void => {
    process.off('exit', remove);
    for (const signal of SIGNALS) process.off(signal, endBySignal);
    rmSync(path, { recursive: true, force: true });
  };
  const endBySignal = (signal: NodeJS.Signals): void => {
    // Someone who handles the signal ends the work in order; the folder then goes with it.
    if (process.listenerCount(signal) > 1) return;
    remove();
    process.kill(process.pid, signal);
  };
  process.on('exit', remove);
  for (const signal of SIGNALS) process.on(signal, endBySignal);
  return { path, remove };
}
