import { useState } from 'react';
import type { CallOutput } from '../../../../shared/contract/calls.ts';
import { call } from '../../../api/client.ts';
import { queryClient, question, useAnswer } from '../../../api/queries.ts';
import { hasQueueFilter, setQueueFilter, useReviewStore } from '../../../state/review-store.ts';
import { text } from '../../../strings/text.ts';
import { IconClose, IconSavedFilter } from '../../../ui/icons.ts';
import { ActionIcon, Button, TextInput } from '../../../ui/kit.ts';
import { attempt } from '../../../ui/tell.tsx';
import css from './queue-filter.module.css';

type Saved = CallOutput<'review.savedFilters'>;

async function change(act: () => Promise<Saved>): Promise<void> {
  const saved = await attempt(text.common.actionFailed, act);
  if (saved !== undefined) queryClient.setQueryData(question('review.savedFilters', {}).queryKey, saved);
}

/** Filters kept under a name; and the one in force, to be kept. */
export function SavedFilters() {
  const { data: saved = [] } = useAnswer('review.savedFilters', {});
  const filter = useReviewStore((state) => state.filter);
  const [name, setName] = useState('');
  const save = (): void => {
    if (name.trim() === '') return;
    setName('');
    void change(() => call('review.saveFilter', { name: name.trim(), filter }));
  };
  return (
    <>
      {saved.map((entry) => (
        <div key={entry.name} className={css.saved}>
          <Button
            size="compact-xs"
            justify="flex-start"
            leftSection={<IconSavedFilter size={13} aria-hidden />}
            onClick={() => {
              setQueueFilter(entry.filter);
            }}
          >
            {entry.name}
          </Button>
          <ActionIcon
            size={22}
            aria-label={text.review.removeFilter(entry.name)}
            onClick={() => void change(() => call('review.removeFilter', { name: entry.name }))}
          >
            <IconClose size={13} />
          </ActionIcon>
        </div>
      ))}
      {hasQueueFilter(filter) && (
        <div className={css.saved}>
          <TextInput
            aria-label={text.review.filterName}
            placeholder={text.review.filterName}
            value={name}
            maxLength={100}
            onChange={({ currentTarget }) => {
              setName(currentTarget.value);
            }}
            onKeyDown={({ key }) => {
              if (key === 'Enter') save();
            }}
          />
          <Button size="compact-xs" disabled={name.trim() === ''} onClick={save}>
            {text.review.saveFilter}
          </Button>
        </div>
      )}
    </>
  );
}
