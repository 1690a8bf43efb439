// Tries readers with strangers' bytes: TARGET (or `formats`, `all`) --seconds 60 --seed 1.
import { mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runFuzz } from './run-fuzz.ts';
import { targetOf, targets } from './targets.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { seconds: { type: 'string', default: '60' }, seed: { type: 'string' } },
});
const [wanted = 'all'] = positionals;
const seed = values.seed === undefined ? Date.now() % 1_000_000 : Number(values.seed);
let found = 0;
for (const target of namesOf(wanted)) {
  const { outcome, findings } = await runFuzz({ target, seconds: Number(values.seconds), seed });
  const told =
    outcome === undefined
      ? 'ended early'
      : `${outcome.runs} runs, ${outcome.corpus} inputs kept, ` +
        `${outcome.characters} characters of its code run (${(100 * outcome.share).toFixed(1)} %)`;
  process.stdout.write(`${target}: ${told}, ${findings.length} findings (seed ${seed})\n`);
  for (const { kind, input, trace } of findings) {
    const path = join(tmpdir(), 'maskmend-findings', `${target}-${kind}-${String(++found)}`);
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, input);
    process.stdout.write(`  ${kind}: ${path}\n    ${trace.split('\n').slice(0, 6).join('\n    ')}\n`);
  }
}
process.exitCode = found > 0 ? 1 : 0;

function namesOf(name: string): string[] {
  if (name === 'all') return targets.map((target) => target.name);
  if (name === 'formats') return targets.map((target) => target.name).filter((each) => each.startsWith('format-'));
  return [targetOf(name).name];
}
