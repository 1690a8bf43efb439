import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { PaletteState } from '../../../../shared/contract/class-schemas.ts';
import { question, useAnswer } from '../../../api/queries.ts';
import { useReviewStore } from '../../../state/review-store.ts';
import { sourceOf } from './known-sources.ts';
import type { ReviewSource } from './review-source.ts';

/** The masks that are probably shown next: the next that needs a person, and those beside it in the list. */
export function useReadAhead(id: number, palette: PaletteState | undefined): readonly ReviewSource[] {
  const { filter, sort } = useReviewStore();
  const list = { filter, sort, from: id, direction: 'forward' } as const;
  const { data: due } = useAnswer('review.next', { ...list, want: 'needs-look' });
  const { data: undecided } = useAnswer('review.next', { ...list, want: 'undecided' });
  const { data: after } = useAnswer('review.next', { ...list, want: 'any' });
  const { data: before } = useAnswer('review.next', { ...list, direction: 'backward', want: 'any' });
  const ids = [...new Set([due?.row?.id, undecided?.row?.id, after?.row?.id, before?.row?.id])].filter(
    (next) => next !== undefined,
  );
  const masks = useQueries({ queries: ids.map((next) => question('review.mask', { id: next })) });
  const files = useQueries({ queries: ids.map((next) => question('sources.get', { id: next })) });
  const sources = masks.flatMap(({ data: mask }, at) => {
    const file = files[at]?.data;
    return mask === undefined || file === undefined || palette === undefined
      ? []
      : [sourceOf({ mask, palette, photo: file.photoRow })];
  });
  const [first, second, third, fourth] = sources;
  // The same masks are the same list, however often their answers are looked at.
  return useMemo(
    () => [first, second, third, fourth].filter((source) => source !== undefined),
    [first, second, third, fourth],
  );
}
