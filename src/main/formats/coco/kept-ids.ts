import { NumberList } from '../reading/number-list.ts';

/**
 * Ids that things have already, as they stand in JSON, each given once; the others get the numbers that are free, from 1.
 */
export class KeptIds {
  readonly #wanted = new NumberList();
  /** Millions of ids are not worth remembering: only those that come again are, and those that are no plain numbers. */
  readonly #given = new Set<string>();
  #sorted: Float64Array | undefined;
  #repeated = new Set<number>();
  #next = 1;
  #place = 0;

  /** Tells of an id, before the first is taken; undefined where something has none. */
  want(id: string | undefined): void {
    if (id !== undefined && isPlain(id)) this.#wanted.push(Number(id));
  }

  /** The id itself where nothing else has it, else one that nothing wants. */
  take(wanted: string | undefined): string {
    if (this.#sorted === undefined) this.#settle();
    if (wanted !== undefined && !this.#given.has(wanted)) {
      if (!isPlain(wanted) || this.#repeated.has(Number(wanted))) this.#given.add(wanted);
      return wanted;
    }
    return String(this.#free());
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

/** Numbers that are held to the digit; texts are in quotes. */
function isPlain(id: string): boolean {
  return Number.isSafeInteger(Number(id));
}
