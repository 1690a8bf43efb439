import { decide, goToNeighbour, goToNextDue, goToNextUndecided, selectWholeQueue } from './decide/decision-acts.ts';
import { stepPlace } from './look/place-acts.ts';
import { isReviewing, openReviewDialog, selectMasks, useReviewStore } from '../../state/review-store.ts';
import { useViewStore } from '../../state/view-store.ts';
import { text } from '../../strings/text.ts';
import type { Command } from '../../commands/command.ts';

const isInReview = (): boolean => useViewStore.getState().step === 'review';

const decisionCommands: readonly Command[] = [
  {
    id: 'review.accept',
    title: () => text.commands.accept,
    menu: 'review',
    group: 0,
    keys: 'A',
    isEnabled: isReviewing,
    run: () => decide('accepted'),
  },
  {
    id: 'review.reject',
    title: () => text.commands.reject,
    menu: 'review',
    group: 0,
    keys: 'R',
    isEnabled: isReviewing,
    run: () => decide('rejected'),
  },
  {
    id: 'review.flag',
    title: () => text.commands.flag,
    menu: 'review',
    group: 0,
    keys: 'F',
    isEnabled: isReviewing,
    run: () => {
      openReviewDialog('flag');
    },
  },
  {
    id: 'review.skip',
    title: () => text.commands.skip,
    menu: 'review',
    group: 0,
    keys: 'S',
    isEnabled: isReviewing,
    run: () => decide('skipped'),
  },
  {
    id: 'review.undecide',
    title: () => text.commands.undecide,
    menu: 'review',
    group: 0,
    keys: 'U',
    isEnabled: isReviewing,
    run: () => decide('undecided'),
  },
  {
    id: 'review.acceptCertified',
    title: () => text.commands.acceptCertified,
    menu: 'review',
    group: 1,
    keys: 'Shift+A',
    isEnabled: isInReview,
    run: () => {
      openReviewDialog('certified');
    },
  },
];

const goCommands: readonly Command[] = [
  {
    id: 'review.nextDue',
    title: () => text.commands.nextDue,
    menu: 'review',
    group: 2,
    keys: 'N',
    isEnabled: isReviewing,
    run: goToNextDue,
  },
  {
    id: 'review.nextUndecided',
    title: () => text.commands.nextUndecided,
    menu: 'review',
    group: 2,
    keys: 'Shift+U',
    isEnabled: isReviewing,
    run: goToNextUndecided,
  },
  {
    id: 'review.next',
    title: () => text.commands.nextMask,
    menu: 'review',
    group: 2,
    keys: 'J',
    isEnabled: isReviewing,
    isRepeated: true,
    run: () => goToNeighbour('forward'),
  },
  {
    id: 'review.previous',
    title: () => text.commands.previousMask,
    menu: 'review',
    group: 2,
    keys: 'K',
    isEnabled: isReviewing,
    isRepeated: true,
    run: () => goToNeighbour('backward'),
  },
  {
    id: 'review.nextPlace',
    title: () => text.commands.nextPlace,
    menu: 'review',
    group: 3,
    keys: 'D',
    isEnabled: isReviewing,
    run: () => stepPlace(1),
  },
  {
    id: 'review.previousPlace',
    title: () => text.commands.previousPlace,
    menu: 'review',
    group: 3,
    keys: 'Shift+D',
    isEnabled: isReviewing,
    run: () => stepPlace(-1),
  },
];

export const reviewCommands: readonly Command[] = [
  ...decisionCommands,
  ...goCommands,
  {
    id: 'review.selectAll',
    title: () => text.commands.selectAll,
    menu: 'review',
    group: 4,
    keys: 'Mod+A',
    isEnabled: isInReview,
    run: selectWholeQueue,
  },
  {
    id: 'review.selectNone',
    title: () => text.commands.selectNone,
    menu: 'review',
    group: 4,
    keys: 'Escape',
    isEnabled: () => isInReview() && useReviewStore.getState().selected.size > 0,
    run: () => {
      selectMasks([]);
    },
  },
];
