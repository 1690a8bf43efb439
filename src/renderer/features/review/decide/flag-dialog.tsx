import { useState } from 'react';
import { openReviewDialog, useReviewStore } from '../../../state/review-store.ts';
import { text } from '../../../strings/text.ts';
import { Button, Group, Modal, Stack, Textarea } from '../../../ui/kit.ts';
import { decide } from './decision-acts.ts';

const MOST_LETTERS = 5000;

/** Flags the mask, and asks what for. */
export function FlagDialog({ note }: { readonly note: string }) {
  const isOpen = useReviewStore(({ dialog }) => dialog === 'flag');
  return isOpen ? <Asked note={note} /> : null;
}

function Asked({ note }: { readonly note: string }) {
  const [written, setWritten] = useState(note);
  const close = (): void => {
    openReviewDialog(undefined);
  };
  const flag = (): void => {
    close();
    void decide('flagged', written.trim());
  };
  return (
    <Modal opened onClose={close} title={text.review.flagTitle} closeButtonProps={{ 'aria-label': text.common.close }}>
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
