import { MaskmendError } from '../shared/errors.ts';
import type { ChosenLimits } from '../shared/limits.ts';
import { parseLimits } from '../shared/parse-limits.ts';

/** The limits on what is read that MASKMEND_LIMITS sets: `pixels=800M archive-ratio=500`. Throws usage where they are none. */
export function limitsOfEnvironment(): ChosenLimits {
  try {
    return parseLimits(process.env['MASKMEND_LIMITS'] ?? '');
  } catch (error) {
    if (!(error instanceof MaskmendError)) throw error;
    throw new MaskmendError('usage', `MASKMEND_LIMITS: ${error.message}`);
  }
}
