import type { VerdictKind } from '../../shared/model/verdict.ts';
import css from './state-dot.module.css';

interface StateDotProps {
  readonly state: VerdictKind;
  readonly label: string;
}

/** A verdict: its shape and colour say how grave it is, the word what it is. */
export function StateDot({ state, label }: StateDotProps) {
  return (
    <span className={css.state}>
      <span className={css.dot} data-state={state} aria-hidden />
      <span className={css.label}>{label}</span>
    </span>
  );
}
