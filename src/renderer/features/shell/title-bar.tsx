import { shownName } from '../../../shared/byte-names.ts';
import { commandOf, runCommand } from '../../commands/command-table.ts';
import { useProject } from '../../state/project-store.ts';
import { useSaveStore } from '../../state/save-store.ts';
import { text } from '../../strings/text.ts';
import { CommandIcon } from '../../commands/command-icon.tsx';
import { UnstyledButton } from '../../ui/kit.ts';
import { IconRedo, IconSearch, IconSettings, IconUndo } from '../../ui/icons.ts';
import { Keys } from '../../ui/keys.tsx';
import { JobsButton } from '../jobs/jobs-button.tsx';
import { MainMenu } from './main-menu.tsx';
import { StepTrack } from './step-track.tsx';
import css from './title-bar.module.css';

export function TitleBar() {
  const project = useProject();
  return (
    <section className={css.bar} aria-label={text.shell.titleBar}>
      <div className={css.start}>
        <MainMenu />
        <h1 className={css.name} title={project && shownName(project.path)}>
          {project && shownName(project.name)}
        </h1>
      </div>
      <StepTrack />
      <div className={css.end}>
        <HistoryIcons />
        <SearchButton />
        <JobsButton />
        <CommandIcon id="view.settings" icon={<IconSettings size={17} />} />
      </div>
    </section>
  );
}

/** What can be undone depends on what waits for room on the disk, too. */
function HistoryIcons() {
  useSaveStore();
  return (
    <>
      <CommandIcon id="edit.undo" icon={<IconUndo size={17} />} />
      <CommandIcon id="edit.redo" icon={<IconRedo size={17} />} />
    </>
  );
}

function SearchButton() {
  const { keys } = commandOf('view.palette');
  return (
    <UnstyledButton
      className={css.search}
      aria-label={text.shell.palette}
      onClick={() => {
        runCommand('view.palette');
      }}
    >
      <IconSearch size={14} aria-hidden />
      <span>{text.shell.palette}</span>
      {keys !== undefined && <Keys keys={keys} />}
    </UnstyledButton>
  );
}
