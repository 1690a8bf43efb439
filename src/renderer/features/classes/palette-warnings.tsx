import { problemInWords } from '../../../shared/strings/in-words.ts';
import type { PaletteState } from '../../../shared/contract/class-schemas.ts';
import type { ProblemKind } from '../../../shared/model/problem.ts';
import { text } from '../../strings/text.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { IconCertified } from '../../ui/icons.ts';
import { Button } from '../../ui/kit.ts';
import { SeveritySign } from '../files/problem-list.tsx';
import { numberBackgroundFirst, renumberClasses } from './class-acts.ts';
import css from './class-hints.module.css';

type Warnings = PaletteState['warnings'];
type FixableWarning = keyof typeof text.classes.warningFixes;

/** What can be done about all that is told under one heading; no mask is touched. */
const fixes: Readonly<Record<FixableWarning, () => Promise<void>>> = {
  'background-not-first': numberBackgroundFirst,
  'palette-order': renumberClasses,
};

/** What is likely to go wrong with these classes in other programs, why, and what can be done. */
export function PaletteWarnings({ warnings }: { readonly warnings: Warnings }) {
  if (warnings.length === 0) {
    return <EmptyState title={text.classes.noWarnings} icon={<IconCertified size={26} stroke={1.4} />} />;
  }
  return [...Map.groupBy(warnings, ({ kind }) => kind)].map(([kind, found]) => (
    <WarningGroup key={kind} kind={kind} found={found} />
  ));
}

function WarningGroup({ kind, found }: { readonly kind: ProblemKind; readonly found: Warnings }) {
  const { title, explanation } = text.problems.kinds[kind];
  return (
    <section className={css.warning} aria-label={title}>
      <h3 data-severity={found[0]?.severity}>
        {found[0] !== undefined && <SeveritySign severity={found[0].severity} />} {title}
      </h3>
      <p className={css.intro}>{explanation}</p>
      <ul>
        {found.map(problemInWords).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      {isFixable(kind) && (
        <Button size="compact-xs" onClick={() => void fixes[kind]()}>
          {text.classes.warningFixes[kind]}
        </Button>
      )}
    </section>
  );
}

function isFixable(kind: ProblemKind): kind is FixableWarning {
  return kind in fixes;
}
