import { objectEvidenceInWords } from '../../../../shared/strings/in-words.ts';
import type { ReviewMask } from '../../../../shared/contract/review-schemas.ts';
import { type MeaningChoice as Choice, meaningChoices } from '../../../../shared/model/mask-meaning.ts';
import { useAnswer } from '../../../api/queries.ts';
import { useReviewStore } from '../../../state/review-store.ts';
import { formatCounted } from '../../../strings/format.ts';
import { text } from '../../../strings/text.ts';
import { ChoiceList } from '../../../ui/choice-list.tsx';
import { Button } from '../../../ui/kit.ts';
import { setMeaning } from '../../files/meaning-acts.ts';
import { repairStale } from '../../repair/repair-acts.ts';
import css from './objects.module.css';

/** Whether the values of the file name classes or objects: what was found, and the person's own word. */
export function MeaningChoice({ mask: { row } }: { readonly mask: ReviewMask }) {
  const { data } = useAnswer('objects.meaning', { id: row.id });
  const selected = useReviewStore((state) => state.selected);
  if (data === undefined) return null;
  const { found, choice } = data;
  const ids = selected.has(row.id) ? [...selected] : [row.id];
  return (
    <div className={css.meaning}>
      <label>
        {ids.length > 1 ? text.objects.meaningOf(formatCounted(ids.length, 'file')) : text.objects.meaning}
        <ChoiceList
          value={choice}
          options={meaningChoices.map((value) => ({ value, label: labelOf(value, found?.meaning) }))}
          onChange={(chosen) => void setMeaning({ kind: 'ids', ids }, chosen)}
        />
      </label>
      {found !== undefined && (
        <p className={css.hint}>{text.objects.evidence(objectEvidenceInWords(found.evidence))}</p>
      )}
      {row.status === 'stale' && (
        <Button size="compact-xs" onClick={() => void repairStale()}>
          {text.objects.repairAgain}
        </Button>
      )}
    </div>
  );
}

function labelOf(choice: Choice, found: Exclude<Choice, 'auto'> | undefined): string {
  const label = text.objects.meanings[choice];
  return choice === 'auto' && found !== undefined ? text.objects.asFound(text.objects.meanings[found]) : label;
}
