import { useState } from 'react';
import { shownName } from '../../../shared/byte-names.ts';
import { useAnswer } from '../../api/queries.ts';
import { isRunning, useJobList } from '../../state/jobs-store.ts';
import { useProject, useProjectStore } from '../../state/project-store.ts';
import { titleInWords } from '../../strings/in-words.ts';
import { text } from '../../strings/text.ts';
import { Button } from '../../ui/kit.ts';
import { IconWarning } from '../../ui/icons.ts';
import { resumeJob } from '../jobs/job-acts.ts';
import { relocateRoot } from '../start/project-acts.ts';
import css from './banners.module.css';

/** What a person has to know before anything else. */
export function Banners() {
  const isLost = useProjectStore(({ connection }) => connection === 'lost');
  const missing = useProject()?.missingRoots ?? 0;
  return (
    <div className={css.banners}>
      {isLost && (
        <div className={css.banner} role="alert" data-level="error">
          <IconWarning size={15} aria-hidden />
          {text.shell.connectionLost}
        </div>
      )}
      {missing > 0 && <MissingRoots count={missing} />}
      {!isLost && <InterruptedJob />}
    </div>
  );
}

/** A job that the program's own end cut short; whoever comes back may not know that it still waits. */
function InterruptedJob() {
  const jobs = useJobList();
  const [passedOver, setPassedOver] = useState<number>();
  const job = jobs.some(isRunning)
    ? undefined
    : jobs.find(({ state, canResume }) => state === 'interrupted' && canResume);
  if (job === undefined || job.id === passedOver) return undefined;
  const { id, title, items } = job;
  return (
    <div className={css.banner} role="status">
      <IconWarning size={15} aria-hidden />
      <span>{text.shell.interrupted(titleInWords(title), items.waiting)}</span>
      <Button size="compact-xs" onClick={() => void resumeJob(id)}>
        {text.jobs.resume}
      </Button>
      <Button
        size="compact-xs"
        variant="subtle"
        color="gray"
        onClick={() => {
          setPassedOver(id);
        }}
      >
        {text.shell.notNow}
      </Button>
    </div>
  );
}

function MissingRoots({ count }: { readonly count: number }) {
  const { data: roots = [] } = useAnswer('project.roots', {});
  return (
    <div className={css.banner} role="alert">
      <IconWarning size={15} aria-hidden />
      <span>{text.shell.missingRoots(count)}</span>
      {roots
        .filter(({ isMissing }) => isMissing)
        .map(({ id, path }) => (
          <span key={id} className={css.root}>
            <code>{shownName(path)}</code>
            <Button size="compact-xs" onClick={() => void relocateRoot(id, path)}>
              {text.shell.locate}
            </Button>
          </span>
        ))}
    </div>
  );
}
