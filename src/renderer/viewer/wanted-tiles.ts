import type { TileAddress } from './mask-source.ts';
import type { Urgency } from './shared-jobs.ts';
import type { TileStore } from './tile-store.ts';
import { tileKey } from './tile-grid.ts';

/** Loads what one picture lacks, and gives up what it does not need any more. */
export class WantedTiles {
  readonly #urgency: Urgency;
  readonly #onError: (error: unknown) => void;
  readonly #onIdle: () => void;
  readonly #loads = new Map<string, AbortController>();
  /** What could not be had is not asked for again until told. */
  readonly #failed = new Set<string>();
  #store: TileStore | undefined;

  constructor(urgency: Urgency, events: { onError: (error: unknown) => void; onIdle: () => void }) {
    this.#urgency = urgency;
    this.#onError = events.onError;
    this.#onIdle = events.onIdle;
  }

  get isIdle(): boolean {
    return this.#loads.size === 0;
  }

  want(store: TileStore, missing: readonly TileAddress[]): void {
    if (store !== this.#store) this.clear();
    this.#store = store;
    const keys = new Set(missing.map(tileKey));
    for (const [key, controller] of this.#loads) {
      if (keys.has(key)) continue;
      this.#loads.delete(key);
      controller.abort();
    }
    for (const address of missing) {
      const key = tileKey(address);
      if (!this.#loads.has(key) && !this.#failed.has(key)) this.#load(store, address);
    }
  }

  retry(): void {
    this.#failed.clear();
  }

  clear(): void {
    for (const controller of this.#loads.values()) controller.abort();
    this.#loads.clear();
    this.#failed.clear();
    this.#store = undefined;
  }

  #load(store: TileStore, address: TileAddress): void {
    const key = tileKey(address);
    const controller = new AbortController();
    this.#loads.set(key, controller);
    const end = (error?: unknown): void => {
      if (this.#loads.get(key) !== controller) return;
      this.#loads.delete(key);
      if (error !== undefined) {
        this.#failed.add(key);
        this.#onError(error);
      }
      if (this.#loads.size === 0) this.#onIdle();
    };
    store.load(address, { signal: controller.signal, urgency: this.#urgency }).then(() => {
      end();
    }, end);
  }
}
