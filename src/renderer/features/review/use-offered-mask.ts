import { useEffect } from 'react';
import { useAnswer } from '../../api/queries.ts';
import { isAnyRunning, useJobsStore } from '../../state/jobs-store.ts';
import { keepMask, offerMask, useReviewStore } from '../../state/review-store.ts';

const signsOfWork = ['pointerdown', 'keydown', 'wheel'] as const;

/**
 * Shows the mask that most needs a look where none is chosen: of those undecided, where there are any. While a repair runs that is one of the first that it has done
 * with: when it is over, whoever has not touched anything since sees the one that most needs it of all.
 */
export function useOfferedMask(): void {
  const { id, isOffered, filter, sort } = useReviewStore();
  const isWorking = useJobsStore(isAnyRunning);
  const isWanted = id === undefined || (isOffered && !isWorking);
  const list = { filter, sort, direction: 'forward' } as const;
  const { data: due } = useAnswer('review.next', { ...list, want: 'needs-look' }, { isWanted });
  const isNoneDue = due !== undefined && due.row === undefined;
  const { data: open } = useAnswer('review.next', { ...list, want: 'undecided' }, { isWanted: isWanted && isNoneDue });
  const isNoneOpen = isNoneDue && open !== undefined && open.row === undefined;
  const { data: any } = useAnswer('review.next', { ...list, want: 'any' }, { isWanted: isWanted && isNoneOpen });
  const first = (due?.row ?? open?.row ?? any?.row)?.id;
  useEffect(() => {
    if (isWanted && first !== undefined) offerMask(first);
  }, [isWanted, first]);
  useEffect(() => {
    for (const sign of signsOfWork) window.addEventListener(sign, keepMask, { capture: true, passive: true });
    return () => {
      for (const sign of signsOfWork) window.removeEventListener(sign, keepMask, { capture: true });
    };
  }, []);
}
