import { useEffect } from 'react';
import { useAnswer } from '../../../api/queries.ts';
import { useReviewStore } from '../../../state/review-store.ts';
import type { Viewer } from '../../../viewer/viewer.ts';

/** Flies to the place that was chosen, an uncertain one or another, and points it out. */
export function usePlaces(viewer: Viewer | undefined, id: number): void {
  const chosen = useReviewStore((state) => state.place);
  const spot = useReviewStore((state) => (state.id === id ? state.spot : undefined));
  const { data } = useAnswer('review.places', { id });
  const place = chosen === undefined ? spot : data?.places[chosen];
  useEffect(() => {
    if (viewer === undefined || place === undefined) return;
    viewer.flyTo(place);
    viewer.setMarks([place]);
    return () => {
      viewer.setMarks([]);
    };
  }, [viewer, place]);
}
