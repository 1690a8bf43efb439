import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { REPORT_NAME } from '../../src/main/services/repair/earlier-results.ts';
import { reportSchema, type Report } from '../../src/main/services/report/report.ts';
import { drawScene, LABEL_MAP, toJpeg } from './draw-masks.ts';
import { olderNode, runCommand, startCommand, type Started } from './run-command.ts';
import { makeFolder, writeIn } from './temporary-folder.ts';

const FILES = 24;
const jpeg = await toJpeg(drawScene(400, 320), 75);

function startLongRepair(node?: string): Started & { readonly args: readonly string[]; readonly out: string } {
  const folder = makeFolder({ 'labelmap.txt': LABEL_MAP });
  for (let place = 0; place < FILES; place++) writeIn(folder, `masks/${place}.jpg`, jpeg);
  const out = join(folder, 'out');
  const args = [
    'repair',
    join(folder, 'masks'),
    '--out',
    out,
    '--palette',
    join(folder, 'labelmap.txt'),
    '--workers',
    '1',
    '--json',
  ];
  return { ...startCommand(args, { node }), args, out };
}

function readReport(out: string): Report {
  return reportSchema.parse(JSON.parse(readFileSync(join(out, REPORT_NAME), 'utf8')));
}

async function expectWholeMasks(out: string): Promise<void> {
  const names = readdirSync(out).filter((name) => name.endsWith('.png'));
  for (const name of names) expect((await sharp(join(out, name)).stats()).channels).toHaveLength(3);
}

describe('a repair that is stopped', () => {
  it('by Ctrl-C finishes or leaves out files whole, reports the rest as not reached, and exits with 130', async () => {
    const { child, firstOutput, firstRemark, finished, out } = startLongRepair();
    await firstOutput;
    // npm, its shell and the launcher pass one Ctrl-C on: it comes more than once.
    child.kill('SIGINT');
    await firstRemark;
    child.kill('SIGINT');
    const { code, stderr } = await finished;
    expect(code).toBe(130);
    expect(stderr).toBe(
      'stopping; files at work are finished or left out whole\nmaskmend: stopped before every mask was repaired\n',
    );
    expect(readdirSync(out).filter((name) => name.endsWith('.part'))).toEqual([]);
    const { isComplete, totals, files } = readReport(out);
    expect(isComplete).toBe(false);
    expect(totals).toMatchObject({ files: FILES, failed: 0 });
    expect(totals.pending).toBeGreaterThan(0);
    for (const { status, output } of files)
      if (status === 'repaired') expect(existsSync(join(out, output ?? ''))).toBe(true);
    await expectWholeMasks(out);
  });

  it('by SIGTERM exits with 143', async () => {
    const { child, firstOutput, finished } = startLongRepair();
    await firstOutput;
    child.kill('SIGTERM');
    expect((await finished).code).toBe(143);
  });

  it('by a kill leaves whole masks only, and the same command goes through afterwards', async () => {
    const { child, firstOutput, finished, args, out } = startLongRepair();
    await firstOutput;
    child.kill('SIGKILL');
    await finished;
    expect(readReport(out)).toMatchObject({ isComplete: false, totals: { pending: FILES } });
    await expectWholeMasks(out);
    expect((await runCommand(args)).code).toBe(0);
    expect(readReport(out)).toMatchObject({ isComplete: true, totals: { repaired: FILES } });
  });
});

const oldNode = olderNode();
if (oldNode === undefined) console.log('skipped: the Node of this machine is new enough, the launcher needs no other');

describe.skipIf(oldNode === undefined)('on a Node that is too old', () => {
  it('runs all the same, and passes streams and exit codes on', async () => {
    const missing = await runCommand(['inspect', 'no such file'], { node: oldNode });
    expect(missing).toMatchObject({ code: 1, stdout: '' });
    expect(missing.stderr).toContain('no such file: does not exist');
    expect((await runCommand(['inspect'], { node: oldNode })).code).toBe(64);
  });

  it('passes Ctrl-C on', async () => {
    const { child, firstOutput, finished } = startLongRepair(oldNode);
    await firstOutput;
    child.kill('SIGINT');
    expect((await finished).code).toBe(130);
  });

  it('ends the work where the launcher is killed', async () => {
    const { child, firstOutput, finished, out } = startLongRepair(oldNode);
    await firstOutput;
    child.kill('SIGKILL');
    // The streams close when the process that does the work has ended too.
    await finished;
    expect(readReport(out).totals.pending).toBeGreaterThan(0);
  });
});
