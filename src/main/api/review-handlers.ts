import type { reviewCalls } from '../../shared/contract/review-calls.ts';
import { MaskmendError } from '../../shared/errors.ts';
import type { Handlers } from './handler.ts';

function notReady(): never {
  throw new MaskmendError('internal', 'this call is being built');
}

export const reviewHandlers: Handlers<keyof typeof reviewCalls> = {
  'review.queue': notReady,
  'review.counts': notReady,
  'review.next': notReady,
  'review.savedFilters': notReady,
  'review.saveFilter': notReady,
  'review.removeFilter': notReady,
  'review.decide': notReady,
  'review.note': notReady,
  'review.certifiedPreview': notReady,
  'review.acceptCertified': notReady,
  'review.mask': notReady,
  'review.places': notReady,
  'review.changes': notReady,
  'review.edit': notReady,
  'review.previewEdit': notReady,
  'review.previewForAll': notReady,
  'review.editAll': notReady,
  'review.objects': notReady,
  'review.saveView': notReady,
};
