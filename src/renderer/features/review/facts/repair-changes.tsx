import { useAnswer } from '../../../api/queries.ts';
import { formatCount } from '../../../strings/format.ts';
import { text } from '../../../strings/text.ts';
import { Swatch } from '../../../ui/swatch.tsx';
import css from './review-facts.module.css';

const SHOWN = 12;

/** Which classes the repair made of pixels that looked most like another. */
export function RepairChanges({ id }: { readonly id: number }) {
  const { data } = useAnswer('review.changes', { id });
  const { data: palette } = useAnswer('classes.get', {});
  if (data === undefined || palette === undefined) return null;
  const classes = new Map(palette.classes.map((entry) => [entry.slot, entry]));
  return (
    <>
      <h3 title={text.review.changesHint}>{text.review.changesTitle(formatCount(data.pixels))}</h3>
      <ul className={css.changes}>
        {data.pairs.slice(0, SHOWN).map(({ from, to, pixels }) => {
          const [before, after] = [classes.get(from), classes.get(to)];
          return (
            before !== undefined &&
            after !== undefined && (
              <li key={`${from} ${to}`}>
                <Swatch rgb={before.rgb} />
                <Swatch rgb={after.rgb} />
                <span className={css.name}>{text.review.becomes(before.name, after.name)}</span>
                <span>{text.review.pixels(formatCount(pixels))}</span>
              </li>
            )
          );
        })}
      </ul>
    </>
  );
}
