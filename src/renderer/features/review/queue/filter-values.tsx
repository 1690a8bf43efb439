import type { ReviewCounts } from '../../../../shared/contract/review-schemas.ts';
import type { SourceFilter } from '../../../../shared/contract/source-schemas.ts';
import { useAnswer } from '../../../api/queries.ts';
import { changeQueueFilter, queuedStatus, useReviewStore } from '../../../state/review-store.ts';
import { formatCount } from '../../../strings/format.ts';
import { RangeField } from '../../../ui/range-field.tsx';
import { text } from '../../../strings/text.ts';
import css from './queue-filter.module.css';
import { useStatusWords } from '../../files/use-status-words.ts';
import { SavedFilters } from './saved-filters.tsx';

type Listed = 'verdict' | 'status' | 'decision' | 'classes';
type Flag = 'needsLook' | 'isCertified' | 'isEdited' | 'hasNote';
const flags = ['needsLook', 'isCertified', 'isEdited', 'hasNote'] as const satisfies readonly Flag[];
const countOf: Readonly<Record<Flag, 'needsLook' | 'certified' | 'edited' | 'noted'>> = {
  needsLook: 'needsLook',
  isCertified: 'certified',
  isEdited: 'edited',
  hasNote: 'noted',
};

/** Every condition of the queue's filter, with how many masks it would leave. */
export function FilterValues() {
  const filter = useReviewStore((state) => state.filter);
  const { data: counts } = useAnswer('review.counts', { filter }, { keepsPrevious: true });
  const { data: palette } = useAnswer('classes.get', {});
  const className = new Map(palette?.classes.map(({ slot, name }) => [String(slot), name]));
  const { words } = text;
  const statusWords = useStatusWords();
  if (counts === undefined) return <p className={css.hint}>{text.common.loading}</p>;
  return (
    <div className={css.values}>
      <SavedFilters />
      <Flags counts={counts} filter={filter} />
      <Uncertain range={filter.uncertain} />
      <Values name="decision" values={counts.decision} nameOf={(value) => wordOf(words.decision, value)} />
      <Values name="verdict" values={counts.verdict} nameOf={(value) => wordOf(words.verdictShort, value)} />
      <Values
        name="classes"
        values={counts.classes}
        nameOf={(value) => className.get(value) ?? text.classes.removed(value)}
      />
      <Values name="status" values={counts.status} nameOf={(value) => wordOf(statusWords, value)} />
    </div>
  );
}

function Flags({ counts, filter }: { readonly counts: ReviewCounts; readonly filter: SourceFilter }) {
  return (
    <fieldset className={css.facet}>
      <legend>{text.review.facets.flags}</legend>
      {flags.map((flag) => (
        <label key={flag}>
          <input
            type="checkbox"
            checked={filter[flag] === true}
            onChange={() => {
              changeQueueFilter({ [flag]: filter[flag] === true ? undefined : true });
            }}
          />
          <span className={css.valueName}>{text.review.flags[flag]}</span>
          <span className={css.count}>{formatCount(counts[countOf[flag]])}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** Masks by how many of their pixels are uncertain. */
function Uncertain({ range }: { readonly range: SourceFilter['uncertain'] }) {
  const label = text.review.facets.uncertain;
  return (
    <fieldset className={css.facet}>
      <legend>{label}</legend>
      <RangeField
        label={label}
        range={range}
        onChange={(uncertain) => {
          changeQueueFilter({ uncertain });
        }}
      />
    </fieldset>
  );
}

interface ValuesProps {
  readonly name: Listed;
  readonly values: ReviewCounts[Listed];
  readonly nameOf: (value: string) => string;
}

function Values({ name, values, nameOf }: ValuesProps) {
  const filter = useReviewStore((state) => state.filter);
  const isWhole = name === 'status' && filter.status?.length === queuedStatus.length;
  const chosen: readonly (string | number)[] = isWhole ? [] : (filter[name] ?? []);
  const offered = name === 'status' ? values.filter(({ value }) => isIn(queuedStatus, value)) : values;
  const shown = offered.filter(({ value, files }) => files > 0 || isIn(chosen, value));
  if (shown.length < 2 && chosen.length === 0) return null;
  const toggle = (value: string): void => {
    const rest = chosen.filter((other) => String(other) !== value);
    const now = isIn(chosen, value) ? rest : [...rest, name === 'classes' ? Number(value) : value];
    changeQueueFilter({ [name]: now });
  };
  return (
    <fieldset className={css.facet}>
      <legend>{text.review.facets[name]}</legend>
      {shown.map(({ value, files }) => (
        <label key={value}>
          <input
            type="checkbox"
            checked={isIn(chosen, value)}
            onChange={() => {
              toggle(value);
            }}
          />
          <span className={css.valueName}>{nameOf(value)}</span>
          <span className={css.count}>{formatCount(files)}</span>
        </label>
      ))}
    </fieldset>
  );
}

const isIn = (values: readonly (string | number)[], value: string): boolean =>
  values.some((other) => String(other) === value);

function wordOf(words: Readonly<Record<string, string>>, value: string): string {
  return words[value] ?? value;
}
