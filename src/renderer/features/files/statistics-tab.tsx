import { outlierInWords } from '../../../shared/strings/in-words.ts';
import { useState } from 'react';
import type { PictureStatistics } from '../../../shared/contract/source-calls.ts';
import type { SourceRole } from '../../../shared/model/source-status.ts';
import { useAnswer } from '../../api/queries.ts';
import { showFilesOf } from '../../state/files-store.ts';
import { formatCount } from '../../strings/format.ts';
import { text } from '../../strings/text.ts';
import { BarChart } from '../../ui/bar-chart.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Button } from '../../ui/kit.ts';
import { explain } from '../../strings/explain.ts';
import { RoleSwitch } from './duplicates-tab.tsx';
import { saveListAsCsv } from './file-acts.ts';
import { FileName } from './file-name.tsx';
import { fillQualities } from './quality-bars.ts';
import page from './tab-page.module.css';
import css from './statistics-tab.module.css';
import { Thumbnail } from './thumbnail.tsx';

const SIZES_SHOWN = 12;

/** How the pictures of a role are coded, and which of them stand out. */
export function StatisticsTab() {
  const [role, setRole] = useState<SourceRole>('photo');
  const { data, error } = useAnswer('sources.statistics', { role }, { keepsPrevious: true });
  return (
    <div className={page.tab}>
      <div className={page.bar}>
        <RoleSwitch role={role} onRole={setRole} />
        <Button onClick={() => void saveListAsCsv('statistics', { role })}>{text.files.saveCsv}</Button>
      </div>
      <div className={css.content} tabIndex={0} role="group" aria-label={text.files.tabs.statistics}>
        {error !== null && <EmptyState title={text.common.loadFailed} hint={explain(error)} />}
        {data?.files === 0 && <EmptyState title={role === 'photo' ? text.files.noPhotos : text.files.noMasks} />}
        {data !== undefined && data.files > 0 && <Statistics role={role} data={data} />}
      </div>
    </div>
  );
}

interface StatisticsProps {
  readonly role: SourceRole;
  readonly data: PictureStatistics;
}

function Statistics({ role, data }: StatisticsProps) {
  const { charts } = text.files;
  return (
    <>
      <div className={css.charts}>
        <BarChart
          title={charts.quality}
          hint={charts.qualityHint}
          bars={fillQualities(data.quality)}
          onBar={(value) => {
            showFilesOf({ role, quality: { from: Number(value), to: Number(value) } });
          }}
        />
        <BarChart
          title={charts.size}
          bars={data.size.slice(0, SIZES_SHOWN).map((bar) => ({ ...bar, name: bar.value.replace('x', ' × ') }))}
          isHorizontal
        />
        <BarChart
          title={charts.subsampling}
          bars={data.subsampling}
          isHorizontal
          onBar={(value) => {
            const subsampling = subsamplings.find((known) => known === value);
            if (subsampling !== undefined) showFilesOf({ role, subsampling: [subsampling] });
          }}
        />
        <BarChart
          title={charts.format}
          bars={data.format.map(({ value, files }) => ({ value, files, name: formatNameOf(value) }))}
          isHorizontal
        />
      </div>
      <Outliers data={data} />
    </>
  );
}

const subsamplings = ['grey', '4:4:4', '4:2:2', '4:2:0', '4:4:0', '4:1:1', '4:1:0', 'other'] as const;

function formatNameOf(value: string): string {
  const names: Readonly<Record<string, string>> = text.words.format;
  return names[value] ?? value;
}

function Outliers({ data: { outliers } }: { readonly data: PictureStatistics }) {
  return (
    <section className={css.outliers}>
      <h2>{text.files.outliers(formatCount(outliers.length))}</h2>
      <p className={css.hint}>{outliers.length === 0 ? text.files.noOutliers : text.files.outliersHint}</p>
      <ul>
        {outliers.map(({ file, reasons }) => (
          <li key={file.id}>
            <Thumbnail row={file} className={css.picture} />
            <FileName path={file.path} />
            <span>{reasons.map(outlierInWords).join('; ')}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
