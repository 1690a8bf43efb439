import { verdictInWords } from '../../shared/strings/in-words.ts';
import type { Verdict } from '../../shared/model/verdict.ts';
import { text } from '../strings/text.ts';
import { StateDot } from './state-dot.tsx';
import css from './verdict-words.module.css';

/** What happened to a file; the engine's own words only where they say more than the kind's. */
export function VerdictWords({ verdict }: { readonly verdict: Verdict }) {
  const kind = text.words.verdict[verdict.kind];
  const said = verdictInWords(verdict);
  return (
    <div className={css.verdict}>
      <StateDot state={verdict.kind} label={kind} />
      {said.toLowerCase() !== kind.toLowerCase() && <p>{said}</p>}
    </div>
  );
}
