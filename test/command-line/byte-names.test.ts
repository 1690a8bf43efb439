import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { givenName, restoreArguments } from '../../src/main/command-line/given-arguments.ts';
import { readPathList } from '../../src/main/command-line/repair/read-path-list.ts';
import { nameOfBytes } from '../../src/main/name-bytes.ts';
import { scanSources } from '../../src/main/services/sources/scan-sources.ts';
import { bytePath, bytesBelow, putByteFile, takesByteNames } from '../byte-files.ts';
import { drawScene, LABEL_MAP, toJpeg, toPng } from './draw-masks.ts';
import { LAUNCHER, olderNode, parseLines, runCommand } from './run-command.ts';
import { makeFolder } from './temporary-folder.ts';

const jpeg = await toJpeg(drawScene());
const png = toPng(drawScene());
const latin1 = (name: string) => Buffer.from(name, 'latin1');
/** A name of which each character is one byte, as the program holds it. */
const held = (name: string) => nameOfBytes(latin1(name));

/** Masks under names in Latin-1 and Shift-JIS, one broken, and one whose name is text. */
function makeMasks(): string {
  const folder = makeFolder({ 'masks/text.png': png, 'labelmap.txt': LABEL_MAP });
  putByteFile(folder, 'masks/caf\xe9.jpg', jpeg);
  putByteFile(folder, 'masks/caf\xe8.jpg', jpeg);
  putByteFile(folder, 'masks/d\xe9/\x82\xa0.png', png);
  putByteFile(folder, 'masks/d\xe9/broken\xff.jpg', jpeg.subarray(0, 200));
  return folder;
}

/** Runs the command with what a shell makes of `words`, in which `\351` is a byte. */
function runInShell(node: string, words: string, folder: string) {
  const { status, stdout, stderr } = spawnSync('sh', ['-c', `"$0" "$1" ${words}`, node, LAUNCHER], { cwd: folder });
  return { status, stdout: stdout.toString('latin1'), stderr: stderr.toString('latin1') };
}

const RESULTS = ['caf\xe8.png', 'caf\xe9.png', 'd\xe9', 'd\xe9/\x82\xa0.png'];

describe.skipIf(!takesByteNames())('names that are no UTF-8', () => {
  it('are kept byte for byte by results, maps, project and report, run after run', () => {
    const folder = makeMasks();
    const words = `repair masks --out out --confidence sure --palette labelmap.txt --workers 1 --json`;
    for (const run of ['first', 'second']) {
      const { status, stdout } = runInShell(
        process.execPath,
        `${words} --project "$(printf 'p\\351.maskmend')"`,
        folder,
      );
      expect([run, status]).toEqual([run, 2]);
      expect(bytesBelow(bytePath(folder, 'out'))).toEqual([
        ...RESULTS,
        'labelmap.txt',
        'maskmend-report.json',
        'text.png',
      ]);
      expect(bytesBelow(bytePath(folder, 'sure'))).toEqual([...RESULTS, 'text.png']);
      const lines = parseLines(Buffer.from(stdout, 'latin1').toString()) as {
        source?: string;
        output?: string;
        status?: string;
      }[];
      expect(lines).toContainEqual(
        expect.objectContaining({ source: held('caf\xe9.jpg'), output: held('caf\xe9.png') }),
      );
      expect(lines).toContainEqual(expect.objectContaining({ source: held('d\xe9/broken\xff.jpg'), status: 'failed' }));
    }
    const report = JSON.parse(readFileSync(join(folder, 'out/maskmend-report.json'), 'utf8')) as {
      files: { source: string }[];
    };
    expect(report.files.map(({ source }) => source)).toContain(held('d\xe9/\x82\xa0.png'));
    expect(readFileSync(bytePath(folder, 'masks/caf\xe9.jpg')).equals(jpeg)).toBe(true);
    expect(bytesBelow(Buffer.from(folder)).filter((name) => name.includes('maskmend') && !name.includes('/'))).toEqual([
      'p\xe9.maskmend',
    ]);
    const check = runInShell(process.execPath, `check "$(printf 'p\\351.maskmend')"`, folder);
    expect(check).toMatchObject({ status: 0, stdout: 'p\\xE9.maskmend: all is well\n' });
  });

  it('are told by the numbers of their bytes', async () => {
    const { stdout } = await runCommand(['inspect', 'masks'], { cwd: makeMasks() });
    expect(stdout).toContain('masks/caf\\xE9.jpg ');
    expect(stdout).toContain('masks/d\\xE9/\\x82\\xA0.png ');
  });

  const nodes = [process.execPath, olderNode()].filter((node) => node !== undefined);
  it.each(nodes)('come through a shell, and the launcher, whole (%s)', (node) => {
    const folder = makeMasks();
    const words = `repair "$(printf 'masks/caf\\350.jpg')" masks/text.png --out "$(printf 'o\\351')" --palette labelmap.txt`;
    expect(runInShell(node, words, folder)).toMatchObject({ status: 0 });
    expect(bytesBelow(Buffer.from(folder)).filter((path) => path.startsWith('o\xe9/caf'))).toEqual([
      'o\xe9/caf\xe8.png',
    ]);
    const inside = runInShell(node, `inspect . --json`, `${folder}/masks`);
    expect(inside.status).toBe(2);
  });

  it('may be that of the folder a command runs in', () => {
    const folder = makeMasks();
    const { status } = spawnSync(
      'sh',
      ['-c', `cd "$(printf 'masks/d\\351')" && "$0" "$1" repair . --out ../../o --palette ../../labelmap.txt`].concat(
        process.execPath,
        LAUNCHER,
      ),
      { cwd: folder },
    );
    expect(status).toBe(2);
    expect(bytesBelow(bytePath(folder, 'o'))).toContain('\x82\xa0.png');
  });

  it('that were lost on the way are told so', async () => {
    const { stdout, stderr } = await runCommand(['inspect', 'masks/caf\ufffd.jpg', 'masks'], { cwd: makeMasks() });
    expect(stdout + stderr).toContain(
      'its name is no UTF-8 and did not come through whole: name the folder it lies in',
    );
  });

  it.each([
    ['lines', '\n'],
    ['lines of Windows', '\r\n'],
    ['NULs', '\0'],
  ])('stand in lists of files, ended by %s', async (_, end) => {
    const folder = makeFolder();
    writeFileSync(join(folder, 'list'), latin1(`a b.png${end}caf\xe9.jpg${end}`));
    expect(await readPathList(join(folder, 'list'))).toEqual(['a b.png', held('caf\xe9.jpg')]);
  });

  it('are taken as this program writes them, too', () => {
    const folder = makeMasks();
    const path = join(folder, 'masks', held('caf\xe9.jpg'));
    expect(givenName(Buffer.from(path))).toBe(path);
    putByteFile(folder, 'private\xee\xbf\xa9', '');
    expect(givenName(bytePath(folder, 'private\xee\xbf\xa9'))).toBe(join(folder, held('private\xee\xbf\xa9')));
  });

  it('may lie behind links, and be links', async () => {
    const folder = makeMasks();
    symlinkSync(bytePath(folder, 'masks/d\xe9'), bytePath(folder, 'masks/l\xe9'));
    symlinkSync(latin1('nowhere'), bytePath(folder, 'masks/lost\xe9.png'));
    const { files, problems } = await scanSources([join(folder, 'masks')], { isLeavingOutResults: true });
    expect(files).toHaveLength(5);
    expect(problems.map(({ source }) => source.relativePath)).toEqual([held('lost\xe9.png')]);
  });

  it('are exported for other tools as text', async () => {
    const folder = makeMasks();
    await runCommand(['repair', 'masks', '--out', 'out', '--palette', 'labelmap.txt'], { cwd: folder });
    const { status } = runInShell(process.execPath, `export out --to cvat --out "$(printf 'v\\351.zip')"`, folder);
    expect(status).toBe(0);
    expect(existsSync(bytePath(folder, 'v\xe9.zip'))).toBe(true);
    const { stdout } = await runCommand(['stats', held('v\xe9.zip')], { cwd: folder });
    expect(stdout).toContain('v\\xE9.zip: cvat');
    expect(readFileSync(bytePath(folder, 'v\xe9.zip')).toString('latin1')).toContain('/caf_xE9.png');
  });
});

it('arguments whose bytes Node lost are taken from the command line in its order', () => {
  const line = ['node', 'x.js', 'repair', 'caf\xe9', '--resume', 'caf\xe8', 'a'].map(latin1);
  const args = ['repair', 'caf\ufffd', 'new', 'caf\ufffd', 'a', 'b\ufffd'];
  expect(restoreArguments(args, line)).toEqual(['repair', held('caf\xe9'), 'new', held('caf\xe8'), 'a', 'b\ufffd']);
});

it('lists made by PowerShell and by Notepad are read', async () => {
  const folder = makeFolder();
  writeFileSync(join(folder, 'a'), Buffer.from('\ufeffé.png\r\nb.png\r\n', 'utf16le'));
  writeFileSync(join(folder, 'b'), '\ufeffé.png\nb.png');
  for (const name of ['a', 'b']) expect(await readPathList(join(folder, name))).toEqual(['é.png', 'b.png']);
});
