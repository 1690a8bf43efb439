import { isRunning, useJobList } from '../../state/jobs-store.ts';
import { titleInWords } from '../../strings/in-words.ts';
import { progressInWords } from './job-progress.ts';

/** The job under way in one line. */
export function JobLine() {
  const job = useJobList().find(isRunning);
  return job === undefined ? null : (
    <span>
      {titleInWords(job.title)}: {progressInWords(job)}
    </span>
  );
}
