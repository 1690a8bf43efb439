import { Session } from 'node:inspector/promises';

interface Range {
  readonly startOffset: number;
  readonly endOffset: number;
  readonly count: number;
}

/** What is known of one source. */
interface Source {
  /** 1 for each character that ran at some time and was seen. */
  seen: Uint8Array;
  /** The functions it has, by place. */
  readonly functions: Map<string, Range>;
}

/** Which characters of the code ran, told by V8 itself; to be started before the code is loaded. */
export class Coverage {
  readonly #session = new Session();
  readonly #sources = new Map<string, Source>();
  #code: readonly string[] = [];

  async start(): Promise<void> {
    this.#session.connect();
    await this.#session.post('Profiler.enable');
    await this.#session.post('Profiler.startPreciseCoverage', { callCount: false, detailed: true });
  }

  /** Counts from now on only sources whose path has one of these parts. */
  count(code: readonly string[]): void {
    this.#code = code;
  }

  /** What ran since the last look: by source, 1 for each character. */
  async look(): Promise<ReadonlyMap<string, Uint8Array>> {
    const { result } = await this.#session.post('Profiler.takePreciseCoverage');
    const ours = result.filter(({ url }) => this.#code.some((part) => url.includes(part)));
    return new Map(ours.map(({ url, functions }) => [url, this.#charactersRun(url, functions)]));
  }

  /** Takes what ran for seen; gives how many characters were not seen before. */
  see(run: ReadonlyMap<string, Uint8Array>): number {
    let fresh = 0;
    for (const [url, characters] of run) {
      const source = this.#sourceOf(url, characters.length);
      characters.forEach((ran, at) => {
        fresh += ran & ~source.seen[at] & 1;
        source.seen[at] |= ran;
      });
    }
    return fresh;
  }

  /** Characters of `run` that were not seen before. */
  freshIn(run: ReadonlyMap<string, Uint8Array>): Set<string> {
    const fresh = new Set<string>();
    for (const [url, characters] of run) {
      const seen = this.#sources.get(url)?.seen;
      characters.forEach((ran, at) => {
        if (ran === 1 && seen?.[at] !== 1) fresh.add(`${url}:${at}`);
      });
    }
    return fresh;
  }

  get characters(): number {
    return [...this.#sources.values()].reduce((sum, { seen }) => sum + count(seen), 0);
  }

  /** Share of the text of all counted files that ran, 0..1. */
  get share(): number {
    const all = [...this.#sources.values()].reduce((sum, { seen }) => sum + seen.length, 0);
    return this.characters / Math.max(1, all);
  }

  #sourceOf(url: string, length: number): Source {
    const known = this.#sources.get(url);
    if (known !== undefined && known.seen.length >= length) return known;
    const source = known ?? { seen: new Uint8Array(0), functions: new Map<string, Range>() };
    const longer = new Uint8Array(length);
    longer.set(source.seen);
    source.seen = longer;
    this.#sources.set(url, source);
    return source;
  }

  #charactersRun(url: string, functions: readonly { readonly ranges: readonly Range[] }[]): Uint8Array {
    const end = Math.max(...functions.map(({ ranges }) => ranges[0].endOffset));
    const source = this.#sourceOf(url, end);
    const told = new Map(functions.map(({ ranges }) => [placeOf(ranges[0]), ranges]));
    for (const [place, [whole]] of told) source.functions.set(place, whole);
    const run = new Uint8Array(source.seen.length);
    // Outer functions first; of a function that did not run V8 tells nothing after the first time.
    const inOrder = [...source.functions].toSorted(
      ([, a], [, b]) => a.startOffset - b.startOffset || b.endOffset - a.endOffset,
    );
    for (const [place, whole] of inOrder) {
      for (const { startOffset, endOffset, count: times } of told.get(place) ?? [{ ...whole, count: 0 }]) {
        run.fill(Number(times > 0), startOffset, endOffset);
      }
    }
    return run;
  }
}

function placeOf({ startOffset, endOffset }: Range): string {
  return `${startOffset}:${endOffset}`;
}

function count(marks: Uint8Array): number {
  return marks.reduce((sum, mark) => sum + mark, 0);
}
