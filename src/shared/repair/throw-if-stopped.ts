import { MaskmendError } from '../errors.ts';
import type { ShouldStop } from './mask-repair.ts';

/** Throws `cancelled` where work is to end. */
export function throwIfStopped(shouldStop: ShouldStop): void {
  if (shouldStop()) throw new MaskmendError('cancelled', 'the repair was cancelled');
}
