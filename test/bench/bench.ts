// npm run bench: measures whole processes against the floor and against what people use today; writes docs/performance.md.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { writePage } from '../accuracy/write-page.ts';
import { makeMasks } from './make-masks.ts';
import { type MaskSet, readMaskSets } from './mask-sets.ts';
import { type BenchScale, performanceReport, type SetRun } from './performance-report.ts';
import { runBench } from './run-bench.ts';
import { runSearchBench, type SearchResults } from './run-search-bench.ts';
import { makeSearchSets } from './search-sets.ts';

const usage = `usage: npm run bench -- [options]
  --files N    2-megapixel masks of each kind per run, default 24; memory is also measured on 4 N
  --rounds N   default 5; the search is measured in half as many
  --only PART  engine (the first engine against its peers) or search (the presets); default both
  --out FILE   default docs/performance.md
`;

const { values } = parseArgs({
  options: {
    files: { type: 'string', default: '24' },
    rounds: { type: 'string', default: '5' },
    only: { type: 'string' },
    out: { type: 'string', default: fileURLToPath(new URL('../../docs/performance.md', import.meta.url)) },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) process.stdout.write(usage);
else await writeReport();

async function writeReport(): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), 'maskmend-bench-'));
  try {
    const scale = { count: Number(values.files), rounds: Number(values.rounds) };
    const runs: SetRun[] = [];
    if (values.only !== 'search') for (const set of readMaskSets()) runs.push(await measureSet(set, scale, home));
    const search = values.only === 'engine' ? undefined : await measureSearch(scale, home);
    const report = performanceReport(scale, { runs, search });
    await writePage(values.out, report);
    process.stdout.write(report);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

async function measureSearch({ rounds }: BenchScale, home: string): Promise<SearchResults> {
  const sets = await makeSearchSets(join(home, 'search'));
  const onProgress = (line: string) => process.stderr.write(`search: ${line}\n`);
  return runSearchBench({ sets, rounds: Math.ceil(rounds / 2), home, onProgress });
}

async function measureSet(set: MaskSet, scale: BenchScale, home: string): Promise<SetRun> {
  const masks = await makeMasks(join(home, set.name), set, 4 * scale.count);
  const onProgress = (line: string) => process.stderr.write(`${set.name}: ${line}\n`);
  const { name, origin } = set;
  return { name, origin, classes: masks.classes, results: await runBench({ ...scale, masks, home, onProgress }) };
}
