// npm run bench:interface: measures what a person waits for, in a browser with software rendering; writes docs/interface-performance.md.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { writePage } from '../accuracy/write-page.ts';
import { interfaceReport } from './interface-report.ts';
import { measureInterface } from './measure-interface.ts';
import { measureViewer } from './measure-viewer.ts';

const usage = `usage: npm run bench:interface -- [options]
  --files N    small masks in the long list, default 100000
  --masks N    masks of 0.25 megapixels that are repaired, default 200
  --out FILE   default docs/interface-performance.md
`;

const { values } = parseArgs({
  options: {
    files: { type: 'string', default: '100000' },
    masks: { type: 'string', default: '200' },
    out: { type: 'string', default: fileURLToPath(new URL('../../docs/interface-performance.md', import.meta.url)) },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) process.stdout.write(usage);
else await writeReport();

async function writeReport(): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), 'maskmend-interface-'));
  try {
    const request = { home, files: Number(values.files), masks: Number(values.masks) };
    const tell = (line: string): boolean => process.stderr.write(`${line}\n`);
    const measures = await measureInterface(request, tell);
    tell('the picture of a mask');
    const report = interfaceReport(measures, await measureViewer());
    await writePage(values.out, report);
    process.stdout.write(report);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}
