import type { ReviewProgress } from '../../../../shared/contract/review-schemas.ts';
import { useAnswer } from '../../../api/queries.ts';
import { useReviewStore } from '../../../state/review-store.ts';
import { formatCount } from '../../../strings/format.ts';
import { text } from '../../../strings/text.ts';
import { CommandIcon } from '../../../commands/command-icon.tsx';
import { IconMeasure } from '../../../ui/icons.ts';
import css from './review-queue.module.css';

/** Rows of a page of the list, so that its answer is the same one. */
const PAGE_ROWS = 100;

/** How far the masks of the project are decided on. */
export function QueueProgress() {
  const filter = useReviewStore((state) => state.filter);
  const sort = useReviewStore((state) => state.sort);
  const { data } = useAnswer('review.queue', { filter, sort, offset: 0, limit: PAGE_ROWS }, { keepsPrevious: true });
  return <div className={css.progress}>{data !== undefined && <Bar progress={data.progress} />}</div>;
}

function Bar({ progress: { masks, decided, needsLook } }: { readonly progress: ReviewProgress }) {
  const said = text.review.progress(formatCount(decided), formatCount(masks), formatCount(needsLook));
  return (
    <>
      <div className={css.progressLine}>
        <span title={said}>{said}</span>
        <CommandIcon id="view.measure" icon={<IconMeasure size={15} />} size={22} />
      </div>
      <progress aria-label={text.review.progressLabel} value={decided} max={Math.max(1, masks)} />
    </>
  );
}
