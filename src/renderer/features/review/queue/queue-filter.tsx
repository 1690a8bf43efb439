import { useEffect, useState } from 'react';
import { runCommand } from '../../../commands/command-table.ts';
import { changeQueueFilter, hasQueueFilter, setQueueFilter, useReviewStore } from '../../../state/review-store.ts';
import { text } from '../../../strings/text.ts';
import { IconCertified, IconFilter, IconFilterOff } from '../../../ui/icons.ts';
import { ActionIcon, Popover, TextInput, useDebouncedValue } from '../../../ui/kit.ts';
import { Tip } from '../../../ui/tip.tsx';
import { FilterValues } from './filter-values.tsx';
import css from './queue-filter.module.css';

const SETTLE_MS = 200;

/** What the queue shows: found by name, narrowed by what masks are, kept under a name. */
export function QueueFilter() {
  const filter = useReviewStore((state) => state.filter);
  const isNarrowed = hasQueueFilter(filter);
  return (
    <div className={css.bar} role="search" aria-label={text.review.filter}>
      <NameField key={filter.name === undefined ? 'none' : 'some'} />
      <Popover position="bottom-start" width={250} trapFocus>
        <Popover.Target>
          <ActionIcon
            aria-label={text.review.filter}
            title={text.review.filter}
            data-on={isNarrowed || undefined}
            className={css.button}
          >
            <IconFilter size={16} />
          </ActionIcon>
        </Popover.Target>
        <Popover.Dropdown>
          <FilterValues />
        </Popover.Dropdown>
      </Popover>
      {isNarrowed && (
        <ActionIcon
          aria-label={text.commands.clearFilter}
          title={text.commands.clearFilter}
          onClick={() => {
            setQueueFilter({ role: 'mask' });
          }}
        >
          <IconFilterOff size={16} />
        </ActionIcon>
      )}
      <Tip label={text.review.acceptCertified}>
        <ActionIcon
          aria-label={text.review.acceptCertified}
          onClick={() => {
            runCommand('review.acceptCertified');
          }}
        >
          <IconCertified size={17} />
        </ActionIcon>
      </Tip>
    </div>
  );
}

function NameField() {
  const name = useReviewStore((state) => state.filter.name ?? '');
  const [written, setWritten] = useState(name);
  const [settled] = useDebouncedValue(written, SETTLE_MS);
  const [known, setKnown] = useState(name);
  if (known !== name) {
    setKnown(name);
    // Not by what is written here: the filter was cleared, or another one chosen.
    if (name !== settled) setWritten(name);
  }
  useEffect(() => {
    if (settled !== (useReviewStore.getState().filter.name ?? '')) changeQueueFilter({ name: settled });
  }, [settled]);
  return (
    <TextInput
      className={css.name}
      placeholder={text.review.find}
      aria-label={text.review.find}
      value={written}
      onChange={({ currentTarget }) => {
        setWritten(currentTarget.value);
      }}
    />
  );
}
