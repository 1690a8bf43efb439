import { call } from '../api/client.ts';
import { takeProject } from './follow-events.ts';

let last: Promise<unknown> = Promise.resolve();

/**
 * Changes the project: one change after the other, in the order in which the person asked for them. When it is done the
 * page knows what can be undone, so that an undo that follows at once is of this change and of no earlier one.
 *
 * @throws MaskmendError as the change said it.
 */
export function changeProject<T>(change: () => Promise<T>): Promise<T> {
  const changed = last.then(async () => {
    const answer = await change();
    takeProject((await call('project.current', {})).project);
    return answer;
  });
  last = changed.catch(() => undefined);
  return changed;
}
