import { useMemo } from 'react';
import type { ExportFormat, ExportRequest } from '../../../shared/contract/export-calls.ts';
import type { PreflightFinding } from '../../../shared/contract/preflight-finding.ts';
import { useAnswer } from '../../api/queries.ts';
import { useExportStore } from '../../state/export-store.ts';
import { isRunning, useJobList } from '../../state/jobs-store.ts';
import { formatCounted } from '../../strings/format.ts';
import { text } from '../../strings/text.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { IconCertified, IconFolder } from '../../ui/icons.ts';
import { Button, useDebouncedValue } from '../../ui/kit.ts';
import { explain } from '../../strings/explain.ts';
import { findingInWords } from '../../strings/in-words.ts';
import { SeveritySign } from '../files/problem-list.tsx';
import { requestOf, startExport } from './export-acts.ts';
import css from './export-step.module.css';
import { Losses } from './losses.tsx';

const SETTLE_MS = 250;

/** What would go wrong or be lost, told before anything is written. */
export function Preflight({ format }: { readonly format: ExportFormat | undefined }) {
  const options = useExportStore();
  const { request: settled, isSettled } = useSettled(requestOf(options, format));
  const isBusy = useJobList().some((job) => isRunning(job) && job.kind === 'export');
  const { data, error, isPlaceholderData } = usePreflight(settled);
  if (settled === undefined) {
    return (
      <EmptyState
        title={text.export.noFolder}
        hint={options.folder.trim() === '' ? text.export.noFolderHint : text.export.folderInFull}
        icon={<IconFolder size={30} stroke={1.4} />}
      />
    );
  }
  if (error !== null) return <EmptyState title={text.common.loadFailed} hint={explain(error)} />;
  if (data === undefined) return <EmptyState title={text.export.checking} />;
  return (
    <>
      <h2>{text.export.preflight}</h2>
      {data.findings.length === 0 && (
        <p className={css.good}>
          <IconCertified size={18} aria-hidden /> {text.export.allWell}
        </p>
      )}
      <ul className={css.findings}>
        {data.findings.map((finding) => (
          <Finding key={`${finding.kind} ${findingInWords(finding)}`} finding={finding} />
        ))}
      </ul>
      {format?.dataset !== undefined && data.canStart && <Losses request={settled} />}
      <Names names={data.names} files={data.files} />
      <div className={css.start}>
        <Button
          size="sm"
          variant="filled"
          // An answer that is only renewed does not take the button away from under a click.
          disabled={!data.canStart || isBusy || isPlaceholderData || !isSettled}
          onClick={() => void startExport(settled)}
        >
          {text.export.start(formatCounted(data.files, 'mask'))}
        </Button>
      </div>
    </>
  );
}

/** The request once the person has stopped changing it; only what was checked can be started. */
function useSettled(request: ExportRequest | undefined): { request: ExportRequest | undefined; isSettled: boolean } {
  // Compared as text: the request is made anew whenever something is drawn.
  const wanted = request === undefined ? '' : JSON.stringify(request);
  const [settled] = useDebouncedValue(wanted, SETTLE_MS);
  const checked = useMemo(() => (settled === '' ? undefined : (JSON.parse(settled) as ExportRequest)), [settled]);
  return { request: checked, isSettled: wanted === settled };
}

function usePreflight(request: ReturnType<typeof requestOf>) {
  return useAnswer('export.preflight', request ?? emptyRequest, {
    isWanted: request !== undefined,
    keepsPrevious: true,
  });
}

/** Never asked: what `useAnswer` needs while there is nothing to ask. */
const emptyRequest: NonNullable<ReturnType<typeof requestOf>> = {
  format: '',
  folder: '-',
  selection: { kind: 'ids', ids: [] },
  undecided: 'none',
  names: 'flat',
  suffix: '',
  indices: [],
  hasConfidenceMaps: false,
  hasPhotos: false,
  hasReport: false,
  isOverwriting: false,
};

function Finding({ finding }: { readonly finding: PreflightFinding }) {
  const { severity, files, examples } = finding;
  return (
    <li className={css.finding} data-severity={severity}>
      <SeveritySign severity={severity} />
      <div>
        {findingInWords(finding)}
        {examples.length > 0 && (
          <div className={css.examples}>
            {formatCounted(files, 'file')}: {examples.join(', ')}
          </div>
        )}
      </div>
    </li>
  );
}

const NAMES_SHOWN = 6;

function Names({ names, files }: { readonly names: readonly string[]; readonly files: number }) {
  if (names.length === 0) return null;
  return (
    <div>
      <h2>{text.export.willBeWritten(formatCounted(files, 'mask'))}</h2>
      <div className={css.names}>
        {names.slice(0, NAMES_SHOWN).map((name) => (
          <div key={name}>{name}</div>
        ))}
        {names.length > NAMES_SHOWN && '…'}
      </div>
    </div>
  );
}
