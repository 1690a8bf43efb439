import { takenInWords } from '../../../shared/strings/in-words.ts';
import { shownName } from '../../../shared/byte-names.ts';
import type { ComparisonState, ProjectComparison } from '../../../shared/contract/measure-calls.ts';
import { useAnswer } from '../../api/queries.ts';
import { useMeasureStore } from '../../state/measure-store.ts';
import { formatCount } from '../../strings/format.ts';
import { text } from '../../strings/text.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Progress } from '../../ui/kit.ts';
import { explain, explainData } from '../../strings/explain.ts';
import { ComparedSidesBar } from './compared-sides.tsx';
import css from './measure.module.css';
import { ScoreView } from './score-view.tsx';
import { OpenMask } from './tiny-list.tsx';

/** The masks of the project, or of a folder, beside those of a reference. */
export function SetComparison() {
  const { data: state } = useAnswer('measure.comparison', {}, { keepsPrevious: true });
  const waiting = useMeasureStore(({ firstCompared }) => firstCompared);
  const words = text.measure;
  if (state === undefined) return <EmptyState title={text.common.loading} />;
  const { first = waiting, path, isRunning, comparison, error } = state;
  return (
    <>
      <ComparedSidesBar first={first} path={path} isRunning={isRunning} />
      {path === undefined && <EmptyState title={words.compareEmpty} hint={words.compareHint} />}
      {isRunning && <Running state={state} />}
      {error !== undefined && <EmptyState title={words.comparisonFailed} hint={explainData(error)} />}
      {comparison !== undefined && <Outcome comparison={comparison} />}
    </>
  );
}

function Running({ state: { isFindingClasses, done, total } }: { readonly state: ComparisonState }) {
  const words = text.measure;
  const tell = isFindingClasses ? words.findingClasses : words.comparing;
  return (
    <div>
      <p className={css.dim} role="status">
        {tell(formatCount(done), formatCount(total))}
      </p>
      <Progress value={total === 0 ? 0 : (100 * done) / total} aria-label={words.tabs.compare} />
    </div>
  );
}

function Outcome({ comparison }: { readonly comparison: ProjectComparison }) {
  const { scores, classes, differing, failed, onlyFirst, onlySecond, takenForOne } = comparison;
  const words = text.measure;
  const figures = [
    {
      name: words.figures.identical,
      value: `${formatCount(scores.identicalMasks)} / ${formatCount(scores.masks)}`,
    },
    { name: words.figures.missing, value: formatCount(onlyFirst.length + onlySecond.length) },
  ];
  const isEmpty = scores.masks === 0;
  return (
    <>
      {isEmpty ? (
        <EmptyState title={words.noneCompared} hint={words.noneComparedHint} />
      ) : (
        <ScoreView scores={scores} classes={classes} figures={figures} />
      )}
      {differing.length > 0 && (
        <section>
          <h3 className={css.heading}>{words.differing}</h3>
          <ul className={css.list}>
            {differing.map(({ file, path, differingPixels, pixels }) => (
              <li key={path}>
                {file === undefined ? <span>{shownName(path)}</span> : <OpenMask file={file} path={path} />}
                <span className={css.dim}>
                  {words.differingCell(formatCount(differingPixels), formatCount(pixels))}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <Names
        title={words.notCompared}
        isOpen={isEmpty}
        names={failed.map(({ path, message }) => shownName(`${path}: ${message}`))}
      />
      <Names title={words.onlyFirst} names={onlyFirst.map(shownName)} />
      <Names title={words.onlySecond} names={onlySecond.map(shownName)} />
      <Names title={words.notes} names={takenForOne.map(takenInWords)} />
    </>
  );
}

interface NamesProps {
  readonly title: string;
  readonly names: readonly string[];
  readonly isOpen?: boolean;
}

function Names({ title, names, isOpen = false }: NamesProps) {
  if (names.length === 0) return null;
  return (
    <details open={isOpen}>
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
