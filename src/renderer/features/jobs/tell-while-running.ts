import { isRunning, useJobsStore } from '../../state/jobs-store.ts';
import { type Message, takeMessageAway, tell } from '../../ui/tell.tsx';

/** Says something of a job for no longer than it runs; nothing where it has ended before the page came to say it. */
export function tellWhileRunning(job: number, message: Message): void {
  const hasEnded = (): boolean => {
    const known = useJobsStore.getState().jobs.get(job);
    return known !== undefined && !isRunning(known);
  };
  if (hasEnded()) return;
  const about = `job ${job}`;
  tell({ ...message, about });
  const endFollowing = useJobsStore.subscribe(() => {
    if (!hasEnded()) return;
    takeMessageAway(about);
    endFollowing();
  });
}
