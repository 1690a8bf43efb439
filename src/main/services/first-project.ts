import type { RecentProject } from '../../shared/contract/project-calls.ts';

/** What the app begins with: the project it was asked to open, else the last one that is still there; else none. */
export function firstProject(asked: readonly string[], recent: readonly RecentProject[]): string | undefined {
  return asked.findLast((path) => path !== '') ?? recent.find(({ isMissing }) => !isMissing)?.path;
}
