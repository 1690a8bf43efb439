import { shownName } from '../../../shared/byte-names.ts';
import { problemInWords } from '../../../shared/strings/in-words.ts';
import type { Problem, ProblemSeverity } from '../../../shared/model/problem.ts';
import { IconError, IconNote, IconWarning } from '../../ui/icons.ts';
import { text } from '../../strings/text.ts';
import css from './file-detail.module.css';

const signs = { error: IconError, warning: IconWarning, note: IconNote } satisfies Record<ProblemSeverity, unknown>;

export function SeveritySign({ severity }: { readonly severity: ProblemSeverity }) {
  const Sign = signs[severity];
  return <Sign size={15} role="img" aria-label={text.words.severity[severity]} />;
}

export function ProblemList({ problems }: { readonly problems: readonly Problem[] }) {
  if (problems.length === 0) return null;
  return (
    <ul className={css.problems}>
      {problems.map((problem) => (
        <li key={`${problem.kind} ${problemInWords(problem)}`} data-severity={problem.severity}>
          <SeveritySign severity={problem.severity} />
          <span>{shownName(problemInWords(problem))}</span>
        </li>
      ))}
    </ul>
  );
}
