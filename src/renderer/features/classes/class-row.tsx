import type { DragEvent, KeyboardEvent } from 'react';
import type { ProjectClass } from '../../../shared/contract/class-schemas.ts';
import { classRoles } from '../../strings/class-roles.ts';
import { toggleClass, useClassesStore } from '../../state/classes-store.ts';
import { formatCompact, formatCount, formatShare } from '../../strings/format.ts';
import { text } from '../../strings/text.ts';
import { IconGrip, IconLock, IconLockOpen } from '../../ui/icons.ts';
import { ActionIcon } from '../../ui/kit.ts';
import { editClasses, moveClass } from './class-acts.ts';
import { ClassMenu } from './class-menu.tsx';
import table from '../../ui/table.module.css';
import css from './class-table.module.css';
import { ColourButton } from './colour-button.tsx';
import { EditField } from '../../ui/edit-field.tsx';

interface ClassRowProps {
  readonly entry: ProjectClass;
  /** Files that were looked at for their evidence. */
  readonly evidenceFiles: number;
  readonly position: number;
  readonly topPx: number;
  /** The bar of this share is the longest. */
  readonly largestShare: number;
  readonly isDropTarget: boolean;
  readonly onDragStart: () => void;
  readonly onDragOver: () => void;
  readonly onDragEnd: () => void;
}

export function ClassRow(props: ClassRowProps) {
  const { entry, evidenceFiles, position, topPx, largestShare, isDropTarget, onDragOver } = props;
  const { slot, name, index, role, isLocked, share, pixels, files, evidence } = entry;
  const seen = evidence && text.classes.evidence(evidence, evidenceFiles);
  const isSelected = useClassesStore((state) => state.selected.has(slot));
  return (
    <div
      role="row"
      aria-rowindex={position + 2}
      className={`${table.row} ${css.row}`}
      data-selected={isSelected}
      data-target={isDropTarget}
      style={{ transform: `translateY(${topPx}px)` }}
      onDragOver={(event: DragEvent) => {
        event.preventDefault();
        onDragOver();
      }}
    >
      <span role="cell">
        <Handle {...props} />
      </span>
      <span role="cell">
        <input
          type="checkbox"
          className={css.check}
          aria-label={text.classes.selectClass(name)}
          checked={isSelected}
          onChange={() => {
            toggleClass(slot);
          }}
        />
      </span>
      <span role="cell">
        <ColourButton entry={entry} />
      </span>
      <span role="cell">
        <EditField
          label={text.classes.nameOf(name)}
          value={name}
          isDisabled={isLocked}
          onCommit={(value) => void editClasses({ kind: 'rename', slot, name: value })}
        />
      </span>
      <span role="cell">
        <EditField
          label={text.classes.indexOf(name)}
          value={String(index)}
          isNumber
          isDisabled={isLocked}
          onCommit={(value) => {
            if (/^\d+$/.test(value)) void editClasses({ kind: 'set-index', slot, index: Number(value) });
          }}
        />
      </span>
      <span role="cell" className={css.selectRoom}>
        <select
          className={css.select}
          aria-label={text.classes.roleOf(name)}
          value={role}
          disabled={isLocked}
          onChange={({ currentTarget }) => {
            const next = classRoles.find((known) => known === currentTarget.value);
            if (next !== undefined) void editClasses({ kind: 'set-role', slot, role: next });
          }}
        >
          {classRoles.map((value) => (
            <option key={value} value={value}>
              {text.words.role[value]}
            </option>
          ))}
        </select>
      </span>
      <span role="cell" className={css.share} title={`${formatCount(pixels)} px`}>
        <span className={css.bar}>
          <span style={{ width: `${largestShare === 0 ? 0 : (100 * share) / largestShare}%` }} />
        </span>
        {pixels === 0 ? '–' : formatShare(share)}
      </span>
      <span role="cell" className={css.number}>
        {files === 0 ? '–' : formatCompact(files)}
      </span>
      <span role="cell" className={css.evidence} title={seen}>
        {seen ?? text.classes.noEvidence}
      </span>
      <span role="cell">
        <ActionIcon
          aria-label={isLocked ? text.classes.unlock(name) : text.classes.lock(name)}
          aria-pressed={isLocked}
          onClick={() => void editClasses({ kind: 'lock', slot, isLocked: !isLocked })}
        >
          {isLocked ? <IconLock size={15} /> : <IconLockOpen size={15} opacity={0.55} />}
        </ActionIcon>
      </span>
      <span role="cell">
        <ClassMenu slot={slot} name={name} />
      </span>
    </div>
  );
}

function Handle({ entry: { slot, name }, position, onDragStart, onDragEnd }: ClassRowProps) {
  const onKey = (event: KeyboardEvent): void => {
    const step = event.altKey ? { ArrowUp: -1, ArrowDown: 1 }[event.key] : undefined;
    if (step === undefined) return;
    event.preventDefault();
    void moveClass(slot, position + step);
  };
  return (
    <button
      type="button"
      className={css.handle}
      draggable
      aria-label={text.classes.move(name)}
      title={text.classes.move(name)}
      onKeyDown={onKey}
      onDragStart={(event) => {
        event.dataTransfer.effectAllowed = 'move';
        event.dataTransfer.setData('text/plain', name);
        onDragStart();
      }}
      onDragEnd={onDragEnd}
    >
      <IconGrip size={15} aria-hidden />
    </button>
  );
}
