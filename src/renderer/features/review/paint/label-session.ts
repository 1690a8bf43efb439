import type { EditedObjects, ObjectAct } from '../../../../shared/contract/object-schemas.ts';
import type { Edited, MaskAct, ReviewMask } from '../../../../shared/contract/review-schemas.ts';
import { MaskmendError } from '../../../../shared/errors.ts';
import { call } from '../../../api/client.ts';
import { queryClient, question } from '../../../api/queries.ts';
import { makeStale, makeStaleNow } from '../../../api/stale-answers.ts';
import { changeProject } from '../../../state/change-project.ts';
import { ActIsKeptError, deliverAct } from '../../../state/deliver-act.ts';
import { dropAct, keepAct, type KeptEdit } from '../../../state/kept-acts.ts';
import { onLabels, tellLabels } from '../../../state/label-revisions.ts';
import { currentProject } from '../../../state/project-store.ts';
import { beginSaving, endSaving } from '../../../state/save-store.ts';
import { reviewMask } from '../../../state/review-store.ts';
import { forgetTakenBack, keepTakenBack } from '../../../state/taken-back.ts';
import { text } from '../../../strings/text.ts';
import { explain } from '../../../strings/explain.ts';
import { tell } from '../../../ui/tell.tsx';
import type { PixelRect, TilePixels } from '../../../viewer/mask-source.ts';
import type { Viewer } from '../../../viewer/viewer.ts';
import type { ReviewSource } from '../look/review-source.ts';
import { RepairedLabels } from './repaired-labels.ts';
import { TAKEN_BACK, UnsavedAct } from './unsaved-act.ts';
import { type UnsavedActs, unsavedActsOf } from './unsaved-acts.ts';

type Answer = Awaited<ReturnType<typeof deliverAct>>;
type Sent = Answer | typeof TAKEN_BACK | undefined;

/**
 * What is painted into one mask: shown at once, handed to the services act by act in its order, and never waited for. An
 * act that the services refuse takes what was painted after it with it; the mask is then shown as it is kept.
 */
export class LabelSession {
  readonly source: ReviewSource;
  readonly #viewer: Viewer;
  readonly #repaired: RepairedLabels;
  #isShown = true;
  #pending = 0;
  #toldRevision: number;
  /** Grows when acts that wait have lost what they were based on. */
  #generation = 0;
  /** Grows when everything painted is taken off the screen, also what is still being saved. */
  #timesShown = 0;
  readonly #unsaved: UnsavedActs;
  readonly #endFollowing: () => void;

  constructor(viewer: Viewer, source: ReviewSource) {
    this.#viewer = viewer;
    this.source = source;
    this.#repaired = new RepairedLabels(source);
    this.#toldRevision = source.labelsRevision;
    this.#unsaved = unsavedActsOf(source);
    const dropAfter = this.#unsaved.takeDrop();
    if (dropAfter !== undefined) this.takeOffFrom(dropAfter + 1);
    this.#endFollowing = onLabels(({ mask, labelsRevision }) => {
      if (mask === source.id) this.#hear(labelsRevision);
    });
  }

  /** The viewer shows another mask from now on; what is under way is finished. */
  leave(): void {
    this.#isShown = false;
    if (this.#pending === 0) this.#endFollowing();
  }

  /**
   * Does an act. `patch`: the viewer shows it, up to this patch; absent: it shows it when the act is answered.
   * Gives undefined where it was refused, which the person has been told then.
   */
  async act(act: MaskAct, patch?: number | Promise<number>): Promise<Edited | undefined> {
    forgetTakenBack();
    return this.#do({ call: 'review.edit', act }, patch);
  }

  /** Whether something painted is still on its way to the services. */
  get isSaving(): boolean {
    return this.#pending > 0;
  }

  /** Changes objects of the mask, in the same order; `patch` as for `act`. */
  async actOnObjects(act: ObjectAct, patch?: number): Promise<EditedObjects | undefined> {
    forgetTakenBack();
    const edited = await this.#do({ call: 'objects.edit', act }, patch);
    // A patch was of objects or of classes, the act may be of both; without one, objects may change where no class does.
    if (edited !== undefined && this.#isShown) this.#viewer.reload('labels');
    makeStaleNow('objects.');
    makeStaleNow('review.mask');
    return edited === undefined ? undefined : { made: [], ...edited };
  }

  async #do(act: Pick<KeptEdit, 'call' | 'act'>, patch?: number | Promise<number>): Promise<Answer | undefined> {
    const generation = this.#generation;
    const timesShown = this.#timesShown;
    const labelsRevision = this.#pending === 0 ? this.source.labelsRevision : undefined;
    const project = currentProject()?.path ?? '';
    this.#pending++;
    beginSaving();
    const unsaved = new UnsavedAct<Answer>(keepAct({ ...act, project, mask: this.source.id, labelsRevision }));
    this.#unsaved.add(unsaved, patch);
    const outcome = await Promise.race([unsaved.left, this.#send(unsaved, generation)]);
    const before = this.#unsaved.remove(unsaved);
    this.#pending--;
    const edited = outcome === TAKEN_BACK ? undefined : outcome;
    endSaving(outcome === TAKEN_BACK || edited !== undefined);
    if (outcome === TAKEN_BACK) this.#takeOff(act, await before);
    if (edited !== undefined) this.#take(edited, timesShown === this.#timesShown ? await patch : undefined);
    if (this.#pending === 0) {
      this.#settle();
      // What the list says of the mask; while strokes follow each other it hears of them by the events.
      makeStaleNow('review.queue');
    }
    return edited;
  }

  async #send(unsaved: UnsavedAct<Answer>, generation: number): Promise<Sent> {
    const change = async (): Promise<Sent> => {
      if (unsaved.isTakenBack) return TAKEN_BACK;
      if (generation !== this.#generation) {
        dropAct(unsaved.kept);
        return undefined;
      }
      const edited = await unsaved.send((signal) => deliverAct(unsaved.kept, this.source.labelsRevision, signal));
      // Before the next act is sent: it is made on this revision.
      if (edited !== TAKEN_BACK) this.source.setLabelsRevision(edited.labelsRevision);
      return edited;
    };
    try {
      return await changeProject(change, () => unsaved.takeBack());
    } catch (error) {
      if (error instanceof ActIsKeptError)
        tell({ level: 'warning', title: text.paint.keptForLater, text: text.paint.keptForLaterText });
      else if (generation === this.#generation) await this.#recover(error);
      return undefined;
    }
  }

  /** Takes an act that was taken back off the screen; what came after it was taken back before. */
  #takeOff(act: Pick<KeptEdit, 'call' | 'act'>, before: number): void {
    if (!this.#isShown) {
      this.#unsaved.dropLater(before);
      reviewMask(this.source.id);
      return;
    }
    const patches = this.#viewer.dropPatches(before);
    this.#viewer.reload('labels');
    keepTakenBack(async () => {
      if (!this.#isShown) return;
      const numbers = patches.map(({ rect, labels }) => this.#viewer.applyPatch(rect, labels));
      await this.#do(act, numbers.at(-1));
    });
  }

  #take(edited: Edited, patch: number | undefined): void {
    this.#toldRevision = Math.max(this.#toldRevision, edited.labelsRevision);
    makeStale('objects.');
    updateKnownMask(this.source.id, edited);
    if (!this.#isShown) {
      // The same mask may be shown anew meanwhile, by another session.
      tellLabels({ mask: this.source.id, labelsRevision: edited.labelsRevision });
      return;
    }
    if (patch !== undefined) {
      this.#unsaved.setSaved(patch);
      this.#viewer.forgetPatches(patch);
    } else if (edited.changedPixels > 0) this.#viewer.reload('labels');
  }

  async #recover(error: unknown): Promise<void> {
    this.#generation++;
    const isConflict = error instanceof MaskmendError && error.code === 'conflict';
    tell({
      level: isConflict ? 'warning' : 'error',
      title: isConflict ? text.paint.conflictTitle : text.paint.saveFailedTitle,
      text: isConflict ? text.paint.conflictText : explain(error),
    });
    await this.reread();
  }

  /** Takes what is being drawn off the screen, from its first patch on. */
  takeOffFrom(patch: number): void {
    this.#viewer.dropPatches(patch - 1);
    this.#viewer.reload('labels');
  }

  /** Labels of a rectangle as the repair gave them, without what was painted. */
  readRepaired(rect: PixelRect): Promise<TilePixels> {
    return this.#repaired.read(rect);
  }

  /** Shows the labels as the services have them, without what was painted and not kept. */
  async reread(): Promise<void> {
    const mask = await call('review.mask', { id: this.source.id }).catch(() => undefined);
    if (mask !== undefined) this.source.setLabelsRevision(mask.labelsRevision);
    this.#show();
  }

  #hear(revision: number): void {
    this.#toldRevision = Math.max(this.#toldRevision, revision);
    if (this.#pending === 0) this.#settle();
  }

  // An undo, a repair or another window has changed the labels.
  #settle(): void {
    if (!this.#isShown) this.#endFollowing();
    if (this.#toldRevision <= this.source.labelsRevision) return;
    this.source.setLabelsRevision(this.#toldRevision);
    this.#show();
  }

  #show(): void {
    if (!this.#isShown) return;
    this.#timesShown++;
    this.#viewer.forgetPatches(Number.MAX_SAFE_INTEGER);
    this.#viewer.reload('labels');
  }
}

/** What an act has changed of a mask needs no second question. */
function updateKnownMask(id: number, { labelsRevision, classes, edits, editedPixels }: Edited): void {
  queryClient.setQueryData<ReviewMask>(question('review.mask', { id }).queryKey, (mask) =>
    // What the services have said since is as new, or newer.
    mask === undefined || mask.labelsRevision >= labelsRevision
      ? mask
      : { ...mask, labelsRevision, classes, edits, editedPixels },
  );
}
