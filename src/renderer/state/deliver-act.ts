import type { CallOutput } from '../../shared/contract/calls.ts';
import type { EditedObjects } from '../../shared/contract/object-schemas.ts';
import type { Edited } from '../../shared/contract/review-schemas.ts';
import { MaskmendError } from '../../shared/errors.ts';
import { call, UnansweredError } from '../api/client.ts';
import { takeProject } from './follow-events.ts';
import { dropAct, type KeptAct, type KeptEdit, type KeptSaid, rebaseAct } from './kept-acts.ts';
import { currentProject, useProjectStore } from './project-store.ts';
import { setWaitsFor } from './save-store.ts';

/** Between two questions whether the services answer again. */
const ASK_AGAIN_MS = 500;
/** Between two tries to save on a full disk: twice as long each time, up to a bound. */
const FIRST_TRY_MS = 500;
const LAST_TRY_MS = 15_000;

/** Another project, or none, is open: the act waits in the browser until its own is open again. */
export class ActIsKeptError extends Error {}

/** The person has taken the act back before it was saved. */
export class ActIsTakenBackError extends Error {}

/** The labels that acts of this page have made, by project and mask. */
const made = new Map<string, number>();

/**
 * Hands an act on labels to the services. `shownRevision` is of the labels that the page knows.
 *
 * @throws as `deliver`.
 */
export async function deliverAct(
  kept: KeptEdit,
  shownRevision: number,
  takenBack?: AbortSignal,
): Promise<Edited & Partial<EditedObjects>> {
  const mask = `${kept.mask} ${kept.project}`;
  const labelsRevision = Math.max(shownRevision, made.get(mask) ?? 0);
  rebaseAct(kept, labelsRevision);
  const edited = await deliver(kept, () => sendAct(kept, labelsRevision), takenBack);
  made.set(mask, edited.labelsRevision);
  return edited;
}

/**
 * Hands to the services what a person said of masks.
 *
 * @throws as `deliver`.
 */
export function deliverSaid<Name extends KeptSaid['call']>(
  kept: KeptSaid<Name>,
  takenBack?: AbortSignal,
): Promise<CallOutput<Name>> {
  return deliver(kept, () => call(kept.call, kept.input), takenBack);
}

/**
 * Where the services do not answer an act waits until they do, where the disk of the project is full until it has room: it
 * then goes to them once more, and does no more than it would have done. One that waits for room is taken back by `takenBack`.
 *
 * @throws ActIsKeptError where its project is no longer open; ActIsTakenBackError; MaskmendError as the services refuse it.
 */
async function deliver<Answer>(
  kept: Pick<KeptAct, 'key' | 'project'>,
  send: () => Promise<Answer>,
  takenBack?: AbortSignal,
): Promise<Answer> {
  try {
    for (let refusals = 0; ;) {
      if (currentProject()?.path !== kept.project) throw new ActIsKeptError();
      try {
        const answer = await send();
        dropAct(kept);
        return answer;
      } catch (error) {
        // Whether services that did not answer have done it is not known: it is taken back after a refusal alone.
        if (isPassing(error)) await untilAnswering();
        else if (!isFullDisk(error) || (await isTakenBackBeforeNextTry(++refusals, takenBack))) {
          dropAct(kept);
          throw isFullDisk(error) ? new ActIsTakenBackError() : error;
        }
      }
    }
  } finally {
    setWaitsFor(undefined);
  }
}

function sendAct({ call: name, mask: id, act, key }: KeptEdit, labelsRevision: number): Promise<Edited> {
  // Which acts belong to which call was said where it was kept.
  const input = { id, labelsRevision, act: act as never, key };
  return call(name, input);
}

/** What says nothing of the act itself: the services are away, or going, or begin without a project. */
function isPassing(error: unknown): boolean {
  if (error instanceof UnansweredError) return true;
  return error instanceof MaskmendError && (error.code === 'no-project' || error.code === 'cancelled');
}

/** The services have kept nothing of the act. */
function isFullDisk(error: unknown): boolean {
  return error instanceof MaskmendError && error.code === 'disk-full';
}

let wake: () => void = () => undefined;

/** Tries at once to save what waits for room on the disk. */
export function trySavingNow(): void {
  wake();
}

/** Waits, and ends early where the person asks for it, takes the act back, or opens another project. */
async function isTakenBackBeforeNextTry(refusals: number, takenBack: AbortSignal | undefined): Promise<boolean> {
  setWaitsFor('room', refusals);
  const { promise, resolve } = Promise.withResolvers<undefined>();
  wake = () => {
    resolve(undefined);
  };
  const timer = setTimeout(wake, Math.min(LAST_TRY_MS, FIRST_TRY_MS * 2 ** (refusals - 1)));
  const endFollowing = useProjectStore.subscribe(({ project }, before) => {
    if (project?.path !== before.project?.path) wake();
  });
  takenBack?.addEventListener('abort', wake);
  if (takenBack?.aborted === true) wake();
  await promise;
  clearTimeout(timer);
  endFollowing();
  takenBack?.removeEventListener('abort', wake);
  return takenBack?.aborted === true;
}

async function untilAnswering(): Promise<void> {
  setWaitsFor('services');
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS));
    const answer = await call('project.current', {}).catch(() => undefined);
    if (answer === undefined) continue;
    takeProject(answer.project);
    setWaitsFor(undefined);
    return;
  }
}
