import { shownName } from '../../../../shared/byte-names.ts';
import { shownLastPart } from '../../../strings/shown-path.ts';
import { useAnswer } from '../../../api/queries.ts';
import { openReviewDialog, useReviewStore } from '../../../state/review-store.ts';
import { formatCount, formatCounted } from '../../../strings/format.ts';
import { text } from '../../../strings/text.ts';
import { Button, Group, Modal, Stack } from '../../../ui/kit.ts';
import { LongName } from '../../../ui/long-name.tsx';
import { useFocusWhen } from '../../../ui/use-focus-when.ts';
import { LabelsThumbnail } from '../../files/thumbnail.tsx';
import css from './certified-dialog.module.css';
import { acceptCertified } from './decision-acts.ts';

/** Accepts every certified mask of the list, after showing which those are. */
export function CertifiedDialog() {
  const isOpen = useReviewStore(({ dialog }) => dialog === 'certified');
  if (!isOpen) return null;
  return (
    <Modal
      opened
      size="lg"
      onClose={close}
      title={text.review.certifiedTitle}
      closeButtonProps={{ 'aria-label': text.common.close }}
    >
      <Preview />
    </Modal>
  );
}

function close(): void {
  openReviewDialog(undefined);
}

function Preview() {
  const filter = useReviewStore((state) => state.filter);
  const { data } = useAnswer('review.certifiedPreview', { filter });
  const accept = useFocusWhen<HTMLButtonElement>(data !== undefined && data.masks > 0);
  return (
    <Stack gap="xs">
      <p className={css.said}>{text.review.certifiedMeans}</p>
      <p className={css.said} role="status">
        {data === undefined
          ? text.common.loading
          : text.review.certifiedCovers(formatCounted(data.masks, 'mask'), formatCount(data.left))}
      </p>
      <ul className={css.masks}>
        {data?.rows.map((row) => (
          <li key={row.id}>
            <LabelsThumbnail row={row} className={css.picture} />
            <span title={shownName(row.path)}>
              <LongName name={shownLastPart(row.path)} />
            </span>
          </li>
        ))}
      </ul>
      <Group justify="flex-end" gap="xs">
        <Button onClick={close}>{text.common.cancel}</Button>
        <Button
          ref={accept}
          variant="filled"
          disabled={data === undefined || data.masks === 0}
          onClick={() => {
            close();
            void acceptCertified();
          }}
        >
          {text.review.certifiedAct(formatCounted(data?.masks ?? 0, 'mask'))}
        </Button>
      </Group>
    </Stack>
  );
}
