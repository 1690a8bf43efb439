import { availableParallelism, totalmem } from 'node:os';
import { type ChosenLimits, type ReadLimits, readLimits } from '../../../shared/limits.ts';
import { limitsOfEnvironment } from '../../limits-of-environment.ts';

/** The part of the machine that lasting work may take. */
export interface MachineShare {
  /** Worker threads, at least 1. */
  readonly workers: number;
  readonly memoryBytes: number;
  readonly limits: ReadLimits;
  /** Whether what a person is looking at goes before the work. */
  readonly isBackground?: boolean;
}

/** The limits that were asked for, else those of the environment, else the usual ones; throws usage as the environment may. */
export function chosenLimits(limit: ChosenLimits = {}): ReadLimits {
  return readLimits(limitsOfEnvironment(), limit);
}

/** Worker threads, memory in bytes and bounds: as asked for, else all cores, half of the memory, and `chosenLimits`. */
export function machineShare(options: {
  readonly workers?: number | undefined;
  readonly memory?: number | undefined;
  readonly limit?: ChosenLimits | undefined;
}): MachineShare {
  return {
    workers: options.workers ?? availableParallelism(),
    memoryBytes: options.memory ?? Math.floor(usableMemory() / 2),
    limits: chosenLimits(options.limit),
  };
}

// A container may allow less than the machine has; without such a bound the number is 0 or beyond all memory.
export function usableMemory(): number {
  const constrained = process.constrainedMemory();
  return constrained > 0 ? Math.min(constrained, totalmem()) : totalmem();
}
