import { commandOf } from '../../commands/command-table.ts';
import { stepCommandId } from './view-commands.ts';
import { useProject } from '../../state/project-store.ts';
import { goToStep, steps, type Step, useViewStore } from '../../state/view-store.ts';
import { formatCompact } from '../../strings/format.ts';
import { text } from '../../strings/text.ts';
import { UnstyledButton } from '../../ui/kit.ts';
import { Tip } from '../../ui/tip.tsx';
import css from './step-track.module.css';

/** The four steps: always reachable, never forced. */
export function StepTrack() {
  const current = useViewStore(({ step }) => step);
  const counts = useStepCounts();
  return (
    <nav className={css.track} aria-label={text.shell.stepsLabel}>
      {steps.map((step, place) => (
        <Tip key={step} label={text.shell.steps[step]} keys={commandOf(stepCommandId(step)).keys}>
          <UnstyledButton
            className={css.step}
            aria-current={step === current ? 'step' : undefined}
            onClick={() => {
              goToStep(step);
            }}
          >
            <span className={css.number} aria-hidden>
              {place + 1}
            </span>
            {text.shell.steps[step]}
            <span className={css.count}>{counts[step]}</span>
          </UnstyledButton>
        </Tip>
      ))}
    </nav>
  );
}

function useStepCounts(): Readonly<Record<Step, string>> {
  const project = useProject();
  const shown = (count: number | undefined): string => (count === undefined || count === 0 ? '' : formatCompact(count));
  return {
    files: shown(project?.counts.masks),
    classes: shown(project?.classes),
    review: shown(project && project.counts.repaired + project.counts.stale),
    export: '',
  };
}
