/** What the time that work on a file takes depends on. */
export interface FileLoad {
  /** Files of one kind take alike for their size. */
  readonly kind: string;
  /** Of any unit, one for all files of a job; above 0. */
  readonly size: number;
  /** Threads that work on it together; 1 where it is absent. */
  readonly threads?: number;
}

interface Seen {
  files: number;
  size: number;
  ms: number;
}

/** One file alone says little of others. */
const TELLING_FILES = 3;
/** So many files of middling size count for a kind as all kinds do, beside those that were seen of it. */
const TRUST_IN_ALL = 2;

/** How long a job's files take, learned as it goes: by size, and by kind as far as enough was seen of it. */
export class FilePaces {
  readonly #all: Seen = { files: 0, size: 0, ms: 0 };
  readonly #kinds = new Map<string, Seen>();

  learn({ kind, size, threads = 1 }: FileLoad, ms: number): void {
    const ofKind = this.#kinds.get(kind) ?? { files: 0, size: 0, ms: 0 };
    this.#kinds.set(kind, ofKind);
    for (const seen of [this.#all, ofKind]) {
      seen.files++;
      seen.size += size;
      seen.ms += ms * threads;
    }
  }

  /** Milliseconds of one thread that files of a kind take, by their sizes together; undefined where too little was seen. */
  expected(kind: string, size: number): number | undefined {
    const all = this.#all;
    if (all.files < TELLING_FILES) return undefined;
    const { size: seenSize, ms } = this.#kinds.get(kind) ?? { size: 0, ms: 0 };
    const trusted = (TRUST_IN_ALL * all.size) / all.files;
    return (size * (ms + (trusted * all.ms) / all.size)) / (seenSize + trusted);
  }
}
