import type { JobWatch } from '../jobs/job-progress.ts';
import type { CommandContext } from './command-context.ts';
import { formatProgress } from './format-progress.ts';

/**
 * Runs lasting work under the eyes of the person: progress is shown, Ctrl-C asks it to stop. Gives what the work gives;
 * where it was stopped, the work throws MaskmendError cancelled.
 */
export async function followJob<Result>(
  { screen, listenForStop }: CommandContext,
  work: (watch: JobWatch) => Promise<Result>,
): Promise<Result> {
  const { signal } = listenForStop(() => {
    screen.showProgress('');
    screen.remark('stopping; files at work are finished or left out whole');
  });
  try {
    return await work({
      signal,
      onProgress: (progress) => {
        if (!signal.aborted) screen.showProgress(formatProgress(progress, screen.columns));
      },
    });
  } finally {
    screen.showProgress('');
  }
}
