import { call } from '../api/client.ts';
import { takeProject } from './follow-events.ts';

/** Takes a change back that has not been made yet; false where it is made all the same. */
type TakeBack = () => Promise<boolean>;

let last: Promise<unknown> = Promise.resolve();
/** Changes that wait for their turn, or are being made, in their order. */
const waiting: { readonly takeBack: TakeBack | undefined }[] = [];

/**
 * Changes the project: one change after the other, in the order in which the person asked for them. When it is done the
 * page knows what can be undone, so that an undo that follows at once is of this change and of no earlier one.
 *
 * @throws MaskmendError as the change said it.
 */
export function changeProject<T>(change: () => Promise<T>, takeBack?: TakeBack): Promise<T> {
  const entry = { takeBack };
  waiting.push(entry);
  const changed = last.then(async () => {
    const answer = await change();
    takeProject((await call('project.current', {})).project);
    return answer;
  });
  const end = (): void => {
    leave(entry);
  };
  last = changed.then(end, end);
  return changed;
}

function leave(entry: (typeof waiting)[number]): void {
  const place = waiting.indexOf(entry);
  if (place >= 0) waiting.splice(place, 1);
}

/** Whether the change that was asked for last has not been made yet, and may be taken back. */
export function canTakeBackLast(): boolean {
  return waiting.at(-1)?.takeBack !== undefined;
}

/** Takes it back; false where there is none, or it is made all the same. */
export async function takeBackLast(): Promise<boolean> {
  const entry = waiting.at(-1);
  if (entry?.takeBack === undefined || !(await entry.takeBack())) return false;
  leave(entry);
  return true;
}
