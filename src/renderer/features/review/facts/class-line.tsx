import { memo } from 'react';
import type { ProjectClass } from '../../../../shared/contract/class-schemas.ts';
import { changeClassView, useLookStore, viewOfClass } from '../../../state/look-store.ts';
import { changePaint, usePaintStore } from '../../../state/paint-store.ts';
import { formatCount, formatShare } from '../../../strings/format.ts';
import { text } from '../../../strings/text.ts';
import { IconEye, IconEyeOff, IconLock, IconLockOpen, IconSolo } from '../../../ui/icons.ts';
import { ActionIcon } from '../../../ui/kit.ts';
import { editClasses } from '../../classes/class-acts.ts';
import { ColourButton } from '../../classes/colour-button.tsx';
import { ClassDrawing } from './class-drawing.tsx';
import css from './class-list.module.css';

interface ClassLineProps {
  readonly entry: ProjectClass;
  readonly place: number;
  readonly pixels: number;
  readonly all: number;
  /** Of a list of which only the lines in view are there: where in it this one stands, and as which of how many. */
  readonly topPx?: number;
  readonly position?: number;
  readonly count?: number;
}

/** A class in the list; drawn anew only where something of it has changed. */
export const ClassLine = memo(Line);

function Line({ entry, place, pixels, all, topPx, position, count }: ClassLineProps) {
  const { slot, name } = entry;
  const isActive = usePaintStore((state) => state.slot === slot);
  return (
    <li
      className={css.line}
      style={{ top: topPx }}
      data-slot={slot}
      data-active={isActive}
      data-absent={pixels === 0 || undefined}
      aria-posinset={position}
      aria-setsize={count}
    >
      <ColourButton entry={entry} isSmall />
      <button
        type="button"
        className={css.name}
        aria-pressed={isActive}
        aria-label={text.paint.withClass(name)}
        title={`${name} · ${text.review.pixels(formatCount(pixels))}`}
        onClick={() => {
          changePaint({ slot });
        }}
      >
        <span>{name}</span>
        {place < 10 && <kbd className={css.key}>{(place + 1) % 10}</kbd>}
      </button>
      <span className={css.share}>{pixels === 0 ? '–' : formatShare(pixels / all)}</span>
      <ClassSwitches entry={entry} />
    </li>
  );
}

function ClassSwitches({ entry }: { readonly entry: ProjectClass }) {
  const { slot, name, isLocked } = entry;
  const classes = useLookStore((state) => state.classes);
  const { isVisible, isSolo } = viewOfClass(classes, slot);
  return (
    <>
      <ClassDrawing entry={entry} />
      <ActionIcon
        size={22}
        aria-label={text.review.show(name)}
        title={text.review.show(name)}
        aria-pressed={isVisible}
        data-off={!isVisible || undefined}
        onClick={() => {
          changeClassView(slot, { isVisible: !isVisible });
        }}
      >
        {isVisible ? <IconEye size={15} /> : <IconEyeOff size={15} />}
      </ActionIcon>
      <ActionIcon
        size={22}
        aria-label={text.review.solo(name)}
        title={text.review.solo(name)}
        aria-pressed={isSolo}
        className={css.switch}
        onClick={() => {
          changeClassView(slot, { isSolo: !isSolo });
        }}
      >
        <IconSolo size={15} />
      </ActionIcon>
      <ActionIcon
        size={22}
        aria-label={isLocked ? text.classes.unlock(name) : text.classes.lock(name)}
        title={isLocked ? text.classes.unlock(name) : text.classes.lock(name)}
        aria-pressed={isLocked}
        className={css.switch}
        onClick={() => void editClasses({ kind: 'lock', slot, isLocked: !isLocked })}
      >
        {isLocked ? <IconLock size={15} /> : <IconLockOpen size={15} />}
      </ActionIcon>
    </>
  );
}
