import { useAnswer } from '../../api/queries.ts';
import { useExportStore } from '../../state/export-store.ts';
import { useProject } from '../../state/project-store.ts';
import { text } from '../../strings/text.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { explain } from '../../strings/explain.ts';
import { NothingRepaired } from '../repair/nothing-repaired.tsx';
import { ExportFormats } from './export-formats.tsx';
import { ExportOptionsForm } from './export-options-form.tsx';
import { ExportOutcome } from './export-outcome.tsx';
import css from './export-step.module.css';
import { Preflight } from './preflight.tsx';

/** Step 4: what is written, how, what would go wrong, and what became of it. */
export function ExportStep() {
  const { data: formats, error } = useAnswer('export.formats', {});
  const chosen = useExportStore((state) => state.format);
  const job = useExportStore((state) => state.job);
  const repaired = useProject()?.counts.repaired ?? 0;
  if (error !== null) return <EmptyState title={text.common.loadFailed} hint={explain(error)} />;
  if (formats === undefined) return null;
  if (repaired === 0) return <NothingRepaired title={text.export.empty} hint={text.export.emptyHint} />;
  const format = formats.find(({ id }) => id === chosen) ?? formats[0];
  return (
    <div className={css.step}>
      <section className={css.formats} aria-label={text.export.format}>
        <h2>{text.export.format}</h2>
        <ExportFormats formats={formats} current={format?.id} />
      </section>
      <section className={css.options} aria-label={text.export.options}>
        <h2>{text.export.options}</h2>
        {format !== undefined && <ExportOptionsForm format={format} />}
      </section>
      <section className={css.check} aria-label={text.export.preflight}>
        {job === undefined ? <Preflight format={format} /> : <ExportOutcome job={job} />}
      </section>
    </div>
  );
}
