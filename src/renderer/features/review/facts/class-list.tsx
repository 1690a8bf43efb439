import { useMemo, useState } from 'react';
import type { ProjectClass } from '../../../../shared/contract/class-schemas.ts';
import type { ReviewMask } from '../../../../shared/contract/review-schemas.ts';
import { useAnswer } from '../../../api/queries.ts';
import { changeLook, type ClassOrder, showAllClasses, useLookStore } from '../../../state/look-store.ts';
import { text } from '../../../strings/text.ts';
import { Button } from '../../../ui/kit.ts';
import { Slider } from '../../../ui/slider.tsx';
import { MOST_OUTLINE_PX } from '../../../../shared/model/class-marking.ts';
import { ClassFinder } from './class-finder.tsx';
import { ClassLine } from './class-line.tsx';
import { areMany, foundClasses, orderedClasses, type PlacedClass } from './class-order.ts';
import { LongClassList } from './long-class-list.tsx';
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
  const all = mask.width * mask.height;
  const found = foundClasses(ordered, isLong ? written : '');
  return (
    <>
      {isLong && <ClassFinder written={written} onWrite={setWritten} />}
      {isLong ? (
        <LongClassList classes={found} pixels={pixels} all={all} />
      ) : (
        <ul className={css.classes} aria-label={text.review.classesHere}>
          {found.map(({ entry, place }) => (
            <ClassLine key={entry.slot} entry={entry} place={place} pixels={pixels.get(entry.slot) ?? 0} all={all} />
          ))}
        </ul>
      )}
      {found.length === 0 && (
        <p className={css.none}>{palette.classes.length === 0 ? text.classes.empty : text.review.noClassFound}</p>
      )}
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
