/** How often two numbers below 65536 were met together. */
export interface PairCount {
  readonly a: number;
  readonly b: number;
  readonly count: number;
}

const BASE = 65_536;

/** Counts ordered pairs of numbers below 65536; fast where the same pair comes again and again, as in masks it does. */
export class PairCounts {
  readonly #counts = new Map<number, number>();
  #lastKey = -1;
  #lastCount = 0;

  add(a: number, b: number): void {
    const key = a * BASE + b;
    if (key !== this.#lastKey) this.#turnTo(key);
    this.#lastCount++;
  }

  /** By their numbers. */
  list(): PairCount[] {
    this.#turnTo(-1);
    const keys = [...this.#counts.keys()].sort((one, other) => one - other);
    return keys.map((key) => ({ a: Math.floor(key / BASE), b: key % BASE, count: this.#counts.get(key) ?? 0 }));
  }

  #turnTo(key: number): void {
    if (this.#lastKey >= 0) this.#counts.set(this.#lastKey, this.#lastCount);
    this.#lastKey = key;
    this.#lastCount = this.#counts.get(key) ?? 0;
  }
}
