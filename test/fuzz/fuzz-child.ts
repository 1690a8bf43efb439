// A process of its own that tries one target: NAME SECONDS SEED CURRENT-FILE. Tells findings and its end by messages.
import { Coverage } from './coverage.ts';
import { fuzzLoop } from './fuzz-loop.ts';

const [name, seconds, seed, currentFile] = process.argv.slice(2);
const coverage = new Coverage();
await coverage.start();
const { targetOf } = await import('./targets.ts');
const outcome = await fuzzLoop({
  target: targetOf(name),
  coverage,
  seconds: Number(seconds),
  seed: Number(seed),
  currentFile,
  onFinding: (input, error) => {
    const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
    process.send?.({ kind: 'finding', input: Buffer.from(input).toString('base64'), trace });
  },
});
process.send?.({ kind: 'end', outcome }, () => process.exit(0));
