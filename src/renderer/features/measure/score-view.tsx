import { useState } from 'react';
import type { ComparedClass, ComparedScores } from '../../../shared/contract/measure-calls.ts';
import { bandNames } from '../../../shared/measure/bands.ts';
import { formatCompact, formatCount } from '../../strings/format.ts';
import { text } from '../../strings/text.ts';
import { type HeatCell, HeatMap } from '../../ui/heat-map.tsx';
import { SegmentedControl } from '../../ui/kit.ts';
import { ValueBars } from '../../ui/value-bars.tsx';
import css from './measure.module.css';
import { type ShownClass, useShownClasses } from './measured-classes.ts';

interface ScoreViewProps {
  readonly scores: ComparedScores;
  /** Classes that the project does not have. */
  readonly classes?: readonly ComparedClass[];
  /** Further figures. */
  readonly figures?: readonly Figure[];
}

export interface Figure {
  readonly name: string;
  readonly value: string;
}

/** How well the classes of two masks, or of two sets of masks, agree. */
export function ScoreView({ scores, classes = [], figures = [] }: ScoreViewProps) {
  const [band, setBand] = useState<(typeof bandNames)[number]>('2');
  const shown = useShownClasses(classes);
  const words = text.measure;
  const bars = (valueOf: (entry: ComparedScores['classes'][number]) => number | undefined) =>
    scores.classes.map((entry) => {
      const value = valueOf(entry);
      return { ...shown(entry.slot), value: value ?? 0, label: formatScore(value) };
    });
  return (
    <>
      <dl className={css.figures}>
        {[...ownFigures(scores), ...figures].map(({ name, value }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <div className={css.charts}>
        <ValueBars title={words.iou} hint={words.iouHint} most={1} bars={bars(({ iou }) => iou)} />
        <div>
          <ValueBars
            title={words.boundaryIou}
            hint={words.boundaryIouHint}
            most={1}
            bars={bars(({ boundaryIou }) => boundaryIou[band])}
          />
          <SegmentedControl
            mt={6}
            aria-label={words.band}
            value={band}
            data={bandNames.map((value) => ({ value, label: words.bandNames[value] }))}
            onChange={setBand}
          />
        </div>
      </div>
      {scores.differingPixels > 0 && <Confusion scores={scores} shown={shown} />}
    </>
  );
}

function ownFigures({ pixelAccuracy, meanIou, meanBoundaryIou, differingPixels }: ComparedScores): readonly Figure[] {
  const { figures } = text.measure;
  return [
    { name: figures.iou, value: formatScore(meanIou) },
    { name: `${figures.boundary}, ${figures.boundaryHint}`, value: formatScore(meanBoundaryIou['2']) },
    { name: figures.accuracy, value: formatScore(pixelAccuracy) },
    { name: figures.differing, value: formatCount(differingPixels) },
  ];
}

/** Rounded down: only what is equal reads 1. */
function formatScore(score: number | undefined): string {
  if (score === undefined) return '–';
  return score === 1 ? '1' : (Math.floor(score * 1e5) / 1e5).toFixed(5);
}

const MAX_SHOWN = 40;

function Confusion({ scores, shown }: { scores: ComparedScores; shown: (slot: number) => ShownClass }) {
  const wrong = scores.confusion.filter(({ a, b }) => a !== b).sort((one, other) => other.count - one.count);
  // Classes that nothing is confused with would only fill the map.
  const slots = [...new Set(wrong.flatMap(({ a, b }) => [a, b]))].slice(0, MAX_SHOWN).sort((one, two) => one - two);
  const counts = new Map(wrong.map(({ a, b, count }) => [`${a} ${b}`, count]));
  const mostOfRow = Map.groupBy(wrong, ({ a }) => a);
  const cellAt = (row: ShownClass, column: ShownClass): HeatCell | undefined => {
    const count = counts.get(`${row.key} ${column.key}`);
    if (count === undefined) return undefined;
    const most = mostOfRow.get(row.key)?.[0]?.count ?? count;
    return {
      depth: count / most,
      label: formatCompact(count),
      title: text.measure.confusionCell(row.name, column.name, formatCount(count)),
    };
  };
  return (
    <HeatMap
      title={text.measure.confusion}
      hint={text.measure.confusionHint}
      lines={slots.map(shown)}
      cellAt={cellAt}
    />
  );
}
