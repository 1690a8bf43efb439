import type { ReviewMask } from '../../../../shared/contract/review-schemas.ts';
import { formatCount, formatCounted, formatDate } from '../../../strings/format.ts';
import { labelInWords } from '../../../strings/in-words.ts';
import { text } from '../../../strings/text.ts';
import css from './review-facts.module.css';

/** Who decided what, and when; and what was painted. */
export function DecisionHistory({
  mask: { decided, history, edits, editedPixels, acts },
}: {
  readonly mask: ReviewMask;
}) {
  const all = [...(decided === undefined ? [] : [decided]), ...history];
  return (
    <>
      {edits > 0 && (
        <details className={css.acts}>
          <summary>
            {editedPixels === 0
              ? text.review.editedNoClass(formatCounted(edits, 'act'))
              : text.review.edited(formatCounted(edits, 'act'), formatCount(editedPixels))}
          </summary>
          <ol className={css.history}>
            {acts.map(({ label, at }, place) => (
              // Two acts may be of one moment.
              <li key={`${at} ${acts.length - place}`}>
                {labelInWords(label)}
                <span className={css.when}>{formatDate(at)}</span>
              </li>
            ))}
          </ol>
        </details>
      )}
      {all.length > 0 && <h3>{text.review.history}</h3>}
      <ol className={css.history}>
        {all.map(({ decision, at, by, note }) => (
          <li key={at}>
            <span className={css.decision} data-decision={decision}>
              {text.words.decision[decision]}
            </span>
            <span className={css.when}>
              {formatDate(at)}
              {by !== '' && ` · ${by}`}
            </span>
            {note !== '' && <span className={css.note}>{note}</span>}
          </li>
        ))}
      </ol>
    </>
  );
}
