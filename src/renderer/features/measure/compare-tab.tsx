import { shownName } from '../../../shared/byte-names.ts';
import type { ProjectComparison } from '../../../shared/contract/measure-calls.ts';
import { useAnswer } from '../../api/queries.ts';
import { formatCount } from '../../strings/format.ts';
import { text } from '../../strings/text.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Button, Progress } from '../../ui/kit.ts';
import { explain, explainData } from '../../ui/tell.tsx';
import { compareWithFolder, forgetComparison } from './measure-acts.ts';
import css from './measure.module.css';
import { ScoreView } from './score-view.tsx';
import { OpenMask } from './tiny-list.tsx';

/** The project's masks beside those of a folder. */
export function FolderComparison() {
  const { data: state } = useAnswer('measure.comparison', {}, { keepsPrevious: true });
  const words = text.measure;
  if (state?.path === undefined) {
    return (
      <EmptyState title={words.compareEmpty} hint={words.compareHint}>
        <CompareButton label={words.compareWith} />
      </EmptyState>
    );
  }
  return (
    <>
      <div className={css.row}>
        <span className={css.grow}>{words.comparedWith(shownName(state.path))}</span>
        <CompareButton label={words.compareOther} />
        <Button onClick={() => void forgetComparison()}>{state.isRunning ? words.stop : words.forget}</Button>
      </div>
      {state.isRunning && (
        <>
          <p className={css.dim} role="status">
            {words.comparing(formatCount(state.done), formatCount(state.total))}
          </p>
          <Progress value={state.total === 0 ? 0 : (100 * state.done) / state.total} aria-label={words.tabs.compare} />
        </>
      )}
      {state.error !== undefined && <EmptyState title={words.comparisonFailed} hint={explainData(state.error)} />}
      {state.comparison !== undefined && <Outcome comparison={state.comparison} />}
    </>
  );
}

function CompareButton({ label }: { readonly label: string }) {
  return (
    <Button variant="filled" onClick={() => void compareWithFolder()}>
      {label}
    </Button>
  );
}

function Outcome({ comparison }: { readonly comparison: ProjectComparison }) {
  const { scores, classes, differing, failed, onlyHere, onlyThere, notes } = comparison;
  const words = text.measure;
  const figures = [
    {
      name: words.figures.identical,
      value: `${formatCount(scores.identicalMasks)} / ${formatCount(scores.masks)}`,
    },
    { name: words.figures.missing, value: formatCount(onlyHere.length + onlyThere.length) },
  ];
  return (
    <>
      <ScoreView scores={scores} classes={classes} figures={figures} />
      {differing.length > 0 && (
        <section>
          <h3 className={css.heading}>{words.differing}</h3>
          <ul className={css.list}>
            {differing.map(({ file, path, differingPixels, pixels }) => (
              <li key={file}>
                <OpenMask file={file} path={path} />
                <span className={css.dim}>
                  {words.differingCell(formatCount(differingPixels), formatCount(pixels))}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <Names title={words.notCompared} names={failed.map(({ path, message }) => shownName(`${path}: ${message}`))} />
      <Names title={words.onlyHere} names={onlyHere} />
      <Names title={words.onlyThere} names={onlyThere} />
      <Names title={words.notes} names={notes} />
    </>
  );
}

function Names({ title, names }: { readonly title: string; readonly names: readonly string[] }) {
  if (names.length === 0) return null;
  return (
    <details>
      <summary>
        {title}: {formatCount(names.length)}
      </summary>
      <ul className={css.list}>
        {names.map((name) => (
          <li key={name}>{name}</li>
        ))}
      </ul>
    </details>
  );
}

/** A mask beside the file it was made of. */
export function OriginalComparison({ id }: { readonly id: number }) {
  const { data: scores, error } = useAnswer('measure.original', { id }, { keepsPrevious: true });
  const words = text.measure;
  if (error !== null) return <EmptyState title={words.comparisonFailed} hint={explain(error)} />;
  if (scores === undefined) return <EmptyState title={text.common.loading} />;
  return (
    <>
      <p className={css.dim}>{scores.differingPixels === 0 ? words.originalSame : words.original}</p>
      <ScoreView scores={scores} />
    </>
  );
}
