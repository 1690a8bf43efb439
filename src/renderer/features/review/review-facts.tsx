import type { SourceDetail } from '../../../shared/contract/source-schemas.ts';
import { useAnswer } from '../../api/queries.ts';
import { formatCount, formatShare } from '../../strings/format.ts';
import { text } from '../../strings/text.ts';
import { Swatch } from '../../ui/swatch.tsx';
import { VerdictWords } from '../../ui/verdict-words.tsx';
import { usePatternOf } from '../classes/use-pattern.ts';
import { FileFactsList } from '../files/file-facts-list.tsx';
import css from './review-facts.module.css';

/** What the repair made of a mask. */
export function ReviewFacts({ mask }: { readonly mask: SourceDetail }) {
  return (
    <section className={css.facts} aria-label={text.files.detailOf(mask.path)}>
      <h2>{mask.path.slice(mask.path.lastIndexOf('/') + 1)}</h2>
      {mask.verdictInWords !== undefined && <VerdictWords verdict={mask.verdictInWords} />}
      <ClassesHere mask={mask} />
      <FileFactsList file={mask} />
    </section>
  );
}

function ClassesHere({ mask: { result } }: { readonly mask: SourceDetail }) {
  const { data: palette } = useAnswer('classes.get', {});
  const patternOf = usePatternOf();
  if (result === undefined || palette === undefined) return null;
  const bySlot = new Map(palette.classes.map((entry) => [entry.slot, entry]));
  const all = result.classes.reduce((sum, { pixels }) => sum + pixels, 0);
  const shown = [...result.classes].sort((a, b) => b.pixels - a.pixels);
  return (
    <>
      <h3>{text.review.classesHere}</h3>
      <ul className={css.classes}>
        {shown.map(({ slot, pixels }) => {
          const entry = bySlot.get(slot);
          return (
            entry !== undefined && (
              <li key={slot} title={text.review.pixels(formatCount(pixels))}>
                <Swatch rgb={entry.rgb} pattern={patternOf(slot)} />
                <span className={css.name}>{entry.name}</span>
                <span>{formatShare(pixels / all)}</span>
              </li>
            )
          );
        })}
      </ul>
    </>
  );
}
