import { shownName } from '../../../../shared/byte-names.ts';
import type { AreaOperation } from '../../../../shared/contract/review-schemas.ts';
import type { Selection } from '../../../../shared/contract/source-schemas.ts';
import { call } from '../../../api/client.ts';
import { useAnswer } from '../../../api/queries.ts';
import { openOperation, usePaintStore } from '../../../state/paint-store.ts';
import { openReviewDialog, reviewMask, useReviewStore } from '../../../state/review-store.ts';
import { formatCount, formatCounted } from '../../../strings/format.ts';
import { text } from '../../../strings/text.ts';
import { Button, Group, Modal, Stack } from '../../../ui/kit.ts';
import { explain } from '../../../strings/explain.ts';
import { attempt } from '../../../ui/tell.tsx';
import { tellWhileRunning } from '../../jobs/tell-while-running.ts';
import { useFocusWhen } from '../../../ui/use-focus-when.ts';
import css from './edit-all-dialog.module.css';
import { operationOf, useParameters } from './operation-parameters.ts';
import { paintRules } from './paint-rules.ts';

/** An operation on all masks of the queue, or the selected ones, after a look at what it does to a sample. */
export function EditAllDialog() {
  const isOpen = useReviewStore(({ dialog }) => dialog === 'editAll');
  const operation = usePaintStore((state) => state.operation);
  const parameters = useParameters();
  const filter = useReviewStore((state) => state.filter);
  const selected = useReviewStore((state) => state.selected);
  const edit = operation && operationOf(operation, parameters);
  if (!isOpen || operation === undefined || edit === undefined) return null;
  const rules = paintRules();
  const selection: Selection = selected.size > 0 ? { kind: 'ids', ids: [...selected] } : { kind: 'filter', filter };
  return (
    <Modal
      opened
      onClose={close}
      title={text.paint.operations[operation]}
      closeButtonProps={{ 'aria-label': text.common.close }}
    >
      <Sample selection={selection} operation={{ operation: edit, ...(rules && { rules }) }} />
    </Modal>
  );
}

function close(): void {
  openReviewDialog(undefined);
}

/** Shows a mask of the sample: the operation is still set up, so that its preview is on the picture. */
function lookAt(id: number): void {
  close();
  reviewMask(id);
}

interface SampleProps {
  readonly selection: Selection;
  readonly operation: AreaOperation;
}

function Sample({ selection, operation }: SampleProps) {
  const { data, error } = useAnswer('review.previewForAll', { selection, operation });
  const confirmed = useFocusWhen<HTMLButtonElement>(data !== undefined && data.concerned > 0);
  const start = async (): Promise<void> => {
    close();
    openOperation(undefined);
    const started = await attempt(text.paint.failed, () => call('review.editAll', { selection, operation }));
    if (started === undefined) return;
    const { startedAll, startedAllHint } = text.paint;
    tellWhileRunning(started.job, { level: 'info', title: startedAll, text: startedAllHint });
  };
  return (
    <Stack gap="xs">
      <p className={css.said} role="status">
        {error !== null && explain(error)}
        {error === null && data === undefined && text.common.loading}
        {data !== undefined && text.paint.concerns(formatCounted(data.masks, 'mask'), formatCount(data.concerned))}
      </p>
      {data !== undefined && data.sample.length > 0 && (
        <table className={css.sample}>
          <caption>{text.paint.sample}</caption>
          <tbody>
            {data.sample.map(({ id, path, changedPixels }) => (
              <tr key={id}>
                <td title={shownName(path)}>
                  <button
                    type="button"
                    aria-label={text.paint.lookAt(shownName(path))}
                    onClick={() => {
                      lookAt(id);
                    }}
                  >
                    {shownName(path)}
                  </button>
                </td>
                <td>{text.paint.preview(formatCount(changedPixels))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <Group justify="flex-end" gap="xs">
        <Button onClick={close}>{text.common.cancel}</Button>
        <Button
          ref={confirmed}
          variant="filled"
          disabled={data === undefined || data.concerned === 0}
          onClick={() => void start()}
        >
          {text.paint.editAll(formatCounted(data?.concerned ?? 0, 'mask'))}
        </Button>
      </Group>
    </Stack>
  );
}
