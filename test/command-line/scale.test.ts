import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isInShard } from '../../src/main/services/repair/is-in-shard.ts';
import { type Report, reportSchema } from '../../src/main/services/report/report.ts';
import { putFiles } from '../api/draw-masks.ts';
import { digests } from '../faults/keeping-promises.ts';
import { drawScene, LABEL_MAP, toJpeg, toPng } from './draw-masks.ts';
import { parseLines, runCommand, startCommand } from './run-command.ts';
import { makeFolder } from './temporary-folder.ts';

const FILES = 10;

async function makeSet(): Promise<string> {
  const jpeg = await toJpeg(drawScene(220, 180), 75);
  const png = toPng(drawScene(90, 70));
  const names = Array.from({ length: FILES }, (_, place) => `masks/${place % 3}/${place}`);
  return putFiles(realpathSync(mkdtempSync(join(tmpdir(), 'maskmend-scale-'))), {
    'labelmap.txt': Buffer.from(LABEL_MAP),
    // Names that collide, so that a shard must know of the others.
    'masks/same.jpg': jpeg,
    'masks/same.png': png,
    ...Object.fromEntries(names.map((name, place) => (place % 2 ? [`${name}.png`, png] : [`${name}.jpg`, jpeg]))),
  });
}

function repairArgs(folder: string, out: string, more: readonly string[] = []): string[] {
  const palette = ['--palette', join(folder, 'labelmap.txt')];
  return ['repair', join(folder, 'masks'), '--out', join(folder, out), ...palette, '--preset', 'draft', ...more];
}

function results(folder: string): Record<string, string> {
  return Object.fromEntries(Object.entries(digests(folder)).filter(([name]) => !name.endsWith('.json')));
}

function reportOf(folder: string, name = 'maskmend-report.json'): Report {
  return reportSchema.parse(JSON.parse(readFileSync(join(folder, name), 'utf8')));
}

/** A report without what differs from run to run. */
function comparable(report: Report): unknown {
  return {
    ...report,
    outputFolder: '',
    totals: { ...report.totals, ms: 0, resumed: 0 },
    files: report.files.map((file) => ({ ...file, ms: 0 })),
  };
}

describe('a set repaired in parts', () => {
  let folder: string;
  let whole: Report;

  beforeAll(async () => {
    folder = await makeSet();
    expect((await runCommand(repairArgs(folder, 'whole'))).code).toBe(0);
    whole = reportOf(join(folder, 'whole'));
  });

  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('by shards, one of them killed and run again, gives what a single run gives', async () => {
    const killed = startCommand(repairArgs(folder, 'parts', ['--shard', '2/3', '--workers', '1']));
    await killed.firstOutput;
    killed.child.kill('SIGKILL');
    await killed.finished;
    for (const shard of ['1/3', '3/3', '2/3']) {
      const { code } = await runCommand(repairArgs(folder, 'parts', ['--shard', shard, '--resume']));
      expect(code).toBe(0);
    }
    expect((await runCommand(['merge-reports', join(folder, 'parts')])).code).toBe(0);
    expect(results(join(folder, 'parts'))).toEqual(results(join(folder, 'whole')));
    expect(comparable(reportOf(join(folder, 'parts')))).toEqual(comparable(whole));
    expect(readdirSync(join(folder, 'parts')).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  it('tells of a shard that is missing, and of parts that do not belong together', async () => {
    const out = join(folder, 'lacking');
    await runCommand(repairArgs(folder, 'lacking', ['--shard', '1/2']));
    const lacking = await runCommand(['merge-reports', out, '--json']);
    expect(lacking.code).toBe(2);
    expect(parseLines(lacking.stdout)[0]).toMatchObject({ parts: 1, missing: ['2-of-2'], exitCode: 2 });
    expect(reportOf(out).isComplete).toBe(false);
    await runCommand(repairArgs(folder, 'lacking', ['--shard', '2/2', '--format', 'grey']));
    const mixed = await runCommand(['merge-reports', out]);
    expect(mixed.code).toBe(64);
    expect(mixed.stderr).toContain('was made with another format');
  });

  it('by lists of paths, as an engine hands them out, gives what a single run gives', async () => {
    const paths = whole.files
      .map(({ source }) => join(folder, 'masks', source))
      .filter((path) => !path.includes('same'));
    for (const part of [0, 1]) {
      writeFileSync(join(folder, 'list'), paths.filter((_, place) => place % 2 === part).join('\n'));
      const list = ['--files-from', join(folder, 'list'), '--root', join(folder, 'masks'), '--part', `task-${part}`];
      const args = repairArgs(folder, 'listed', list);
      args.splice(1, 1);
      expect((await runCommand(args)).code).toBe(0);
    }
    await runCommand(['merge-reports', join(folder, 'listed')]);
    const expected = Object.entries(results(join(folder, 'whole'))).filter(([name]) => !name.startsWith('same'));
    expect(results(join(folder, 'listed'))).toEqual(Object.fromEntries(expected));
    expect(reportOf(join(folder, 'listed')).totals.repaired).toBe(FILES);
  });

  it('is not repaired again where nothing changed; what changed or was damaged is', async () => {
    const args = repairArgs(folder, 'again');
    await runCommand(args);
    const before = reportOf(join(folder, 'again'));
    writeFileSync(join(folder, 'again', '1', '1.png'), 'damaged');
    const { code, stdout } = await runCommand([...args, '--resume', '--json']);
    expect(code).toBe(0);
    const lines = parseLines(stdout) as { type: string; source?: string; resumed?: number }[];
    expect(lines.filter(({ type }) => type === 'file').map(({ source }) => source)).toEqual(['1/1.png']);
    expect(lines.at(-1)).toMatchObject({ resumed: FILES + 1, repaired: FILES + 2 });
    expect(comparable(reportOf(join(folder, 'again')))).toEqual(comparable(before));
    const other = await runCommand([...args, '--resume', '--format', 'grey', '--json']);
    expect(parseLines(other.stdout).at(-1)).toMatchObject({ resumed: 0, repaired: FILES + 2 });
  });
});

describe('a shard', () => {
  it('has every file in exactly one of its kind, told by the path alone', () => {
    const paths = Array.from({ length: 1000 }, (_, place) => `train/${place}.png`);
    const sizes = [1, 2, 3, 4].map((index) => paths.filter((path) => isInShard(path, { index, count: 4 })).length);
    expect(sizes.reduce((sum, size) => sum + size)).toBe(1000);
    for (const size of sizes) expect(size).toBeGreaterThan(200);
    // Machines of other versions must share alike: this never changes.
    expect(paths.slice(0, 8).map((path) => [1, 2, 3].find((index) => isInShard(path, { index, count: 3 })))).toEqual([
      ...[2, 2, 1, 2, 3, 2, 1, 2],
    ]);
  });

  it.each([
    [['--shard', '0/2'], 'Expected a part'],
    [['--shard', '1/2', '--part', 'x'], 'cannot be used with'],
    [['--part', '../x'], 'Expected letters'],
  ])('as %s is refused', async (options, text) => {
    const { code, stderr } = await runCommand(['repair', 'masks', '--out', 'out', '--palette', 'voc', ...options]);
    expect(code).toBe(64);
    expect(stderr).toContain(text);
  });

  it('without a palette is refused, for every shard would find another one', async () => {
    const { code, stderr } = await runCommand(['repair', 'masks', '--out', 'out', '--shard', '1/2']);
    expect(code).toBe(64);
    expect(stderr).toContain('--shard needs --palette');
  });

  it('of a list that is empty, or not there, is told as such', async () => {
    const folder = makeFolder({ list: '' });
    const out = ['--out', join(folder, 'out'), '--palette', 'voc'];
    const empty = await runCommand(['repair', '--files-from', join(folder, 'list'), ...out]);
    expect(empty).toMatchObject({ code: 64, stderr: expect.stringContaining('is empty') as string });
    const missing = await runCommand(['repair', '--files-from', join(folder, 'none'), ...out]);
    expect(missing).toMatchObject({ code: 1, stderr: expect.stringContaining('does not exist') as string });
  });
});
