import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { passingName, removeLeftovers } from '../codec/leftovers.ts';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

const PREFIX = 'maskmend-';

export interface TemporaryFolder {
  readonly path: string;
  remove(): void;
}

/**
 * A folder that is gone when it is removed or when the process ends, also by a signal that nobody else handles;
 * what a kill leaves of it the next one removes.
 */
export function makeTemporaryFolder(): TemporaryFolder {
  // Not waited for: the work does not need the room.
  void removeLeftovers(tmpdir(), PREFIX);
  const path = mkdtempSync(join(tmpdir(), `${PREFIX}${passingName()}-`));
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
