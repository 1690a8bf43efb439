/**
 * Runs loads one after the other until one has succeeded, and freely from then on: where the first makes the services read
 * a large file, others would only take their connections, and whatever else is wanted would wait.
 */
export class FirstAlone {
  #isOpen = false;
  #last: Promise<unknown> = Promise.resolve();

  async run<Result>(load: () => Promise<Result>, signal: AbortSignal): Promise<Result> {
    if (this.#isOpen) return load();
    const mine = this.#last.then(async () => {
      signal.throwIfAborted();
      const result = await load();
      this.#isOpen = true;
      return result;
    });
    this.#last = mine.catch(() => undefined);
    return mine;
  }
}
