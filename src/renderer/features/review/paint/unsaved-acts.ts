import type { ReviewSource } from '../look/review-source.ts';
import type { UnsavedAct } from './unsaved-act.ts';

type Patch = number | Promise<number> | undefined;

/** What was done on a mask and is not saved, also where the mask is left and shown again meanwhile. */
export class UnsavedActs {
  /** In their order, with the patch up to which the viewer shows each. */
  readonly #acts = new Map<UnsavedAct<unknown>, Patch>();
  /** The newest patch of acts that are saved. */
  #savedPatch = 0;
  #dropAfter: number | undefined;

  add(act: UnsavedAct<unknown>, patch: Patch): void {
    this.#acts.set(act, patch);
  }

  /** The services have done it, or it is given up. Gives the newest patch of all that was done before it. */
  async remove(act: UnsavedAct<unknown>): Promise<number> {
    const acts = [...this.#acts.keys()];
    const earlier = acts.slice(0, acts.indexOf(act)).map((each) => this.#acts.get(each));
    this.#acts.delete(act);
    const patches = await Promise.all(earlier.map((patch) => Promise.resolve(patch)));
    return Math.max(this.#savedPatch, ...patches.map((patch) => patch ?? 0));
  }

  setSaved(patch: number): void {
    this.#savedPatch = Math.max(this.#savedPatch, patch);
  }

  /** Patches after this one are to be taken off when the mask is shown again. */
  dropLater(after: number): void {
    this.#dropAfter = Math.min(after, this.#dropAfter ?? after);
  }

  /** After which patch all are to be taken off now; asked once. */
  takeDrop(): number | undefined {
    const after = this.#dropAfter;
    this.#dropAfter = undefined;
    return after;
  }
}

const bySource = new WeakMap<ReviewSource, UnsavedActs>();

export function unsavedActsOf(source: ReviewSource): UnsavedActs {
  const known = bySource.get(source) ?? new UnsavedActs();
  bySource.set(source, known);
  return known;
}
