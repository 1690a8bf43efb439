import { openSync, writeFileSync, writeSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { MaskmendError } from '../../src/shared/errors.ts';
import { seededRandom } from '../faults/seeded-random.ts';
import type { Coverage } from './coverage.ts';
import { below, type Random } from './mutate-bytes.ts';
import type { Target } from './target.ts';

export interface FuzzOutcome {
  readonly runs: number;
  /** Inputs that ran code which none before them had run. */
  readonly corpus: number;
  /** Characters of code that ran. */
  readonly characters: number;
  /** Share of the text of the target's files that ran, 0..1. */
  readonly share: number;
}

/** What another process sees of this one: the input that is being read, and since when. */
export class WatchedFiles {
  readonly #current: string;
  readonly #busy: number;

  constructor({ current, busy }: { readonly current: string; readonly busy: string }) {
    this.#current = current;
    this.#busy = openSync(busy, 'w');
  }

  begin(input: Uint8Array): void {
    writeFileSync(this.#current, input);
    writeSync(this.#busy, '1', 0);
  }

  end(): void {
    writeSync(this.#busy, '0', 0);
  }
}

export interface FuzzLoop {
  readonly target: Target;
  readonly coverage: Coverage;
  readonly seed: number;
  readonly seconds: number;
  readonly files: WatchedFiles;
  readonly onFinding: (input: Uint8Array, error: unknown) => void;
}

const MOST_BYTES = 65_536;
/** To look at what ran costs more than to run it: it is done once for so many inputs. */
const BATCH = 100;
const TIDY = 20;
const TIDY_BYTES = 128 * 1024 ** 2;

/** Changes inputs that ran new code again and again, until the time is over. */
export async function fuzzLoop(loop: FuzzLoop): Promise<FuzzOutcome> {
  const { target, coverage, seconds } = loop;
  coverage.count(target.code);
  const random = seededRandom(loop.seed);
  const corpus: Uint8Array[] = [];
  let runs = 0;
  const seeds = await target.seeds();
  const mostBytes = Math.max(MOST_BYTES, ...seeds.map(({ length }) => 2 * length));
  // What loading the code and making the seeds has run.
  coverage.see(await coverage.look());
  for (const seed of seeds) await tryOne(loop, seed);
  coverage.see(await coverage.look());
  const end = performance.now() + seconds * 1000;
  while (performance.now() < end) {
    const batch: Uint8Array[] = [];
    while (batch.length < BATCH && performance.now() < end) {
      const input = changed(target, random() < 0.2 || corpus.length === 0 ? seeds : corpus, random);
      if (input.length > mostBytes) continue;
      batch.push(input);
      await tryOne(loop, input);
      // Memory that is in use then is that of one input, not what many have left.
      if (batch.length % TIDY === 0 || process.memoryUsage().arrayBuffers > TIDY_BYTES) await tidy();
    }
    runs += batch.length;
    corpus.push(...(await newcomers(loop, batch)));
  }
  return { runs: runs + seeds.length, corpus: corpus.length, characters: coverage.characters, share: coverage.share };
}

/** Native memory of collected objects, such as SQLite's statements, is given back in the turn of the event loop after. */
async function tidy(): Promise<void> {
  globalThis.gc?.();
  await setImmediate();
}

function changed(target: Target, from: readonly Uint8Array[], random: Random): Uint8Array {
  let input = from[below(random, from.length)];
  for (let times = 1 + below(random, 3); times > 0; times--) input = target.mutate(input, random);
  return input;
}

async function tryOne({ target, files, onFinding }: FuzzLoop, input: Uint8Array): Promise<void> {
  files.begin(input);
  try {
    await target.read(input);
  } catch (error) {
    if (!(error instanceof MaskmendError) || error.code === 'internal') onFinding(input, error);
  } finally {
    files.end();
  }
}

/** Those of a batch that ran what was never run before. */
async function newcomers(loop: FuzzLoop, batch: readonly Uint8Array[]): Promise<Uint8Array[]> {
  const { coverage } = loop;
  const run = await coverage.look();
  const open = coverage.freshIn(run);
  coverage.see(run);
  const found: Uint8Array[] = [];
  for (const input of batch) {
    if (open.size === 0) break;
    await tryOne(loop, input);
    const own = takeOut(open, await coverage.look());
    if (own > 0) found.push(input);
  }
  return found;
}

/** Takes the characters that ran out of the open ones; gives how many there were. */
function takeOut(open: Set<string>, run: ReadonlyMap<string, Uint8Array>): number {
  const before = open.size;
  for (const character of open) {
    const at = character.lastIndexOf(':');
    if (run.get(character.slice(0, at))?.[Number(character.slice(at + 1))] === 1) open.delete(character);
  }
  return before - open.size;
}
