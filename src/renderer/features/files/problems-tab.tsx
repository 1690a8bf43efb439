import { problemInWords } from '../../../shared/strings/in-words.ts';
import { shownName } from '../../../shared/byte-names.ts';
import type { ProblemGroup } from '../../../shared/contract/source-schemas.ts';
import { isFixable } from '../../../shared/model/problem.ts';
import type { SourceRole } from '../../../shared/model/source-status.ts';
import { useAnswer } from '../../api/queries.ts';
import { showFilesOf } from '../../state/files-store.ts';
import { useProjectStore } from '../../state/project-store.ts';
import { formatCounted } from '../../strings/format.ts';
import { text } from '../../strings/text.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { IconCertified } from '../../ui/icons.ts';
import { Button } from '../../ui/kit.ts';
import { explain } from '../../strings/explain.ts';
import { fixProblem, saveListAsCsv } from './file-acts.ts';
import { SeveritySign } from './problem-list.tsx';
import css from './problems-tab.module.css';

/** Every kind of trouble that the checks have found, the gravest first. */
export function ProblemsTab() {
  const { data: groups, error } = useAnswer('sources.problems', {});
  const scanProblems = useProjectStore(({ scan }) => scan?.problems) ?? [];
  if (error !== null) return <EmptyState title={text.common.loadFailed} hint={explain(error)} />;
  if (groups === undefined) return null;
  if (groups.length === 0 && scanProblems.length === 0) {
    return (
      <EmptyState
        title={text.files.noProblems}
        hint={text.files.noProblemsHint}
        icon={<IconCertified size={30} stroke={1.4} />}
      />
    );
  }
  return (
    <div className={css.tab} tabIndex={0} role="group" aria-label={text.files.tabs.problems}>
      <div className={css.bar}>
        <Button onClick={() => void saveListAsCsv('problems', { role: 'mask' })}>{text.files.saveCsv}</Button>
      </div>
      {scanProblems.length > 0 && (
        <section className={css.group} data-severity="error">
          <SeveritySign severity="error" />
          <div className={css.words}>
            <h2>{text.files.scanProblems}</h2>
            <ul>
              {scanProblems.map(({ path, message }) => (
                <li key={path}>
                  <code>{shownName(path)}</code>: {shownName(message)}
                </li>
              ))}
            </ul>
          </div>
        </section>
      )}
      {groups.map((group) => (
        <Problem key={group.kind} group={group} />
      ))}
    </div>
  );
}

function Problem({ group }: { readonly group: ProblemGroup }) {
  const { kind, severity, files, photos, ofPalette } = group;
  const { title, explanation } = text.problems.kinds[kind];
  return (
    <section className={css.group} data-severity={severity} aria-label={title}>
      <SeveritySign severity={severity} />
      <div className={css.words}>
        <h2>{title}</h2>
        <p>{explanation}</p>
        {ofPalette.length > 0 && (
          <ul>
            {ofPalette.map(problemInWords).map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        )}
        {isFixable(kind) && (
          <div className={css.fix}>
            <Button size="compact-xs" onClick={() => void fixProblem(kind)}>
              {text.files.fix}
            </Button>
            <span>{text.problems.fixes[kind]}</span>
          </div>
        )}
      </div>
      <div className={css.shown}>
        <ShowFiles kind={kind} role="mask" count={files - photos} />
        <ShowFiles kind={kind} role="photo" count={photos} />
      </div>
    </section>
  );
}

interface ShowFilesProps {
  readonly kind: ProblemGroup['kind'];
  readonly role: SourceRole;
  readonly count: number;
}

function ShowFiles({ kind, role, count }: ShowFilesProps) {
  if (count === 0) return null;
  return (
    <Button
      onClick={() => {
        showFilesOf({ role, problem: [kind] });
      }}
    >
      {text.files.showFiles(formatCounted(count, role))}
    </Button>
  );
}
