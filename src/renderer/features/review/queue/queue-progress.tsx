import type { ReviewProgress } from '../../../../shared/contract/review-schemas.ts';
import { useAnswer } from '../../../api/queries.ts';
import { hasQueueFilter, useReviewStore } from '../../../state/review-store.ts';
import { formatCount, formatCounted } from '../../../strings/format.ts';
import { text } from '../../../strings/text.ts';
import { CommandIcon } from '../../../commands/command-icon.tsx';
import { IconMeasure } from '../../../ui/icons.ts';
import css from './review-queue.module.css';

/** Rows of a page of the list, so that its answer is the same one. */
const PAGE_ROWS = 100;

/** How far the masks of the project are decided on. */
export function QueueProgress() {
  const progress = useProgress();
  return <div className={css.progress}>{progress !== undefined && <Bar progress={progress} />}</div>;
}

/** How many masks a filter leaves. */
export function QueueCount({ listed }: { readonly listed: number | undefined }) {
  const isNarrowed = useReviewStore((state) => hasQueueFilter(state.filter));
  const progress = useProgress();
  if (!isNarrowed || listed === undefined || progress === undefined) return null;
  return (
    <p className={css.count} role="status">
      {text.review.listed(formatCount(listed), formatCounted(progress.masks, 'mask'))}
    </p>
  );
}

function useProgress(): ReviewProgress | undefined {
  const filter = useReviewStore((state) => state.filter);
  const sort = useReviewStore((state) => state.sort);
  const page = { filter, sort, offset: 0, limit: PAGE_ROWS };
  return useAnswer('review.queue', page, { keepsPrevious: true }).data?.progress;
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
