// A process of its own that tries one target: NAME SECONDS SEED CURRENT-FILE BUSY-FILE. Tells findings and its end by messages.
import { Coverage } from './coverage.ts';
import { fuzzLoop, WatchedFiles } from './fuzz-loop.ts';

const [name, seconds, seed, current, busy] = process.argv.slice(2);
const coverage = new Coverage();
await coverage.start();
const { targetOf } = await import('./targets.ts');
const { keepFileThreadsAwake } = await import('../../src/main/file-system.ts');
keepFileThreadsAwake();
const outcome = await fuzzLoop({
  target: targetOf(name),
  coverage,
  seconds: Number(seconds),
  seed: Number(seed),
  files: new WatchedFiles({ current, busy }),
  onFinding: (input, error) => {
    const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
    process.send?.({ kind: 'finding', input: Buffer.from(input).toString('base64'), trace });
  },
});
process.send?.({ kind: 'end', outcome }, () => process.exit(0));
