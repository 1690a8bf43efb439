import { shownName } from '../../../shared/byte-names.ts';
import type { ExportReport } from '../../../shared/contract/export-calls.ts';
import { lossInWords, remarkInWords } from '../../../shared/strings/in-words.ts';
import { host } from '../../api/host.ts';
import { useAnswer } from '../../api/queries.ts';
import { watchExport } from '../../state/export-store.ts';
import { isRunning, useJobsStore } from '../../state/jobs-store.ts';
import { formatCount } from '../../strings/format.ts';
import { titleInWords } from '../../strings/in-words.ts';
import { text } from '../../strings/text.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { IconCertified, IconOpenOutside, IconWarning } from '../../ui/icons.ts';
import { Button, Progress } from '../../ui/kit.ts';
import { explain, explainData } from '../../strings/explain.ts';
import { cancelJob, openReport, resumeJob } from '../jobs/job-acts.ts';
import { percentOf, progressInWords, stateInWords } from '../jobs/job-progress.ts';
import css from './export-step.module.css';

/** The export under way, and what became of it. */
export function ExportOutcome({ job: id }: { readonly job: number }) {
  const job = useJobsStore((state) => state.jobs.get(id));
  const isOver = job !== undefined && !isRunning(job);
  const { data: report, error } = useAnswer('export.report', { job: id }, { isWanted: isOver });
  if (job === undefined) return <EmptyState title={text.common.loading} />;
  if (!isOver) {
    return (
      <div className={css.outcome}>
        <h2>{titleInWords(job.title)}</h2>
        <Progress value={percentOf(job) ?? 0} size={6} color="var(--mm-accent)" aria-label={titleInWords(job.title)} />
        <div>{progressInWords(job)}</div>
        <div className={css.acts}>
          <Button onClick={() => void cancelJob(id)}>{text.jobs.cancel}</Button>
        </div>
      </div>
    );
  }
  return (
    <div className={css.outcome} role="status">
      {report === undefined && error === null ? <div>{text.common.loading}</div> : <Verdict report={report} />}
      <div>{job.error === undefined ? stateInWords(job) : explainData(job.error)}</div>
      {error !== null && job.error === undefined && <div>{explain(error)}</div>}
      {report !== undefined && <Facts report={report} />}
      <div className={css.acts}>
        {job.canResume && (
          <Button variant="filled" onClick={() => void resumeJob(id)}>
            {text.jobs.resume}
          </Button>
        )}
        {report?.url !== undefined && (
          <Button
            variant={job.canResume ? 'default' : 'filled'}
            leftSection={<IconOpenOutside size={15} aria-hidden />}
            onClick={() => void openReport(id)}
          >
            {text.jobs.report}
          </Button>
        )}
        {host.showInFolder !== undefined && report !== undefined && (
          <Button onClick={() => host.showInFolder?.(report.folder)}>{text.export.showFolder}</Button>
        )}
        <Button
          onClick={() => {
            watchExport(undefined);
          }}
        >
          {text.export.another}
        </Button>
      </div>
    </div>
  );
}

function Verdict({ report }: { readonly report: ExportReport | undefined }) {
  return report?.isComplete === true ? (
    <div className={css.good}>
      <IconCertified size={20} aria-hidden />{' '}
      {report.checked === report.written
        ? text.export.done(formatCount(report.checked))
        : text.export.doneUnread(formatCount(report.written), formatCount(report.checked))}
    </div>
  ) : (
    <div className={css.bad}>
      <IconWarning size={20} aria-hidden /> {text.export.incomplete}
    </div>
  );
}

function Facts({ report }: { readonly report: ExportReport }) {
  const { folder, written, checked, failed, csv, lost = [], notes = [] } = report;
  return (
    <>
      <dl>
        <dt>{text.export.folder}</dt>
        <dd>{folder}</dd>
        <dt>{text.export.written}</dt>
        <dd>{formatCount(written)}</dd>
        <dt>{text.export.checked}</dt>
        <dd>{formatCount(checked)}</dd>
        {csv !== undefined && (
          <>
            <dt>CSV</dt>
            <dd>{csv}</dd>
          </>
        )}
      </dl>
      {lost.length + notes.length > 0 && (
        <ul className={css.told}>
          {lost.map((loss) => (
            <li key={'what' in loss ? loss.what : loss.kind}>
              <b>{formatCount(loss.count)}</b> {'what' in loss ? loss.what : lossInWords(loss)}
            </li>
          ))}
          {notes.map(remarkInWords).map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
      {failed.length > 0 && (
        <ul>
          {failed.map(({ path, message }) => (
            <li key={path}>{shownName(`${path}: ${message}`)}</li>
          ))}
        </ul>
      )}
    </>
  );
}
