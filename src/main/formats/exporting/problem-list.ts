import type { DatasetProblem } from '../../../shared/model/dataset.ts';

/** Problems that are kept of an export: of a set of a million annotations each may have one. */
const MOST_PROBLEMS = 100_000;

/** Problems in little memory: equal texts once, and beyond a hundred thousand only how many there are. */
export class ProblemList {
  readonly #kept: { readonly place: number; readonly problem: DatasetProblem }[] = [];
  readonly #texts = new Map<string, string>();
  readonly #most: number;
  #others = 0;
  #areWarnings = true;

  constructor(most = MOST_PROBLEMS) {
    this.#most = most;
  }

  /** @param place Of the mask that they are about: threads are done in any order. */
  add(place: number, problems: readonly DatasetProblem[]): void {
    for (const problem of problems) {
      if (this.#kept.length < this.#most) this.#kept.push({ place, problem: this.#lighter(problem) });
      else {
        this.#others++;
        this.#areWarnings &&= problem.isWarning === true;
      }
    }
  }

  /** All that were kept, in the order of their masks, and one that counts the others. */
  list(): readonly DatasetProblem[] {
    const kept = this.#kept.toSorted((a, b) => a.place - b.place).map(({ problem }) => problem);
    if (this.#others === 0) return kept;
    const message = `${this.#others} more problems as those above are not listed`;
    const last = { file: kept[0].file, message, ...(this.#areWarnings && { isWarning: true }) };
    return [...kept, last];
  }

  /** Texts that come from a thread are copies. */
  #lighter(problem: DatasetProblem): DatasetProblem {
    return { ...problem, file: this.#once(problem.file), message: this.#once(problem.message) };
  }

  #once(text: string): string {
    const known = this.#texts.get(text);
    if (known === undefined) this.#texts.set(text, text);
    return known ?? text;
  }
}
