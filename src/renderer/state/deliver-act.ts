import type { EditedObjects } from '../../shared/contract/object-schemas.ts';
import type { Edited } from '../../shared/contract/review-schemas.ts';
import { MaskmendError } from '../../shared/errors.ts';
import { call, UnansweredError } from '../api/client.ts';
import { takeProject } from './follow-events.ts';
import { dropAct, type KeptAct, rebaseAct } from './kept-acts.ts';
import { currentProject } from './project-store.ts';
import { setWaiting } from './save-store.ts';

/** Between two questions whether the services answer again. */
const ASK_AGAIN_MS = 500;

/** Another project, or none, is open: the act waits in the browser until its own is open again. */
export class ActIsKeptError extends Error {}

/** The labels that acts of this page have made, by project and mask. */
const made = new Map<string, number>();

/**
 * Hands an act to the services, and waits where they do not answer until they do: it then goes to them once more, and
 * they know it by its key. `shownRevision` is of the labels that the page knows.
 *
 * @throws ActIsKeptError where its project is no longer open; MaskmendError as the services refuse it.
 */
export async function deliverAct(kept: KeptAct, shownRevision: number): Promise<Edited & Partial<EditedObjects>> {
  const mask = `${kept.mask} ${kept.project}`;
  const labelsRevision = Math.max(shownRevision, made.get(mask) ?? 0);
  rebaseAct(kept, labelsRevision);
  for (;;) {
    if (currentProject()?.path !== kept.project) throw new ActIsKeptError();
    try {
      const edited = await sendAct(kept, labelsRevision);
      dropAct(kept);
      made.set(mask, edited.labelsRevision);
      return edited;
    } catch (error) {
      if (!isPassing(error)) {
        dropAct(kept);
        throw error;
      }
    }
    await untilAnswering();
  }
}

function sendAct({ call: name, mask: id, act, key }: KeptAct, labelsRevision: number): Promise<Edited> {
  // Which acts belong to which call was said where it was kept.
  const input = { id, labelsRevision, act: act as never, key };
  return call(name, input);
}

/** What says nothing of the act itself: the services are away, or going, or begin without a project. */
function isPassing(error: unknown): boolean {
  if (error instanceof UnansweredError) return true;
  return error instanceof MaskmendError && (error.code === 'no-project' || error.code === 'cancelled');
}

async function untilAnswering(): Promise<void> {
  setWaiting(true);
  try {
    for (;;) {
      await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS));
      const answer = await call('project.current', {}).catch(() => undefined);
      if (answer === undefined) continue;
      takeProject(answer.project);
      return;
    }
  } finally {
    setWaiting(false);
  }
}
