import { MaskmendError } from './errors.ts';

/** Asked often during long work; true ends it with a `cancelled` error. */
export type ShouldStop = () => boolean;

/** Throws `cancelled` where work is to end. */
export function throwIfStopped(shouldStop: ShouldStop): void {
  if (shouldStop()) throw new MaskmendError('cancelled', 'the repair was cancelled');
}
