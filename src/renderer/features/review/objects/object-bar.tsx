import type { ProjectClass } from '../../../../shared/contract/class-schemas.ts';
import type { ObjectRow } from '../../../../shared/contract/object-schemas.ts';
import type { ReviewMask } from '../../../../shared/contract/review-schemas.ts';
import { objectSorts, selectedIn, sortObjects, useObjectStore } from '../../../state/object-store.ts';
import { showObjects, usePaintStore } from '../../../state/paint-store.ts';
import { formatCount, formatCounted } from '../../../strings/format.ts';
import { text } from '../../../strings/text.ts';
import { ChoiceList } from '../../../ui/choice-list.tsx';
import { SegmentedControl } from '../../../ui/kit.ts';
import { ObjectActs } from './object-acts.tsx';
import css from './objects.module.css';

interface ObjectBarProps {
  readonly mask: ReviewMask;
  readonly objects: readonly ObjectRow[];
  readonly classes: readonly ProjectClass[];
  readonly hasPhoto: boolean;
}

/** How many objects there are, in which order, and what can be done with those selected. */
export function ObjectBar({ mask, objects, classes, hasPhoto }: ObjectBarProps) {
  const sort = useObjectStore((state) => state.sort);
  const isShown = usePaintStore((state) => state.showsObjects);
  const numbers = useObjectStore((state) => selectedIn(state, mask.row.id));
  const chosen = numbers.flatMap((number) => objects.find((object) => object.number === number) ?? []);
  const count = formatCounted(objects.length, 'object');
  return (
    <>
      <SegmentedControl
        fullWidth
        mt={8}
        aria-label={text.objects.shown}
        value={isShown ? 'objects' : 'classes'}
        onChange={(shown) => {
          showObjects(shown === 'objects');
        }}
        data={(['classes', 'objects'] as const).map((value) => ({ value, label: text.objects.shows[value] }))}
      />
      <div className={css.head}>
        <span role="status">
          {chosen.length === 0 ? count : `${text.objects.selected(formatCount(chosen.length))} · ${count}`}
        </span>
        <ChoiceList
          label={text.objects.sort}
          value={sort}
          options={objectSorts.map((value) => ({ value, label: text.objects.sorts[value] }))}
          onChange={sortObjects}
        />
      </div>
      <ObjectActs id={mask.row.id} {...{ chosen, classes, hasPhoto }} />
    </>
  );
}
