// npm run bench: measures whole processes against the floor and against what people use today; writes docs/performance.md,
// with --only formats docs/formats-performance.md.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { writePage } from '../accuracy/write-page.ts';
import { formatsReport } from './formats-report.ts';
import { makeMasks } from './make-masks.ts';
import { type MaskSet, readMaskSets } from './mask-sets.ts';
import { type BenchScale, performanceReport, type SetRun } from './performance-report.ts';
import { runBench } from './run-bench.ts';
import { runFormatsBench } from './run-formats-bench.ts';
import { runSearchBench, type SearchResults } from './run-search-bench.ts';
import { makeSearchSets } from './search-sets.ts';

const usage = `usage: npm run bench -- [options]
  --files N    2-megapixel masks of each kind per run, default 24; memory is also measured on 4 N
  --rounds N   default 5; the search is measured in half as many
  --only PART  engine (the first engine against its peers) or search (the presets); default both; formats (import and
               export of datasets) is measured alone
  --polygons N, --masks N  how much of it: default 20000 polygons and 40 masks; the goals speak of 100000 and 1000
  --out FILE   default docs/performance.md, for formats docs/formats-performance.md
`;

const { values } = parseArgs({
  options: {
    files: { type: 'string', default: '24' },
    rounds: { type: 'string', default: '5' },
    only: { type: 'string' },
    polygons: { type: 'string', default: '20000' },
    masks: { type: 'string', default: '40' },
    out: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) process.stdout.write(usage);
else if (values.only === 'formats') await writeFormatsReport();
else await writeReport();

async function writeReport(): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), 'maskmend-bench-'));
  try {
    const scale = { count: Number(values.files), rounds: Number(values.rounds) };
    const runs: SetRun[] = [];
    if (values.only !== 'search') for (const set of readMaskSets()) runs.push(await measureSet(set, scale, home));
    const search = values.only === 'engine' ? undefined : await measureSearch(scale, home);
    const report = performanceReport(scale, { runs, search });
    await finish(report, 'performance.md');
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

async function writeFormatsReport(): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), 'maskmend-bench-'));
  try {
    const { polygons, masks, rounds } = values;
    const scale = { polygons: Number(polygons), masks: Number(masks), rounds: Number(rounds) };
    const results = await runFormatsBench(scale, home, (line) => process.stderr.write(`formats: ${line}\n`));
    await finish(formatsReport(scale, results), 'formats-performance.md');
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

async function finish(report: string, name: string): Promise<void> {
  await writePage(values.out ?? fileURLToPath(new URL(`../../docs/${name}`, import.meta.url)), report);
  process.stdout.write(report);
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
