/** Numbers in a growing array of doubles: eight bytes each, where an array of a million numbers takes several times that. */
export class NumberList {
  #values = new Float64Array(1024);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    if (this.#length === this.#values.length) {
      const larger = new Float64Array(2 * this.#length);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.#length++] = value;
  }

  at(place: number): number {
    return this.#values[place];
  }

  /** The values; shared with the list. */
  values(): Float64Array {
    return this.#values.subarray(0, this.#length);
  }

  /** Values that occur more than once, ascending, each once. */
  repeated(): number[] {
    const sorted = this.values().slice().sort();
    const found = new Set<number>();
    for (let i = 1; i < sorted.length; i++) if (sorted[i] === sorted[i - 1]) found.add(sorted[i]);
    return [...found];
  }
}
