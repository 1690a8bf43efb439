import { useState } from 'react';
import type { DuplicateGroup } from '../../../shared/contract/source-calls.ts';
import type { SourceRole } from '../../../shared/model/source-status.ts';
import { useAnswer } from '../../api/queries.ts';
import { formatBytes, formatCount, formatCounted } from '../../strings/format.ts';
import { text } from '../../strings/text.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Button, SegmentedControl } from '../../ui/kit.ts';
import { explain } from '../../strings/explain.ts';
import page from './tab-page.module.css';
import css from './duplicates-tab.module.css';
import { removeFiles, saveListAsCsv } from './file-acts.ts';
import { FileName } from './file-name.tsx';
import { Thumbnail } from './thumbnail.tsx';

const PAGE = 50;

/** Files that are there more than once: the same bytes, or the same pixels coded differently. */
export function DuplicatesTab() {
  const [role, setRole] = useState<SourceRole>('mask');
  const [shown, setShown] = useState(PAGE);
  const { data, error } = useAnswer('sources.duplicates', { role, offset: 0, limit: shown }, { keepsPrevious: true });
  return (
    <div className={page.tab}>
      <div className={page.bar}>
        <RoleSwitch role={role} onRole={setRole} />
        <Button onClick={() => void saveListAsCsv('duplicates', { role })}>{text.files.saveCsv}</Button>
      </div>
      <div className={css.list} tabIndex={0} role="group" aria-label={text.files.tabs.duplicates}>
        {error !== null && <EmptyState title={text.common.loadFailed} hint={explain(error)} />}
        {data?.total === 0 && <EmptyState title={text.files.noDuplicates} hint={text.files.noDuplicatesHint} />}
        {data?.groups.map((group) => (
          <Duplicates key={group.files[0]?.id} group={group} />
        ))}
        {data !== undefined && data.total > data.groups.length && (
          <Button
            m="sm"
            onClick={() => {
              setShown(Math.min(1000, shown + PAGE));
            }}
          >
            {text.files.more(formatCount(data.total - data.groups.length))}
          </Button>
        )}
      </div>
    </div>
  );
}

interface RoleSwitchProps {
  readonly role: SourceRole;
  readonly onRole: (role: SourceRole) => void;
}

export function RoleSwitch({ role, onRole }: RoleSwitchProps) {
  return (
    <SegmentedControl
      aria-label={text.files.role}
      value={role}
      onChange={onRole}
      data={[
        { value: 'mask' as const, label: text.files.tabs.masks },
        { value: 'photo' as const, label: text.files.tabs.photos },
      ]}
    />
  );
}

function Duplicates({ group: { kind, files } }: { readonly group: DuplicateGroup }) {
  const extra = files.slice(1).map(({ id }) => id);
  return (
    <section className={css.group}>
      <header className={css.head}>
        <h2>{text.files.duplicateKinds[kind]}</h2>
        <Button size="compact-xs" onClick={() => void removeFiles({ kind: 'ids', ids: extra })}>
          {text.files.removeExtra(formatCounted(extra.length, 'copy', 'copies'))}
        </Button>
      </header>
      <ul>
        {files.map((file, place) => (
          <li key={file.id}>
            <Thumbnail row={file} className={css.picture} />
            <FileName path={file.path} />
            <span className={css.bytes}>{file.bytes === undefined ? '' : formatBytes(file.bytes)}</span>
            <span className={css.kept}>{place === 0 ? text.files.kept : ''}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
