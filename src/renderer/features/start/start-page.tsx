import type { ReactNode } from 'react';
import { runCommand } from '../../commands/command-table.ts';
import { useProjectStore } from '../../state/project-store.ts';
import { text } from '../../strings/text.ts';
import { ActionIcon, UnstyledButton } from '../../ui/kit.ts';
import { IconFolderOpen, IconFolderPlus, IconPhoto, IconSettings, IconWarning } from '../../ui/icons.ts';
import { DropZone } from './drop-zone.tsx';
import { RecentProjects } from './recent-projects.tsx';
import css from './start-page.module.css';
import { StartPicture } from './start-picture.tsx';

/** What is shown while no project is open. */
export function StartPage() {
  const isLost = useProjectStore(({ connection }) => connection === 'lost');
  return (
    <DropZone hint={text.start.dropHere}>
      <Page isLost={isLost} />
    </DropZone>
  );
}

function Page({ isLost }: { readonly isLost: boolean }) {
  return (
    <main className={css.page}>
      {isLost && (
        <div className={css.lost} role="alert">
          <IconWarning size={15} aria-hidden /> {text.shell.connectionLost}
        </div>
      )}
      <div className={css.corner}>
        <ActionIcon
          aria-label={text.commands.settings}
          onClick={() => {
            runCommand('view.settings');
          }}
        >
          <IconSettings size={18} />
        </ActionIcon>
      </div>
      <div className={css.columns}>
        <section className={css.left}>
          <StartPicture />
          <h1 className={css.title}>{text.shell.appName}</h1>
          <p className={css.claim}>{text.start.claim}</p>
          <div className={css.acts}>
            <StartAct
              id="project.openSample"
              icon={<IconPhoto size={20} />}
              title={text.start.sample}
              hint={text.start.sampleHint}
            />
            <StartAct
              id="project.new"
              icon={<IconFolderPlus size={20} />}
              title={text.start.folder}
              hint={text.start.folderHint}
            />
            <StartAct
              id="project.open"
              icon={<IconFolderOpen size={20} />}
              title={text.start.open}
              hint={text.start.openHint}
            />
          </div>
        </section>
        <RecentProjects />
      </div>
    </main>
  );
}

interface StartActProps {
  readonly id: string;
  readonly icon: ReactNode;
  readonly title: string;
  readonly hint: string;
}

function StartAct({ id, icon, title, hint }: StartActProps) {
  return (
    <UnstyledButton
      className={css.act}
      onClick={() => {
        runCommand(id);
      }}
    >
      <span className={css.actIcon} aria-hidden>
        {icon}
      </span>
      <span>
        <span className={css.actTitle}>{title}</span>
        <span className={css.actHint}>{hint}</span>
      </span>
    </UnstyledButton>
  );
}
