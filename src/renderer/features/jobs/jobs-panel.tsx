import { useJobList } from '../../state/jobs-store.ts';
import { toggleJobsPanel } from '../../state/view-store.ts';
import { text } from '../../strings/text.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { IconClose } from '../../ui/icons.ts';
import { ActionIcon } from '../../ui/kit.ts';
import { JobCard } from './job-card.tsx';
import css from './jobs-panel.module.css';

/** Jobs of the project, the newest first. Lies over the step, so that nothing moves when it opens. */
export function JobsPanel() {
  const jobs = useJobList();
  return (
    <aside
      className={css.panel}
      aria-label={text.jobs.title}
      onKeyDown={({ key }) => {
        if (key === 'Escape') toggleJobsPanel();
      }}
    >
      <header className={css.header}>
        <h2>{text.jobs.title}</h2>
        <ActionIcon aria-label={text.common.close} onClick={toggleJobsPanel}>
          <IconClose size={16} />
        </ActionIcon>
      </header>
      <div className={css.list}>
        {jobs.length === 0 ? (
          <EmptyState title={text.jobs.none} />
        ) : (
          jobs.map((job) => <JobCard key={job.id} job={job} />)
        )}
      </div>
    </aside>
  );
}
