import type { PreflightFinding } from '../../../shared/contract/preflight-finding.ts';

const EXAMPLES = 5;

/** A finding without the files that it is about. */
type Named<Finding> = Finding extends PreflightFinding ? Omit<Finding, 'files' | 'examples'> : never;

/** A finding about these files, of which some are named. */
export function finding(named: Named<PreflightFinding>, paths: readonly string[] = []): PreflightFinding {
  return { ...named, files: paths.length, examples: paths.slice(0, EXAMPLES) };
}

/** The same where there are such files; else nothing. */
export function findingOf(named: Named<PreflightFinding>, paths: readonly string[]): PreflightFinding[] {
  return paths.length === 0 ? [] : [finding(named, paths)];
}
