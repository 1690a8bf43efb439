import { NumberList } from '../reading/number-list.ts';

/** Ids that things have already, each given once; the others get the numbers that are free, from 1. */
export class KeptIds {
  readonly #wanted = new NumberList();
  readonly #given = new Set<number | string>();
  #sorted: Float64Array | undefined;
  #repeated = new Set<number>();
  #next = 1;
  #place = 0;

  /** Tells of an id, before the first is taken; undefined where something has none. */
  want(id: number | string | undefined): void {
    if (typeof id === 'number') this.#wanted.push(id);
  }

  /** The id itself where nothing else has it, else one that nothing wants. */
  take(wanted: number | string | undefined): number | string {
    if (this.#sorted === undefined) this.#settle();
    if (wanted !== undefined && !this.#given.has(wanted)) {
      // Millions of ids are not worth remembering: only those that come again are.
      if (typeof wanted === 'string' || this.#repeated.has(wanted)) this.#given.add(wanted);
      return wanted;
    }
    return this.#free();
  }

  #settle(): void {
    this.#repeated = new Set(this.#wanted.repeated());
    this.#sorted = this.#wanted.values().slice().sort();
  }

  #free(): number {
    const sorted = this.#sorted ?? new Float64Array(0);
    for (;;) {
      while (this.#place < sorted.length && sorted[this.#place] < this.#next) this.#place++;
      if (sorted[this.#place] !== this.#next) return this.#next++;
      this.#next++;
    }
  }
}
