import type { CallInput } from '../../../shared/contract/calls.ts';

/** Repaired masks, those that most need a look first. */
export const queueList: Omit<CallInput<'sources.list'>, 'offset' | 'limit'> = {
  filter: { role: 'mask', status: ['repaired', 'stale'] },
  sort: { by: 'look', direction: 'descending' },
};
