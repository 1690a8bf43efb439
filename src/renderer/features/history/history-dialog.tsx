import { useAnswer } from '../../api/queries.ts';
import { closeDialog, useViewStore } from '../../state/view-store.ts';
import { formatDate } from '../../strings/format.ts';
import { labelInWords } from '../../strings/in-words.ts';
import { text } from '../../strings/text.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Modal } from '../../ui/kit.ts';
import css from './history-dialog.module.css';

const SHOWN = 200;

export function HistoryDialog() {
  const isOpen = useViewStore(({ dialog }) => dialog === 'history');
  return (
    <Modal
      opened={isOpen}
      onClose={closeDialog}
      title={text.shell.historyTitle}
      closeButtonProps={{ 'aria-label': text.common.close }}
    >
      <Entries />
    </Modal>
  );
}

function Entries() {
  const { data: entries = [] } = useAnswer('project.history', { limit: SHOWN });
  if (entries.length === 0) return <EmptyState title={text.shell.historyEmpty} />;
  return (
    <>
      <p className={css.hint}>{text.shell.historyHint}</p>
      <ol className={css.list}>
        {entries.map(({ id, label, at, isUndone }) => (
          <li key={id} data-undone={isUndone}>
            <span>{labelInWords(label)}</span>
            <span className={css.when}>{isUndone ? text.shell.undone : formatDate(at)}</span>
          </li>
        ))}
      </ol>
    </>
  );
}
