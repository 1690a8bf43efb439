import { shownName } from '../../../shared/byte-names.ts';
import type { Job } from '../../../shared/contract/job-calls.ts';
import { isRunning } from '../../state/jobs-store.ts';
import { formatDate } from '../../strings/format.ts';
import { titleInWords } from '../../strings/in-words.ts';
import { text } from '../../strings/text.ts';
import { Button, Progress } from '../../ui/kit.ts';
import { explainData } from '../../strings/explain.ts';
import { cancelJob, dismissJob, openReport, resumeJob, showFailedOf } from './job-acts.ts';
import css from './job-card.module.css';
import { percentOf, stateInWords, timesInWords } from './job-progress.ts';

export function JobCard({ job }: { readonly job: Job }) {
  return (
    <article className={css.card} aria-label={titleInWords(job.title)} data-state={job.state}>
      <div className={css.head}>
        <strong>{titleInWords(job.title)}</strong>
        <span className={css.when}>{formatDate(job.startedAt)}</span>
      </div>
      {isRunning(job) && <JobBar job={job} />}
      <div className={css.state} role={isRunning(job) ? undefined : 'status'}>
        {stateInWords(job)}
      </div>
      {job.error !== undefined && <div className={css.error}>{explainData(job.error)}</div>}
      {isRunning(job) && <CurrentFiles job={job} />}
      <JobActs job={job} />
    </article>
  );
}

function JobBar({ job }: { readonly job: Job }) {
  const percent = percentOf(job);
  return (
    <Progress
      size={5}
      value={percent ?? 100}
      animated={percent === undefined}
      aria-label={titleInWords(job.title)}
      color="var(--mm-accent)"
    />
  );
}

/** Files under way; room for them is kept, so that nothing below jumps. */
function CurrentFiles({ job }: { readonly job: Job }) {
  const current = job.progress?.current ?? [];
  return (
    <ul className={css.current} aria-label={text.jobs.current}>
      {current.slice(0, 4).map(({ path, ...times }) => (
        <li key={path}>
          <span className={css.path} title={shownName(path)}>
            <bdi>{shownName(path)}</bdi>
          </span>
          <span className={css.elapsed}>{timesInWords(times)}</span>
        </li>
      ))}
    </ul>
  );
}

function JobActs({ job }: { readonly job: Job }) {
  const { id, kind, items, canResume } = job;
  if (isRunning(job)) {
    return (
      <div className={css.acts}>
        <Button size="compact-xs" onClick={() => void cancelJob(id)}>
          {text.jobs.cancel}
        </Button>
      </div>
    );
  }
  return (
    <div className={css.acts}>
      {canResume && (
        <Button size="compact-xs" variant="filled" onClick={() => void resumeJob(id)}>
          {text.jobs.resume}
        </Button>
      )}
      {kind === 'export' && job.state === 'finished' && (
        <Button size="compact-xs" onClick={() => void openReport(id)}>
          {text.jobs.report}
        </Button>
      )}
      {kind === 'repair' && items.failed > 0 && (
        <Button
          size="compact-xs"
          onClick={() => {
            showFailedOf(id);
          }}
        >
          {text.jobs.showFailed}
        </Button>
      )}
      <Button size="compact-xs" variant="subtle" color="gray" onClick={() => void dismissJob(id)}>
        {text.jobs.dismiss}
      </Button>
    </div>
  );
}
