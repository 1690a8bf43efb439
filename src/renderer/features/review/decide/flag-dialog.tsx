import { useState } from 'react';
import { openReviewDialog, useReviewStore } from '../../../state/review-store.ts';
import { formatCounted } from '../../../strings/format.ts';
import { text } from '../../../strings/text.ts';
import { Button, Group, Modal, Stack, Textarea } from '../../../ui/kit.ts';
import { decide } from './decision-acts.ts';

const MOST_LETTERS = 5000;

/** Flags the mask, or those that are selected, and asks what for. */
export function FlagDialog({ note }: { readonly note: string }) {
  const isOpen = useReviewStore(({ dialog }) => dialog === 'flag');
  const selected = useReviewStore((state) => state.selected.size);
  return isOpen ? <Asked note={note} selected={selected} /> : null;
}

interface AskedProps {
  readonly note: string;
  /** 0: it is about the mask on screen. */
  readonly selected: number;
}

function Asked({ note, selected }: AskedProps) {
  const [written, setWritten] = useState(selected > 0 ? '' : note);
  const close = (): void => {
    openReviewDialog(undefined);
  };
  const flag = (): void => {
    close();
    const said = written.trim();
    // Of many, each keeps the note that it has where nothing is written.
    void decide('flagged', selected > 0 && said === '' ? undefined : said);
  };
  return (
    <Modal
      opened
      onClose={close}
      title={selected > 0 ? text.review.flagSelected(formatCounted(selected, 'mask')) : text.review.flagTitle}
      closeButtonProps={{ 'aria-label': text.common.close }}
    >
      <Stack gap="xs">
        <Textarea
          data-autofocus
          label={text.review.note}
          description={text.review.flagHint}
          value={written}
          maxLength={MOST_LETTERS}
          minRows={3}
          autosize
          onChange={({ currentTarget }) => {
            setWritten(currentTarget.value);
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey) return;
            event.preventDefault();
            flag();
          }}
        />
        <Group justify="flex-end" gap="xs">
          <Button onClick={close}>{text.common.cancel}</Button>
          <Button variant="filled" onClick={flag}>
            {text.review.flagAct}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
