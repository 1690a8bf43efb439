import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { jsonLineSchema } from '../../src/main/command-line/json-lines.ts';
import { REPORT_NAME } from '../../src/main/services/repair/earlier-results.ts';
import { reportSchema, type Report } from '../../src/main/services/report/report.ts';
import { COLOURS, drawPhoto, drawScene, LABEL_MAP, toIndexedPng, toJpeg, toPng } from './draw-masks.ts';
import { parseLines, runCommand } from './run-command.ts';
import { makeFolder, writeIn } from './temporary-folder.ts';

const jpeg = await toJpeg(drawScene());
const png = toPng(drawScene());
const photo = await drawPhoto();

function readReport(out: string): Report {
  return reportSchema.parse(JSON.parse(readFileSync(join(out, REPORT_NAME), 'utf8')));
}

/** Every file below a folder with its content. */
function contentsOf(folder: string): Readonly<Record<string, string>> {
  const entries = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) =>
    statSync(join(folder, path)).isFile(),
  );
  return Object.fromEntries(entries.sort().map((path) => [path, readFileSync(join(folder, path)).toString('base64')]));
}

/** All that a run writes except the report, which tells of its time too. */
function masksIn(folder: string): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(contentsOf(folder)).filter(([path]) => path !== REPORT_NAME));
}

async function coloursOf(path: string): Promise<ReadonlySet<string>> {
  const pixels = await sharp(path).removeAlpha().toColourspace('srgb').raw().toBuffer();
  const colours = new Set<string>();
  for (let place = 0; place < pixels.length; place += 3) colours.add(pixels.subarray(place, place + 3).join(','));
  return colours;
}

describe('maskmend repair', () => {
  it('repairs a folder, keeps its tree, skips photos, and reports on every file', async () => {
    const folder = makeFolder({
      'masks/a.jpg': jpeg,
      'masks/deep/b.png': png,
      'masks/photo.jpg': photo,
      'masks/broken.png': png.subarray(0, 300),
      'masks/notes.txt': 'not a mask',
      'labelmap.txt': LABEL_MAP,
    });
    const before = contentsOf(join(folder, 'masks'));
    const out = join(folder, 'cleaned');
    const { code, stdout, stderr } = await runCommand([
      ...['repair', join(folder, 'masks'), '--out', out, '--palette', join(folder, 'labelmap.txt'), '--workers', '2'],
      ...['--confidence', join(folder, 'sure'), '--report', join(folder, 'reports/r.json')],
    ]);
    expect({ code, stderr }).toEqual({ code: 2, stderr: '' });
    expect(stdout).toContain('4 files: 2 repaired, 1 skipped (no masks), 1 failed');
    expect(Object.keys(contentsOf(out))).toEqual(['a.png', 'deep/b.png', 'labelmap.txt', REPORT_NAME]);
    expect(Object.keys(contentsOf(join(folder, 'sure')))).toEqual(['a.png', 'deep/b.png']);
    expect(contentsOf(join(folder, 'masks'))).toEqual(before);
    const palette = new Set(COLOURS.map((colour) => colour.join(',')));
    for (const path of ['a.png', 'deep/b.png']) expect(await coloursOf(join(out, path))).toEqual(palette);
    const sure = await sharp(join(folder, 'sure/deep/b.png')).metadata();
    expect(sure).toMatchObject({ width: 160, height: 128, channels: 1, depth: 'uchar' });

    const report = readReport(out);
    expect(report).toEqual(JSON.parse(readFileSync(join(folder, 'reports/r.json'), 'utf8')));
    expect(report.palette.map(({ name, index, rgb }) => [name, index, rgb])).toEqual(
      ['background', 'road', 'water', 'lamp'].map((name, index) => [name, index, COLOURS[index]]),
    );
    expect(report.files.map(({ source, output, status }) => [source, output, status])).toEqual([
      ['a.jpg', 'a.png', 'repaired'],
      ['broken.png', null, 'failed'],
      ['deep/b.png', 'deep/b.png', 'repaired'],
      ['photo.jpg', null, 'skipped'],
    ]);
    const [damaged, broken, clean, skipped] = report.files;
    expect(damaged).toMatchObject({
      width: 160,
      height: 128,
      quality: 90,
      subsampling: '4:2:0',
      classes: 4,
      confidence: 'a.png',
    });
    expect(damaged.coloursBefore).toBeGreaterThan(4);
    expect(damaged.changedPixels).toBeGreaterThan(0);
    expect(broken).toMatchObject({
      verdict: 'unreadable',
      error: { code: expect.stringMatching(/truncated|corrupt/) as string },
    });
    expect(clean).toMatchObject({
      verdict: 'clean',
      quality: null,
      changedPixels: 0,
      uncertainPixels: 0,
      coloursBefore: 4,
    });
    expect(skipped).toMatchObject({ verdict: 'not-a-mask' });
    expect(report).toMatchObject({
      isComplete: true,
      totals: { files: 4, repaired: 2, skipped: 1, failed: 1, pending: 0 },
    });
  });

  it('finds the classes itself and leaves a label map that it can be run with again', async () => {
    const folder = makeFolder();
    for (let seed = 0; seed < 3; seed++) writeIn(folder, `masks/${seed}.png`, toPng(drawScene(160, 128, seed)));
    writeIn(folder, 'masks/3.jpg', jpeg);
    const found = await runCommand(['repair', join(folder, 'masks'), '--out', join(folder, 'first')]);
    expect(found.code).toBe(0);
    const { palette } = readReport(join(folder, 'first'));
    expect(palette.map(({ rgb }) => rgb).sort()).toEqual([...COLOURS].sort());
    expect(palette.every(({ evidence }) => (evidence?.pixels ?? 0) > 0)).toBe(true);
    for (const { rgb, name } of palette) expect(found.stdout).toMatch(new RegExp(`${name} .*${rgb.join(',')}`));
    const labelMap = join(folder, 'first/labelmap.txt');
    const again = await runCommand([
      'repair',
      join(folder, 'masks'),
      '--out',
      join(folder, 'second'),
      '--palette',
      labelMap,
    ]);
    expect(again.code).toBe(0);
    for (const name of ['0.png', '3.png']) {
      expect(readFileSync(join(folder, 'second', name))).toEqual(readFileSync(join(folder, 'first', name)));
    }
  });

  it('prints one JSON object per file and one to close', async () => {
    const folder = makeFolder({ 'masks/a.jpg': jpeg, 'masks/b.png': png });
    const args = ['repair', join(folder, 'masks'), join(folder, 'gone.png'), '--out', join(folder, 'out'), '--json'];
    const { code, stdout } = await runCommand(args);
    expect(code).toBe(2);
    const lines = parseLines(stdout).map((line) => jsonLineSchema.parse(line));
    expect(lines.map(({ type }) => type)).toEqual(['file', 'file', 'file', 'summary']);
    expect(lines.at(-1)).toMatchObject({ command: 'repair', files: 3, repaired: 2, failed: 1, exitCode: 2 });
    expect(lines.at(-2)).toMatchObject({ status: 'failed', error: { code: 'not-found' } });
  });

  it('gives the same bytes when it is run again, and asks nobody', async () => {
    const folder = makeFolder({ 'a.jpg': jpeg, 'b.png': png });
    const args = ['repair', folder, '--out', join(folder, 'cleaned'), '--confidence', join(folder, 'sure')];
    expect((await runCommand(args)).code).toBe(0);
    const first = masksIn(join(folder, 'cleaned'));
    const again = await runCommand([...args, '--workers', '1']);
    expect(again.code).toBe(0);
    // Neither the masks nor the confidence maps of the first run, which lie below the sources, are sources.
    expect(readReport(join(folder, 'cleaned')).files.map(({ source }) => source)).toEqual(['a.jpg', 'b.png']);
    const second = masksIn(join(folder, 'cleaned'));
    expect(second).toEqual(first);
    expect(readReport(join(folder, 'cleaned')).earlierFiles).toEqual([]);
  });

  it('knows what earlier runs with other masks have written into the same folder', async () => {
    const folder = makeFolder({ 'train/a.png': png, 'val/b.png': png });
    const repair = async (name: string) =>
      (await runCommand(['repair', join(folder, name), '--out', join(folder, 'out')])).code;
    expect([await repair('train'), await repair('val'), await repair('train')]).toEqual([0, 0, 0]);
    expect(readReport(join(folder, 'out')).earlierFiles).toEqual(['b.png']);
  });

  it('replaces no foreign file unless that is allowed', async () => {
    const folder = makeFolder({ 'masks/a.png': png, 'out/a.png': 'precious' });
    const args = ['repair', join(folder, 'masks'), '--out', join(folder, 'out')];
    const refused = await runCommand(args);
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toMatch(/a\.png: exists and is not from an earlier repair; .*--overwrite/);
    expect(contentsOf(join(folder, 'out'))).toEqual({ 'a.png': Buffer.from('precious').toString('base64') });
    expect((await runCommand([...args, '--overwrite'])).code).toBe(0);
  });

  it('leaves nothing behind where it cannot even begin', async () => {
    const folder = makeFolder({ 'masks/a.png': png, 'text.maskmend': 'no project' });
    const out = join(folder, 'out');
    const failed = await runCommand([
      'repair',
      join(folder, 'masks'),
      '--out',
      out,
      '--project',
      join(folder, 'text.maskmend'),
    ]);
    expect(failed).toMatchObject({ code: 1, stdout: '' });
    expect(failed.stderr).toMatch(/^maskmend: .*text\.maskmend: /);
    expect(existsSync(out)).toBe(false);
  });

  it('goes on where it ended where it keeps its work in a project', async () => {
    const folder = makeFolder({ 'masks/a.png': png });
    const args = [
      'repair',
      join(folder, 'masks'),
      '--out',
      join(folder, 'out'),
      '--project',
      join(folder, 'p.maskmend'),
    ];
    const repair = async () => readReport(join(folder, (await runCommand(args)).code === 0 ? 'out' : '')).totals;
    expect(await repair()).toMatchObject({ repaired: 1, resumed: 0 });
    expect(await repair()).toMatchObject({ repaired: 1, resumed: 1 });
  });

  it('replaces no foreign file by its report, and no mask', async () => {
    const folder = makeFolder({ 'masks/a.png': png, 'other.json': '{}' });
    const repair = async (report: string) =>
      (
        await runCommand([
          'repair',
          join(folder, 'masks'),
          '--out',
          join(folder, 'out'),
          '--report',
          join(folder, report),
        ])
      ).code;
    expect([await repair('other.json'), await repair('masks/a.png'), await repair('new/r.json')]).toEqual([1, 64, 0]);
    expect(readFileSync(join(folder, 'other.json'), 'utf8')).toBe('{}');
    expect(readFileSync(join(folder, 'masks/a.png'))).toEqual(Buffer.from(png));
  });

  it('leaves a label map that a person has changed', async () => {
    const folder = makeFolder({ 'masks/a.png': png });
    const args = ['repair', join(folder, 'masks'), '--out', join(folder, 'out')];
    await runCommand(args);
    writeIn(folder, 'out/labelmap.txt', LABEL_MAP);
    expect((await runCommand(args)).code).toBe(0);
    expect(readFileSync(join(folder, 'out/labelmap.txt'), 'utf8')).toBe(LABEL_MAP);
  });

  it('refuses the folder of the masks as --out', async () => {
    const folder = makeFolder({ 'a.png': png });
    const { code, stderr } = await runCommand(['repair', folder, '--out', folder]);
    expect(code).toBe(64);
    expect(stderr).toContain('is the folder of the masks themselves; choose another folder; --out names it');
    expect(readdirSync(folder)).toEqual(['a.png']);
  });

  it('takes any name that a file can have', async () => {
    const names = [
      'with space.png',
      '"quoted" \'too\'.png',
      '🎭 maß.png',
      '-dash.png',
      '--out.png',
      'new\nline.png',
      '%41$HOME`.png',
    ];
    const folder = makeFolder(Object.fromEntries(names.map((name) => [`masks/${name}`, png])));
    const whole = await runCommand(['repair', '--out', 'out', '--', 'masks'], { cwd: folder });
    expect(whole).toMatchObject({ code: 0, stderr: '' });
    expect(Object.keys(contentsOf(join(folder, 'out'))).filter((name) => name.endsWith('.png'))).toEqual(
      [...names].sort(),
    );
    expect(whole.stdout).toContain('masks/new\\x0aline.png: clean');
    const single = await runCommand(['repair', '--out', '../single', '--', '-dash.png', './--out.png'], {
      cwd: join(folder, 'masks'),
    });
    expect(single.code).toBe(0);
    expect(readReport(join(folder, 'single')).files.map(({ source }) => source)).toEqual(['-dash.png', '--out.png']);
  });

  it('says in words what is wrong where there is nothing to work on', async () => {
    const folder = makeFolder({ 'texts/a.txt': '' });
    mkdirSync(join(folder, 'empty'));
    const run = async (...names: readonly string[]) =>
      await runCommand(['repair', ...names.map((name) => join(folder, name)), '--out', join(folder, 'out')]);
    const results = [await run('empty'), await run('texts'), await run('gone', 'gone too')];
    expect(results.map(({ code }) => code)).toEqual([1, 1, 1]);
    expect(results[0]?.stderr).toContain('found no pictures; name mask files, or folders that hold some');
    expect(results[1]?.stderr).toContain('found no pictures, only 1 file of other kinds');
    expect(results[2]?.stderr).toMatch(/gone: does not exist\n.*gone too: does not exist\n.*found no pictures/);
    expect(readdirSync(folder).sort()).toEqual(['empty', 'texts']);
  });

  it('fails with 1 where every file fails, and still reports', async () => {
    const folder = makeFolder({ 'masks/text.jpg': 'no picture at all', 'masks/empty.png': '' });
    const { code } = await runCommand([
      'repair',
      join(folder, 'masks'),
      '--out',
      join(folder, 'out'),
      '--palette',
      'voc',
    ]);
    expect(code).toBe(1);
    expect(readReport(join(folder, 'out')).files.map(({ status }) => status)).toEqual(['failed', 'failed']);
  });

  it('keeps colliding names apart', async () => {
    const folder = makeFolder({ 'x/a.jpg': jpeg, 'x/a.png': png, 'y/a.png': png });
    const { code } = await runCommand(['repair', join(folder, 'x'), join(folder, 'y'), '--out', join(folder, 'out')]);
    expect(code).toBe(0);
    const { files, roots } = readReport(join(folder, 'out'));
    expect(roots.map(({ name }) => name)).toEqual(['x', 'y']);
    expect(files.map(({ source, output }) => [source, output])).toEqual([
      ['x/a.jpg', 'x/a.jpg.png'],
      ['x/a.png', 'x/a.png.png'],
      ['y/a.png', 'y/a.png'],
    ]);
  });

  it('writes the other formats too', async () => {
    const folder = makeFolder({ 'masks/a.png': toIndexedPng(drawScene()), 'labelmap.txt': LABEL_MAP });
    for (const format of ['grey', 'rgb']) {
      const out = join(folder, format);
      const args = [
        'repair',
        join(folder, 'masks'),
        '--out',
        out,
        '--format',
        format,
        '--palette',
        join(folder, 'labelmap.txt'),
      ];
      expect((await runCommand(args)).code).toBe(0);
      const { channels } = await sharp(join(out, 'a.png')).metadata();
      expect([basename(out), channels]).toEqual([format, format === 'grey' ? 1 : 3]);
    }
  });

  it('exits with 3 under --strict where a mask needs a look', async () => {
    const folder = makeFolder({
      'poor/a.jpg': await toJpeg(drawScene(), 10),
      'clean/a.png': png,
      'labelmap.txt': LABEL_MAP,
    });
    const repair = async (name: string) =>
      (
        await runCommand([
          'repair',
          join(folder, name),
          '--out',
          join(folder, `out-${name}`),
          '--palette',
          join(folder, 'labelmap.txt'),
          '--strict',
        ])
      ).code;
    expect([await repair('poor'), await repair('clean')]).toEqual([3, 0]);
  });
});
