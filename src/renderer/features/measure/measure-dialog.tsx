import type { ReactNode } from 'react';
import { shownName } from '../../../shared/byte-names.ts';
import type { ProjectMeasure } from '../../../shared/contract/measure-calls.ts';
import type { SourceDetail } from '../../../shared/contract/source-schemas.ts';
import { useAnswer } from '../../api/queries.ts';
import { measureTabs, showMeasures, useMeasureStore } from '../../state/measure-store.ts';
import { useReviewStore } from '../../state/review-store.ts';
import { closeDialog, useViewStore } from '../../state/view-store.ts';
import { formatCount, formatCounted } from '../../strings/format.ts';
import { text } from '../../strings/text.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Modal, Tabs } from '../../ui/kit.ts';
import { explain } from '../../strings/explain.ts';
import { ClassCharts } from './class-charts.tsx';
import { OriginalComparison, SetComparison } from './compare-tab.tsx';
import type { SavedTable } from './measure-acts.ts';
import { MeasureBar } from './measure-bar.tsx';
import css from './measure.module.css';
import { PairMap } from './pair-map.tsx';
import { TinyList } from './tiny-list.tsx';

const measuredTables: readonly SavedTable[] = ['charts', 'classes', 'pairs', 'tiny', 'json'];
const comparedTables: readonly SavedTable[] = ['score-charts', 'scores', 'confusion', 'score-json'];

/** What the masks hold, in charts, and how they compare with others. */
export function MeasureDialog() {
  const isOpen = useViewStore(({ dialog }) => dialog === 'measure');
  return (
    <Modal
      opened={isOpen}
      onClose={closeDialog}
      title={text.measure.title}
      size="min(1180px, 96vw)"
      closeButtonProps={{ 'aria-label': text.common.close }}
    >
      <Scoped />
    </Modal>
  );
}

function Scoped() {
  const scope = useMeasureStore((state) => state.scope);
  const id = useReviewStore((state) => state.id);
  if (scope === 'project') return <ProjectView />;
  if (id !== undefined) return <MaskView id={id} />;
  return <Frame summary="" contents={<EmptyState title={text.measure.noMask} hint={text.measure.noMaskHint} />} />;
}

/** What a scope shows in each tab. */
interface Contents {
  readonly classes: ReactNode;
  readonly pairs: ReactNode;
  readonly tiny: ReactNode;
  readonly compare: ReactNode;
}

function ProjectView() {
  const options = useMeasureStore((state) => state.options);
  const { data, error } = useAnswer('measure.project', options, { keepsPrevious: true });
  const { data: state } = useAnswer('measure.comparison', {});
  const compared = state?.comparison === undefined ? [] : comparedTables;
  if (error !== null) return <Failed error={error} />;
  if (data === undefined) return <Frame summary="" contents={<EmptyState title={text.common.loading} />} />;
  if (data.masks === 0) {
    const empty = <EmptyState title={text.measure.empty} hint={text.measure.emptyHint} />;
    const contents = { classes: empty, pairs: empty, tiny: empty, compare: <SetComparison /> };
    return <Frame summary="" comparedTables={compared} contents={contents} />;
  }
  const tiny = data.classes.reduce((sum, { tinyObjects }) => sum + tinyObjects, 0);
  return (
    <Frame
      summary={summaryOf(data)}
      tables={data.measured === 0 ? [] : measuredTables}
      comparedTables={compared}
      contents={{
        classes: <ClassCharts classes={data.classes} pixels={data.pixels} />,
        pairs: <PairMap classes={data.classes} pairs={data.pairs} />,
        tiny: <TinyList tiny={data.tiny} total={tiny} />,
        compare: <SetComparison />,
      }}
    />
  );
}

function summaryOf({ isMeasuring, measured, masks, pixels, failed }: ProjectMeasure): string {
  const words = text.measure;
  if (isMeasuring && measured < masks) return words.measuring(formatCount(measured), formatCount(masks));
  const found = words.measured(formatCounted(measured, 'mask'), formatCount(pixels));
  return failed.length === 0 ? found : `${found}; ${words.failed(formatCount(failed.length))}`;
}

function MaskView({ id }: { readonly id: number }) {
  const options = useMeasureStore((state) => state.options);
  const { data, error } = useAnswer('measure.mask', { ...options, id }, { keepsPrevious: true });
  const { data: mask } = useAnswer('sources.get', { id });
  if (error !== null) return <Failed error={error} />;
  if (data === undefined) return <Frame summary="" contents={<EmptyState title={text.common.loading} />} />;
  const { width, height, classes, contacts } = data;
  const tiny = classes.reduce((sum, { tinyObjects }) => sum + tinyObjects, 0);
  const pairs = contacts.map((contact) => ({ ...contact, masks: 1 }));
  return (
    <Frame
      summary={`${shownName(mask?.path ?? '')}, ${width} × ${height}`}
      mask={mask}
      tables={mask === undefined ? [] : measuredTables}
      comparedTables={mask === undefined ? [] : comparedTables}
      contents={{
        classes: <ClassCharts classes={classes} pixels={width * height} />,
        pairs: <PairMap classes={classes} pairs={pairs} isOneMask />,
        tiny: <TinyList tiny={data.tiny} total={tiny} />,
        compare: <OriginalComparison id={id} />,
      }}
    />
  );
}

function Failed({ error }: { readonly error: unknown }) {
  return <Frame summary="" contents={<EmptyState title={text.common.loadFailed} hint={explain(error)} />} />;
}

interface FrameProps {
  readonly summary: string;
  /** For each tab, or one for all of them. */
  readonly contents: Contents | React.JSX.Element;
  readonly mask?: SourceDetail | undefined;
  readonly tables?: readonly SavedTable[];
  readonly comparedTables?: readonly SavedTable[];
}

function Frame({ summary, contents, mask, tables = [], comparedTables: compared = [] }: FrameProps) {
  const tab = useMeasureStore((state) => state.tab);
  return (
    <div className={css.dialog}>
      <MeasureBar tables={tab === 'compare' ? compared : tables} mask={mask} summary={summary} />
      <Tabs
        value={tab}
        onChange={(value) => {
          const found = measureTabs.find((name) => name === value);
          if (found !== undefined) showMeasures({ tab: found });
        }}
      >
        <Tabs.List>
          {measureTabs.map((name) => (
            <Tabs.Tab key={name} value={name}>
              {text.measure.tabs[name]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {measureTabs.map((name) => (
          <Tabs.Panel key={name} value={name}>
            <div className={css.content} tabIndex={0} role="group" aria-label={text.measure.tabs[name]}>
              {'classes' in contents ? contents[name] : contents}
            </div>
          </Tabs.Panel>
        ))}
      </Tabs>
    </div>
  );
}
