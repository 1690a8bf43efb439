import { useState } from 'react';
import { shownName } from '../../../shared/byte-names.ts';
import type { PairSuggestion } from '../../../shared/contract/source-calls.ts';
import { useAnswer } from '../../api/queries.ts';
import { formatCount } from '../../strings/format.ts';
import { text } from '../../strings/text.ts';
import { Button, Checkbox, Group, Modal } from '../../ui/kit.ts';
import { setPairs } from './file-acts.ts';
import css from './pairs-tab.module.css';
import { Thumbnail } from './thumbnail.tsx';

const SHOWN = 500;

/** Pairs that names suggest; all are taken but those that are unticked. One act, one undo. */
export function PairSuggestions({ onClose }: { readonly onClose: () => void }) {
  const { data } = useAnswer('sources.suggestPairs', { limit: SHOWN });
  const [refused, setRefused] = useState<ReadonlySet<number>>(new Set());
  const suggestions = data?.suggestions ?? [];
  const wanted = suggestions.filter(({ mask }) => !refused.has(mask.id));
  const toggle = (id: number): void => {
    const next = new Set(refused);
    if (!next.delete(id)) next.add(id);
    setRefused(next);
  };
  return (
    <Modal
      opened
      size={760}
      title={text.files.suggestionsTitle}
      onClose={onClose}
      closeButtonProps={{ 'aria-label': text.common.close }}
    >
      <ul className={css.suggestions}>
        {suggestions.map((suggestion) => (
          <Suggestion
            key={suggestion.mask.id}
            suggestion={suggestion}
            isWanted={!refused.has(suggestion.mask.id)}
            onToggle={() => {
              toggle(suggestion.mask.id);
            }}
          />
        ))}
      </ul>
      <Group justify="flex-end" gap="xs" mt="sm">
        <Button onClick={onClose}>{text.common.cancel}</Button>
        <Button
          variant="filled"
          disabled={wanted.length === 0}
          onClick={() => {
            onClose();
            void setPairs(wanted.map(({ mask, photo }) => ({ mask, photo: photo.id })));
          }}
        >
          {text.files.takeSuggestions(formatCount(wanted.length))}
        </Button>
      </Group>
    </Modal>
  );
}

interface SuggestionProps {
  readonly suggestion: PairSuggestion;
  readonly isWanted: boolean;
  readonly onToggle: () => void;
}

function Suggestion({ suggestion: { mask, photo, reason }, isWanted, onToggle }: SuggestionProps) {
  return (
    <li>
      <Checkbox
        checked={isWanted}
        onChange={onToggle}
        aria-label={text.files.suggestion(shownName(mask.path), shownName(photo.path))}
      />
      <span className={css.side}>
        <Thumbnail row={mask} className={css.picture} />
        {shownName(mask.path)}
      </span>
      <span className={css.side}>
        <Thumbnail row={photo} className={css.picture} />
        {shownName(photo.path)}
      </span>
      <span className={css.none}>{text.files.pairReasons[reason]}</span>
    </li>
  );
}
