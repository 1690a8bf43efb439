import { useState } from 'react';
import type { ProjectClass } from '../../../../shared/contract/class-schemas.ts';
import { type ClassMarking, classPatterns, MOST_OUTLINE_PX } from '../../../../shared/model/class-marking.ts';
import { changeClassView, useLookStore, viewOfClass } from '../../../state/look-store.ts';
import { formatShare } from '../../../strings/format.ts';
import { text } from '../../../strings/text.ts';
import { IconOperations } from '../../../ui/icons.ts';
import { ActionIcon, Popover } from '../../../ui/kit.ts';
import { ChoiceList } from '../../../ui/choice-list.tsx';
import { Slider } from '../../../ui/slider.tsx';
import { Swatch } from '../../../ui/swatch.tsx';
import { editClasses } from '../../classes/class-acts.ts';
import css from './class-drawing.module.css';

/** Stands for no width of its own. */
const AS_ALL = '';

interface ClassDrawingProps {
  readonly entry: ProjectClass;
}

/** How one class is drawn: its opacity, and outline and pattern of its own. */
export function ClassDrawing({ entry }: ClassDrawingProps) {
  const { slot, name, marking } = entry;
  const [isOpen, setOpen] = useState(false);
  const opacity = useLookStore((state) => viewOfClass(state.classes, slot).opacity);
  const isOwn = opacity < 1 || marking?.outlinePx !== undefined || marking?.pattern !== undefined;
  return (
    <Popover opened={isOpen} onChange={setOpen} trapFocus returnFocus position="bottom-end" width={250}>
      <Popover.Target>
        <ActionIcon
          size={22}
          aria-label={text.review.drawingOf(name)}
          title={text.review.drawingOf(name)}
          aria-expanded={isOpen}
          data-own={isOwn || undefined}
          className={css.button}
          onClick={() => {
            setOpen(!isOpen);
          }}
        >
          <IconOperations size={15} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>{isOpen && <Fields entry={entry} opacity={opacity} />}</Popover.Dropdown>
    </Popover>
  );
}

const widths = Array.from({ length: MOST_OUTLINE_PX }, (_, width) => width + 1);

function Fields({ entry, opacity }: ClassDrawingProps & { readonly opacity: number }) {
  const { slot, name, marking } = entry;
  const mark = (change: ClassMarking): void => {
    void editClasses({ kind: 'mark', slot, marking: { ...marking, ...change } });
  };
  return (
    <div className={css.fields}>
      <label className={css.field}>
        {text.review.opacity}
        <Slider
          label={text.review.opacityOf(name)}
          value={opacity}
          min={0}
          max={1}
          step={0.1}
          said={formatShare(opacity)}
          onChange={(value) => {
            changeClassView(slot, { opacity: value });
          }}
        />
      </label>
      <label className={css.field}>
        {text.review.outline}
        <ChoiceList
          label={text.review.outlineOf(name)}
          value={String(marking?.outlinePx ?? AS_ALL)}
          options={[
            { value: AS_ALL, label: text.review.asAll },
            ...widths.map((width) => ({ value: String(width), label: text.paint.sizePx(width) })),
          ]}
          onChange={(value) => {
            mark({ outlinePx: value === AS_ALL ? undefined : Number(value) });
          }}
        />
      </label>
      <Patterns entry={entry} onMark={mark} />
    </div>
  );
}

interface PatternsProps extends ClassDrawingProps {
  readonly onMark: (change: ClassMarking) => void;
}

/** Every pattern on the class's own colour; which one is drawn without a choice, the settings say. */
function Patterns({ entry: { slot, name, rgb, marking }, onMark }: PatternsProps) {
  return (
    <fieldset className={css.patterns}>
      <legend>{text.review.patternOf(name)}</legend>
      <label>
        <input
          type="radio"
          name={`pattern-${slot}`}
          checked={marking?.pattern === undefined}
          onChange={() => {
            onMark({ pattern: undefined });
          }}
        />
        {text.review.asAll}
      </label>
      {classPatterns.map((pattern) => (
        <label key={pattern} title={text.review.patterns[pattern]}>
          <input
            type="radio"
            name={`pattern-${slot}`}
            aria-label={text.review.patterns[pattern]}
            checked={marking?.pattern === pattern}
            onChange={() => {
              onMark({ pattern });
            }}
          />
          <Swatch rgb={rgb} pattern={pattern} />
        </label>
      ))}
    </fieldset>
  );
}
