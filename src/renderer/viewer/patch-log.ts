import type { PixelRect, TilePixels } from './mask-source.ts';

/** Of all masks together: numbers outlive the log of a mask that left memory. */
let newest = 0;

/** Labels written over a rectangle, numbered in the order they were written. */
export interface Patch {
  readonly number: number;
  readonly rect: PixelRect;
  readonly labels: TilePixels;
}

/**
 * The patches that a tile from the source may lack. A patch is kept until the source delivers it and no load that began
 * before is still under way. Writing one twice in order does no harm, so that nobody needs to know which a tile has.
 */
export class PatchLog {
  #patches: readonly Patch[] = [];
  #forgotten = 0;
  /** How far the source had come when each load now under way began. */
  readonly #loads = new Set<{ readonly delivered: number }>();

  get patches(): readonly Patch[] {
    return this.#patches;
  }

  add(rect: PixelRect, labels: TilePixels): Patch {
    const patch = { number: ++newest, rect, labels };
    this.#patches = [...this.#patches, patch];
    return patch;
  }

  /** The source delivers everything up to this patch. */
  forget(upTo: number): void {
    this.#forgotten = Math.max(this.#forgotten, Math.min(upTo, newest));
    this.#prune();
  }

  /** Takes the patches after this one out; those taken, in their order. */
  drop(after: number): readonly Patch[] {
    const dropped = this.#patches.filter(({ number }) => number > after);
    this.#patches = this.#patches.filter(({ number }) => number <= after);
    return dropped;
  }

  /** A load of labels begins; what it gives says that it has ended. */
  beginLoad(): () => void {
    const load = { delivered: this.#forgotten };
    this.#loads.add(load);
    return () => {
      this.#loads.delete(load);
      this.#prune();
    };
  }

  #prune(): void {
    const delivered = Math.min(this.#forgotten, ...[...this.#loads].map((load) => load.delivered));
    this.#patches = this.#patches.filter(({ number }) => number > delivered);
  }
}
