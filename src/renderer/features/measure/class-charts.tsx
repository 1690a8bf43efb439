import type { ProjectMeasure } from '../../../shared/contract/measure-calls.ts';
import { useMeasureStore } from '../../state/measure-store.ts';
import { formatCount, formatShare } from '../../strings/format.ts';
import { text } from '../../strings/text.ts';
import { ValueBars } from '../../ui/value-bars.tsx';
import css from './measure.module.css';
import { useShownClasses } from './measured-classes.ts';

type ClassMeasure = Omit<ProjectMeasure['classes'][number], 'masks'> & { readonly masks?: number };

interface ClassChartsProps {
  readonly classes: readonly ClassMeasure[];
  /** Of all classes. */
  readonly pixels: number;
}

/** What the masks hold of every class, a chart for each measure. */
export function ClassCharts({ classes, pixels }: ClassChartsProps) {
  const shown = useShownClasses();
  const { tinyBelowPx } = useMeasureStore(({ options }) => options);
  const words = text.measure;
  const bars = (valueOf: (entry: ClassMeasure) => number, format = formatCount) =>
    classes.map((entry) => ({ ...shown(entry.slot), value: valueOf(entry), label: format(valueOf(entry)) }));
  return (
    <div className={css.charts}>
      <ValueBars title={words.share} bars={bars((entry) => entry.pixels / pixels, formatShare)} />
      <ValueBars title={words.objects} hint={words.objectsHint} bars={bars(({ objects }) => objects)} />
      <ValueBars title={words.boundary} hint={words.boundaryHint} bars={bars(({ boundaryEdges }) => boundaryEdges)} />
      <ValueBars
        title={words.tinyObjects}
        hint={words.tinyHint(formatCount(tinyBelowPx))}
        bars={bars(({ tinyObjects }) => tinyObjects)}
      />
      {classes.some(({ masks }) => masks !== undefined) && (
        <ValueBars title={words.masksHolding} hint={words.masksHoldingHint} bars={bars(({ masks = 0 }) => masks)} />
      )}
    </div>
  );
}
