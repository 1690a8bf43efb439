import type { ReactNode } from 'react';
import type { Decision } from '../../../../shared/model/decision.ts';
import { commandOf, runCommand } from '../../../commands/command-table.ts';
import { useReviewStore } from '../../../state/review-store.ts';
import { useSaveStore } from '../../../state/save-store.ts';
import { formatCount } from '../../../strings/format.ts';
import { text } from '../../../strings/text.ts';
import { IconCheck, IconClose, IconFlag, IconNextDue, IconSkip } from '../../../ui/icons.ts';
import { Keys } from '../../../ui/keys.tsx';
import { Button } from '../../../ui/kit.ts';
import css from './decision-bar.module.css';

const ICON_PX = 15;
const decisions = [
  { id: 'review.accept', decision: 'accepted', icon: <IconCheck size={ICON_PX} aria-hidden /> },
  { id: 'review.reject', decision: 'rejected', icon: <IconClose size={ICON_PX} aria-hidden /> },
  { id: 'review.flag', decision: 'flagged', icon: <IconFlag size={ICON_PX} aria-hidden /> },
  { id: 'review.skip', decision: 'skipped', icon: <IconSkip size={ICON_PX} aria-hidden /> },
] as const satisfies readonly { id: string; decision: Decision; icon: ReactNode }[];

interface DecisionBarProps {
  readonly decision: Decision | undefined;
}

/** What the person says of the mask. */
export function DecisionBar({ decision }: DecisionBarProps) {
  const selected = useReviewStore((state) => state.selected.size);
  return (
    <div className={css.bar} role="group" aria-label={text.review.decide}>
      {selected > 0 && <strong className={css.selected}>{text.review.selected(formatCount(selected))}</strong>}
      {decisions.map((entry) => (
        <CommandButton key={entry.id} id={entry.id} icon={entry.icon} isChosen={entry.decision === decision} />
      ))}
      <CommandButton id="review.nextDue" icon={<IconNextDue size={ICON_PX} aria-hidden />} />
      <SaveState />
    </div>
  );
}

interface CommandButtonProps {
  readonly id: string;
  readonly icon: ReactNode;
  readonly isChosen?: boolean;
}

function CommandButton({ id, icon, isChosen }: CommandButtonProps) {
  const command = commandOf(id);
  return (
    <Button
      leftSection={icon}
      {...(isChosen !== undefined && { 'aria-pressed': isChosen })}
      className={css.act}
      onClick={() => {
        runCommand(id);
      }}
    >
      {command.title()}
      {command.keys !== undefined && (
        <span className={css.keys}>
          <Keys keys={command.keys} />
        </span>
      )}
    </Button>
  );
}

const keptFor = { services: text.paint.kept, room: text.paint.keptForRoom } as const;

/** Painting never waits for the disk; whoever wants to know sees it here. */
function SaveState() {
  const { pending, hasFailed, waitsFor } = useSaveStore();
  const isKept = waitsFor !== undefined && pending > 0;
  return (
    <span className={css.saved} role="status" data-failed={isKept || (hasFailed && pending === 0)}>
      {isKept
        ? keptFor[waitsFor]
        : pending > 0
          ? text.paint.saving
          : hasFailed
            ? text.paint.notSaved
            : text.paint.saved}
    </span>
  );
}
