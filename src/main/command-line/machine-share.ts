import { availableParallelism, totalmem } from 'node:os';
import { defaultReadLimits, type ReadLimits } from '../../shared/limits.ts';
import type { CommonOptions } from './common-options.ts';

/** Worker threads, memory and bounds for a command: as asked for, else all cores and half of the memory. */
export function machineShare(options: CommonOptions): {
  readonly workers: number;
  readonly memoryBytes: number;
  readonly limits: ReadLimits;
} {
  return {
    workers: options.workers ?? availableParallelism(),
    memoryBytes: options.memory ?? Math.floor(usableMemory() / 2),
    limits: defaultReadLimits,
  };
}

// A container may allow less than the machine has; without such a bound the number is 0 or beyond all memory.
function usableMemory(): number {
  const constrained = process.constrainedMemory();
  return constrained > 0 ? Math.min(constrained, totalmem()) : totalmem();
}
