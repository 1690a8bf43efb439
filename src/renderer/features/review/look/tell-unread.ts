import { call } from '../../../api/client.ts';
import { currentProject } from '../../../state/project-store.ts';
import { text } from '../../../strings/text.ts';
import { tellOnce } from '../../../ui/tell-once.ts';

/**
 * Tells that a part of the picture could not be read. Of a project that was left, which the page may hear of later than
 * that nothing of it can be read any more, that is no failure.
 */
export async function tellUnread(error: unknown): Promise<void> {
  const opening = currentProject()?.opening;
  const now = await call('project.current', {}).catch(() => undefined);
  if (now === undefined || now.project?.opening === opening) tellOnce(text.look.readFailed, error);
}
