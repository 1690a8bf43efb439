import type { Verdict } from '../../shared/model/verdict.ts';
import { text } from '../strings/text.ts';
import { StateDot } from './state-dot.tsx';
import css from './verdict-words.module.css';

/** What happened to a file; the engine's own words only where they say more than the kind's. */
export function VerdictWords({ verdict }: { readonly verdict: Verdict }) {
  const kind = text.words.verdict[verdict.kind];
  return (
    <div className={css.verdict}>
      <StateDot state={verdict.kind} label={kind} />
      {verdict.text.toLowerCase() !== kind.toLowerCase() && <p>{verdict.text}</p>}
    </div>
  );
}
