import { shownName } from '../../../shared/byte-names.ts';
import type { RecentProject } from '../../../shared/contract/project-calls.ts';
import { call } from '../../api/client.ts';
import { queryClient, question, useAnswer } from '../../api/queries.ts';
import { formatDate } from '../../strings/format.ts';
import { text } from '../../strings/text.ts';
import { ActionIcon, UnstyledButton } from '../../ui/kit.ts';
import { IconClose } from '../../ui/icons.ts';
import { attempt } from '../../ui/tell.tsx';
import { openProject } from './project-acts.ts';
import css from './recent-projects.module.css';

export function RecentProjects() {
  const { data: recent = [], isLoading } = useAnswer('project.recent', {});
  return (
    <section className={css.recent}>
      <h2>{text.start.recent}</h2>
      {recent.length === 0 && !isLoading && <p className={css.empty}>{text.start.recentEmpty}</p>}
      <ul>
        {recent.map((project) => (
          <Recent key={project.path} project={project} />
        ))}
      </ul>
    </section>
  );
}

function Recent({ project: { path, name, openedAt, isMissing } }: { readonly project: RecentProject }) {
  return (
    <li className={css.item} data-missing={isMissing}>
      <UnstyledButton className={css.open} onClick={() => void openProject(path)} disabled={isMissing}>
        <span className={css.name}>{shownName(name)}</span>
        <span className={css.when}>{isMissing ? text.start.missing : formatDate(openedAt)}</span>
        <span className={css.path}>{shownName(path)}</span>
      </UnstyledButton>
      <ActionIcon aria-label={text.start.forget(shownName(name))} onClick={() => void forget(path)}>
        <IconClose size={14} />
      </ActionIcon>
    </li>
  );
}

async function forget(path: string): Promise<void> {
  const recent = await attempt(text.common.actionFailed, () => call('project.forgetRecent', { path }));
  if (recent !== undefined) queryClient.setQueryData(question('project.recent', {}).queryKey, recent);
}
