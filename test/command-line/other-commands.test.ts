import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { jsonLineSchema } from '../../src/main/command-line/json-lines.ts';
import { parsePaletteFile } from '../../src/shared/palette/palette-files.ts';
import { COLOURS, drawPhoto, drawScene, LABEL_MAP, toIndexedPng, toJpeg, toPng } from './draw-masks.ts';
import { LAUNCHER, parseLines, runCommand } from './run-command.ts';
import { makeFolder } from './temporary-folder.ts';

const jpeg = await toJpeg(drawScene());
const png = toPng(drawScene());

describe('maskmend inspect', () => {
  it('tells what each file truly is and what happened to it', async () => {
    const folder = makeFolder({
      'a.jpg': jpeg,
      'b.png': png,
      'named.png': jpeg,
      'photo.jpg': await drawPhoto(),
      'text.jpg': 'text',
    });
    const { code, stdout } = await runCommand(['inspect', '.'], { cwd: folder });
    expect(code).toBe(2);
    expect(stdout).toMatch(/^File +Type +Size +Mode +Quality +Chroma +Colours +What happened\n/);
    expect(stdout).toMatch(/^a\.jpg +jpeg +160x128 +ycbcr +90 +4:2:0 +[\d,]+ +\w/m);
    expect(stdout).toMatch(/^b\.png +png +160x128 +rgb 8 bit +4 +clean/m);
    expect(stdout).toMatch(/^named\.png +jpeg .*\n {4}.*\w/m);
    expect(stdout).toMatch(/^text\.jpg +failed: /m);
    expect(stdout).toMatch(/\n5 files, 1 failed\n$/);
  });

  it('prints one JSON object per file and one to close', async () => {
    const folder = makeFolder({ 'a.jpg': jpeg, 'b.png': png });
    const { code, stdout } = await runCommand(['inspect', folder, '--json']);
    expect(code).toBe(0);
    const lines = parseLines(stdout).map((line) => jsonLineSchema.parse(line));
    expect(lines).toMatchObject([
      {
        type: 'file',
        source: 'a.jpg',
        path: join(folder, 'a.jpg'),
        format: 'jpeg',
        quality: 90,
        hasStandardTables: true,
      },
      { type: 'file', source: 'b.png', format: 'png', quality: null, distinctColours: 4, verdict: 'clean' },
      { type: 'summary', files: 2, failed: 0, exitCode: 0 },
    ]);
  });

  it('does not mind a reader that leaves early', () => {
    const folder = makeFolder(Object.fromEntries(Array.from({ length: 40 }, (_, place) => [`${place}.png`, png])));
    const command = `"${process.execPath}" "${LAUNCHER}" inspect "${folder}" --json | head -n 1; echo "\${PIPESTATUS[0]}"`;
    const [line, code] = execFileSync('bash', ['-c', command], { encoding: 'utf8' }).split('\n');
    expect(JSON.parse(line)).toMatchObject({ type: 'file' });
    expect(code).toBe('0');
  });
});

describe('maskmend palette', () => {
  const folderOf = () =>
    makeFolder({ 'masks/a.png': png, 'masks/b.jpg': jpeg, 'masks/c.png': toPng(drawScene(160, 128, 3)) });

  it('writes the classes to standard output and the evidence beside it', async () => {
    const { code, stdout, stderr } = await runCommand(['palette', folderOf()]);
    expect(code).toBe(0);
    for (const colour of COLOURS) expect(stdout).toMatch(new RegExp(`^[^#:]+:${colour.join(',')}:.*:`, 'm'));
    expect(stderr).toMatch(/4 classes, colours/);
    expect(stderr).toMatch(/Class +Index +Colour +Role +Files +Pixels +Spread/);
  });

  it.each([
    ['labelmap.txt', /^.+:200,30,30::$/m],
    ['label_colors.txt', /^200 30 30\s+\w/m],
    ['class_dict.csv', /^name,r,g,b\n(.*\n)*.+,200,30,30$/m],
    ['dataset_meta.json', /"segmentation_colors"/],
  ])('writes %s in the format of that name', async (name, words) => {
    const folder = folderOf();
    const out = join(folder, name);
    const { code, stdout } = await runCommand(['palette', join(folder, 'masks'), '--out', out]);
    expect(code).toBe(0);
    expect(stdout).toContain('4 classes');
    expect(readFileSync(out, 'utf8')).toMatch(words);
    const { classes } = parsePaletteFile(name, readFileSync(out, 'utf8'));
    expect(classes.map(({ rgb }) => rgb).sort()).toEqual([...COLOURS].sort());
  });

  it('replaces no file that says something else unless that is allowed', async () => {
    const folder = folderOf();
    const out = join(folder, 'labelmap.txt');
    const args = ['palette', join(folder, 'masks'), '--out', out];
    writeFileSync(out, LABEL_MAP);
    expect((await runCommand(args)).code).toBe(1);
    expect(readFileSync(out, 'utf8')).toBe(LABEL_MAP);
    expect((await runCommand([...args, '--overwrite'])).code).toBe(0);
    expect((await runCommand(args)).code).toBe(0);
  });

  it('gives the palette as one JSON object', async () => {
    const { stdout } = await runCommand(['palette', folderOf(), '--json']);
    const lines = parseLines(stdout).map((line) => jsonLineSchema.parse(line));
    expect(lines).toMatchObject([{ command: 'palette', coding: 'colour', files: 3, leftOut: [], exitCode: 0 }]);
  });

  it('says so where there is nothing to find classes in', async () => {
    const folder = makeFolder({ 'photo.jpg': await drawPhoto() });
    const { code, stderr } = await runCommand(['palette', folder]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^maskmend: \w/);
  });
});

describe('maskmend verify', () => {
  const spoilt = drawScene();
  spoilt.labels[3] = 7;
  spoilt.labels[165] = 9;

  it('passes masks that hold nothing but their classes', async () => {
    const folder = makeFolder({
      'masks/a.png': png,
      'masks/b.png': toIndexedPng(drawScene()),
      'labelmap.txt': LABEL_MAP,
    });
    const { code, stdout } = await runCommand(['verify', 'masks', '--palette', 'labelmap.txt'], { cwd: folder });
    expect({ code, stdout }).toEqual({ code: 0, stdout: '2 masks: 2 passed, 0 failed\n' });
  });

  it('names illegal indices, where they are, and damaged files', async () => {
    const folder = makeFolder({
      'masks/a.png': toIndexedPng(spoilt),
      'masks/b.jpg': jpeg,
      'masks/c.png': 'x',
      'labelmap.txt': LABEL_MAP,
    });
    const args = ['verify', 'masks', '--palette', 'labelmap.txt'];
    const { code, stdout } = await runCommand([...args, '--positions'], { cwd: folder });
    expect(code).toBe(2);
    expect(stdout.split('\n').slice(0, 6)).toEqual([
      'masks/a.png: 2 pixels of no class',
      '    index 7: 1 pixel, the first at 3,0',
      '    index 9: 1 pixel, the first at 5,1',
      'masks/a.png:3,0: index 7',
      'masks/a.png:5,1: index 9',
      'masks/b.jpg: is a JPEG, whose colours are not exact; repair it, and keep it as PNG',
    ]);
    expect(stdout).toMatch(/masks\/c\.png: .*\n3 masks: 0 passed, 3 failed\n$/);
    const lines = parseLines((await runCommand([...args, '--json'], { cwd: folder })).stdout).map((line) =>
      jsonLineSchema.parse(line),
    );
    expect(lines).toMatchObject([
      { source: 'a.png', status: 'failed', reading: 'index', illegalPixels: 2, problems: [{ kind: 'illegal-pixels' }] },
      { source: 'b.jpg', problems: [{ kind: 'damaged' }] },
      { source: 'c.png', problems: [{ kind: 'unreadable' }] },
      { type: 'summary', failed: 3, exitCode: 2 },
    ]);
  });

  it('lets as many illegal pixels pass as it is told to', async () => {
    const folder = makeFolder({ 'a.png': toIndexedPng(spoilt), 'labelmap.txt': LABEL_MAP });
    const verify = async (allow: string) =>
      (await runCommand(['verify', 'a.png', '--palette', 'labelmap.txt', '--allow', allow], { cwd: folder })).code;
    expect([await verify('1'), await verify('2')]).toEqual([2, 0]);
  });

  it('compares the size of a mask with its photo and with the size asked for', async () => {
    const photo = await drawPhoto(80, 64);
    const folder = makeFolder({
      'a_mask.png': png,
      'a.jpg': photo,
      'photos/b.jpg': photo,
      'masks/b.png': png,
      'labelmap.txt': LABEL_MAP,
    });
    const verify = async (...args: readonly string[]) =>
      await runCommand(['verify', '--palette', 'labelmap.txt', ...args], { cwd: folder });
    const beside = await verify('a_mask.png', 'a.jpg');
    expect(beside).toMatchObject({
      code: 2,
      stdout: 'a_mask.png: is 160x128, its photo 80x64\n1 mask: 0 passed, 1 failed; 1 photo beside them\n',
    });
    expect((await verify('masks', '--photos', 'photos')).stdout).toContain('masks/b.png: is 160x128, its photo 80x64');
    expect((await verify('masks', '--size', '100x100')).stdout).toContain('masks/b.png: is 160x128, not 100x100');
    expect((await verify('masks', '--size', '160x128')).code).toBe(0);
    expect((await verify('masks', '--photos', 'nowhere')).code).toBe(64);
  });

  it('takes the colour table of a PNG for the palette', async () => {
    const folder = makeFolder({ 'a.png': png, 'indexed.png': toIndexedPng(drawScene()) });
    expect((await runCommand(['verify', 'a.png', '--palette', 'indexed.png'], { cwd: folder })).code).toBe(0);
  });
});

describe.skipIf(process.platform === 'win32')('what is no ordinary file', () => {
  it('is no palette, and a pipe without a writer is not waited for', async () => {
    const folder = makeFolder({ 'a.png': png });
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    const { code, stderr } = await runCommand(['verify', 'a.png', '--palette', 'pipe'], { cwd: folder });
    expect({ code, stderr }).toEqual({
      code: 64,
      stderr: 'maskmend: pipe: is not a file; name a palette file or a preset\n',
    });
  });

  it.skipIf(!existsSync('/dev/full'))('a full disk behind the standard output is told, and the work is done', () => {
    const folder = makeFolder({ 'a.png': png });
    const { status, stderr } = spawnSync(
      'sh',
      ['-c', '"$0" "$1" repair a.png --out out > /dev/full', process.execPath, LAUNCHER],
      { cwd: folder, encoding: 'utf8' },
    );
    expect(status).toBe(2);
    expect(stderr).toMatch(/^maskmend: what it tells cannot be written: the disk is full$/m);
    expect(existsSync(join(folder, 'out/a.png'))).toBe(true);
  });
});
