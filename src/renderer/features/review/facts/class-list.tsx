import { memo, useMemo, useState } from 'react';
import type { ProjectClass } from '../../../../shared/contract/class-schemas.ts';
import type { ReviewMask } from '../../../../shared/contract/review-schemas.ts';
import { useAnswer } from '../../../api/queries.ts';
import {
  changeClassView,
  changeLook,
  type ClassOrder,
  showAllClasses,
  useLookStore,
  viewOfClass,
} from '../../../state/look-store.ts';
import { changePaint, usePaintStore } from '../../../state/paint-store.ts';
import { formatCount, formatShare } from '../../../strings/format.ts';
import { text } from '../../../strings/text.ts';
import { IconEye, IconEyeOff, IconLock, IconLockOpen, IconSolo } from '../../../ui/icons.ts';
import { ActionIcon, Button } from '../../../ui/kit.ts';
import { Slider } from '../../../ui/slider.tsx';
import { MOST_OUTLINE_PX } from '../../../../shared/model/class-marking.ts';
import { editClasses } from '../../classes/class-acts.ts';
import { ColourButton } from '../../classes/colour-button.tsx';
import { ClassDrawing } from './class-drawing.tsx';
import { ClassFinder } from './class-finder.tsx';
import { areMany, foundClasses, orderedClasses, type PlacedClass } from './class-order.ts';
import css from './class-list.module.css';

/** The classes of the palette: how each is shown, which one is painted with, and its pixels in this mask. */
export function ClassList({ mask }: { readonly mask: ReviewMask }) {
  const { data: palette } = useAnswer('classes.get', {});
  const [written, setWritten] = useState('');
  const order = useLookStore((state) => state.classOrder);
  const isLong = palette !== undefined && areMany(palette.classes);
  const ordered = useOrdered(palette?.classes, mask, isLong ? order : 'palette');
  if (palette === undefined) return null;
  const pixels = pixelsBySlot(mask);
  const found = foundClasses(ordered, isLong ? written : '');
  return (
    <>
      {isLong && <ClassFinder written={written} onWrite={setWritten} />}
      <ul className={css.classes} aria-label={text.review.classesHere} data-long={isLong || undefined}>
        {found.map(({ entry, place }) => (
          <ClassLine
            key={entry.slot}
            entry={entry}
            place={place}
            pixels={pixels.get(entry.slot) ?? 0}
            all={mask.width * mask.height}
          />
        ))}
      </ul>
      {found.length === 0 && <p className={css.none}>{text.review.noClassFound}</p>}
      <ListFooter />
    </>
  );
}

const pixelsBySlot = ({ classes }: ReviewMask): ReadonlyMap<number, number> =>
  new Map(classes.map((entry) => [entry.slot, entry.pixels]));

const none: readonly ProjectClass[] = [];

/** In the order of what the mask held when it came on screen: lines do not run away while somebody paints. */
function useOrdered(
  classes: readonly ProjectClass[] | undefined,
  mask: ReviewMask,
  order: ClassOrder,
): readonly PlacedClass[] {
  const [seen, setSeen] = useState({ id: mask.row.id, pixels: pixelsBySlot(mask) });
  if (seen.id !== mask.row.id) setSeen({ id: mask.row.id, pixels: pixelsBySlot(mask) });
  const { pixels } = seen;
  return useMemo(() => orderedClasses(classes ?? none, { order, pixels }), [classes, order, pixels]);
}

function ListFooter() {
  const { outlinePx, classes: views } = useLookStore();
  return (
    <div className={css.footer}>
      <label className={css.outline}>
        {text.look.outlinePx}
        <Slider
          label={text.look.outlinePx}
          value={outlinePx}
          min={1}
          max={MOST_OUTLINE_PX}
          step={1}
          said={text.paint.sizePx(outlinePx)}
          onChange={(value) => {
            changeLook({ outlinePx: value });
          }}
        />
        <output>{text.paint.sizePx(outlinePx)}</output>
      </label>
      {views.size > 0 && (
        <Button size="compact-xs" onClick={showAllClasses}>
          {text.look.allClasses}
        </Button>
      )}
    </div>
  );
}

interface ClassLineProps {
  readonly entry: ProjectClass;
  readonly place: number;
  readonly pixels: number;
  readonly all: number;
}

// Of hundreds, only those that changed are drawn anew.
const ClassLine = memo(Line);

function Line({ entry, place, pixels, all }: ClassLineProps) {
  const { slot, name } = entry;
  const isActive = usePaintStore((state) => state.slot === slot);
  return (
    <li className={css.line} data-active={isActive} data-absent={pixels === 0 || undefined}>
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
