import { create } from 'zustand';

/** What stands beside the original. */
export const reviewPictures = ['after', 'confidence', 'photo'] as const;
export type ReviewPicture = (typeof reviewPictures)[number];

interface ReviewState {
  readonly id: number | undefined;
  readonly picture: ReviewPicture;
}

export const useReviewStore = create<ReviewState>(() => ({ id: undefined, picture: 'after' }));

export function reviewMask(id: number | undefined): void {
  useReviewStore.setState({ id });
}

export function showReviewPicture(picture: ReviewPicture): void {
  useReviewStore.setState({ picture });
}
