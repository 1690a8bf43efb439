import { filesTabs, type FilesTab, showFilesTab, useFilesStore } from '../../state/files-store.ts';
import { useProject } from '../../state/project-store.ts';
import { formatCompact } from '../../strings/format.ts';
import { text } from '../../strings/text.ts';
import { Tabs } from '../../ui/kit.ts';
import { DropZone } from '../start/drop-zone.tsx';
import { DuplicatesTab } from './duplicates-tab.tsx';
import { FilesList } from './files-list.tsx';
import css from './files-step.module.css';
import { FilesToolbar } from './files-toolbar.tsx';
import { PairsTab } from './pairs-tab.tsx';
import { ProblemsTab } from './problems-tab.tsx';
import { StatisticsTab } from './statistics-tab.tsx';

/** Step 1: what there is, what is wrong with it, what belongs together. */
export function FilesStep() {
  const tab = useFilesStore((state) => state.tab);
  const counts = useProject()?.counts;
  const shown: Readonly<Partial<Record<FilesTab, number | undefined>>> = {
    masks: counts?.masks,
    photos: counts?.photos,
    problems: counts?.problems,
  };
  return (
    <DropZone hint={text.files.dropHere}>
      <Tabs
        className={css.step}
        value={tab}
        onChange={(value) => {
          const next = filesTabs.find((name) => name === value);
          if (next !== undefined) showFilesTab(next);
        }}
      >
        <div className={css.bar}>
          <Tabs.List className={css.tabs} aria-label={text.shell.steps.files}>
            {filesTabs.map((name) => (
              <Tabs.Tab key={name} value={name}>
                {text.files.tabs[name]}
                <span className={css.count}>{formatShown(shown[name])}</span>
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <FilesToolbar />
        </div>
        <div className={css.content}>
          {filesTabs.map((name) => (
            <Tabs.Panel key={name} value={name} className={css.panel} tabIndex={-1}>
              <TabContent tab={name} />
            </Tabs.Panel>
          ))}
        </div>
      </Tabs>
    </DropZone>
  );
}

function formatShown(count: number | undefined): string {
  return count === undefined || count === 0 ? '' : formatCompact(count);
}

function TabContent({ tab }: { readonly tab: FilesTab }) {
  switch (tab) {
    case 'masks':
    case 'photos':
      return <FilesList />;
    case 'pairs':
      return <PairsTab />;
    case 'problems':
      return <ProblemsTab />;
    case 'duplicates':
      return <DuplicatesTab />;
    case 'statistics':
      return <StatisticsTab />;
  }
}
