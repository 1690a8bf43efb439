import { commandOf, runCommand } from '../../commands/command-table.ts';
import { isRunning, useJobList } from '../../state/jobs-store.ts';
import { useViewStore } from '../../state/view-store.ts';
import { text } from '../../strings/text.ts';
import { IconClock } from '../../ui/icons.ts';
import { RingProgress, UnstyledButton } from '../../ui/kit.ts';
import { Tip } from '../../ui/tip.tsx';
import { percentOf } from './job-progress.ts';
import css from './jobs-button.module.css';

/** Opens the jobs panel; a ring in it fills while a job runs. Of one width in every state. */
export function JobsButton() {
  const running = useJobList().filter(isRunning);
  const isOpen = useViewStore((state) => state.isJobsPanelOpen);
  const [job] = running;
  const label = running.length === 0 ? text.jobs.button : text.jobs.running(running.length);
  return (
    <Tip label={label} keys={commandOf('view.jobs').keys} isOff={isOpen}>
      <UnstyledButton
        className={css.button}
        aria-label={label}
        aria-expanded={isOpen}
        onClick={() => {
          runCommand('view.jobs');
        }}
      >
        <span className={css.sign} aria-hidden>
          {job === undefined ? <IconClock size={17} /> : <Ring percent={percentOf(job)} />}
        </span>
        <span className={css.label}>{job === undefined ? text.jobs.button : shownPercent(percentOf(job))}</span>
      </UnstyledButton>
    </Tip>
  );
}

function Ring({ percent = 15 }: { readonly percent: number | undefined }) {
  return <RingProgress size={20} thickness={3} sections={[{ value: percent, color: 'var(--mm-accent)' }]} />;
}

function shownPercent(percent: number | undefined): string {
  return percent === undefined ? '…' : `${Math.floor(percent)} %`;
}
