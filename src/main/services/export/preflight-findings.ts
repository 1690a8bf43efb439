import type { PreflightFinding } from '../../../shared/contract/export-calls.ts';

const EXAMPLES = 5;

type Named = Pick<PreflightFinding, 'severity' | 'kind' | 'text'>;

/** A finding about these files, of which some are named. */
export function finding(named: Named, paths: readonly string[] = []): PreflightFinding {
  return { ...named, files: paths.length, examples: paths.slice(0, EXAMPLES) };
}
