import { availableParallelism, totalmem } from 'node:os';
import { defaultReadLimits, type ReadLimits } from '../../../shared/limits.ts';

/** The part of the machine that lasting work may take. */
export interface MachineShare {
  /** Worker threads, at least 1. */
  readonly workers: number;
  readonly memoryBytes: number;
  readonly limits: ReadLimits;
  /** Whether what a person is looking at goes before the work. */
  readonly isBackground?: boolean;
}

/** Worker threads, memory in bytes and bounds: as asked for, else all cores and half of the memory. */
export function machineShare(options: {
  readonly workers?: number | undefined;
  readonly memory?: number | undefined;
}): MachineShare {
  return {
    workers: options.workers ?? availableParallelism(),
    memoryBytes: options.memory ?? Math.floor(usableMemory() / 2),
    limits: defaultReadLimits,
  };
}

// A container may allow less than the machine has; without such a bound the number is 0 or beyond all memory.
export function usableMemory(): number {
  const constrained = process.constrainedMemory();
  return constrained > 0 ? Math.min(constrained, totalmem()) : totalmem();
}
