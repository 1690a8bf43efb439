// npm run bench: measures whole processes against the floor and against what people use today; writes docs/performance.md.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { writePage } from '../accuracy/write-page.ts';
import { makeMasks } from './make-masks.ts';
import { performanceReport } from './performance-report.ts';
import { runBench } from './run-bench.ts';

const usage = `usage: npm run bench -- [options]
  --files N    2-megapixel masks per run, default 12; memory is also measured on 4 N
  --rounds N   default 5
  --out FILE   default docs/performance.md
`;

const { values } = parseArgs({
  options: {
    files: { type: 'string', default: '12' },
    rounds: { type: 'string', default: '5' },
    out: { type: 'string', default: fileURLToPath(new URL('../../docs/performance.md', import.meta.url)) },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) process.stdout.write(usage);
else await writeReport();

async function writeReport(): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), 'maskmend-bench-'));
  try {
    const count = Number(values.files);
    const masks = await makeMasks(home, 4 * count);
    const onProgress = (line: string) => process.stderr.write(`${line}\n`);
    const request = { masks, count, rounds: Number(values.rounds), home, onProgress };
    const report = performanceReport(request, await runBench(request));
    await writePage(values.out, report);
    process.stdout.write(report);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}
