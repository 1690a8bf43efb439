import type { ExportRequest } from '../../../shared/contract/export-calls.ts';
import { lossInWords } from '../../../shared/strings/in-words.ts';
import { useAnswer } from '../../api/queries.ts';
import { formatCount } from '../../strings/format.ts';
import { text } from '../../strings/text.ts';
import css from './export-step.module.css';

/** What the format cannot hold of these masks, counted on the masks themselves. */
export function Losses({ request }: { readonly request: ExportRequest }) {
  const { data, error, isFetching } = useAnswer('export.losses', request, { keepsPrevious: true });
  if (error !== null) return null;
  if (data === undefined) return <p className={css.counting}>{text.export.counting}</p>;
  if (data.losses.length === 0) return null;
  const { masks, total } = data;
  return (
    <section className={css.losses} aria-busy={isFetching}>
      <h2>{masks < total ? text.export.lostInSome(formatCount(masks), formatCount(total)) : text.export.lost}</h2>
      <ul>
        {data.losses.map((loss) => (
          <li key={loss.kind}>
            <b>{formatCount(loss.count)}</b> {lossInWords(loss)}
          </li>
        ))}
      </ul>
    </section>
  );
}
