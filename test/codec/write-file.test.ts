import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { writeFileAside, writeFileAsideAtOnce } from '../../src/main/codec/write-file.ts';
import { makeFolder } from '../command-line/temporary-folder.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('writing a file', () => {
  it('puts bytes and text where they belong, and nothing else', async () => {
    const folder = makeFolder();
    await writeFileAside(join(folder, 'bytes'), Uint8Array.of(1, 2, 3));
    await writeFileAside(join(folder, `-"text" 😀`), 'schön');
    expect(readFileSync(join(folder, 'bytes'))).toEqual(Buffer.of(1, 2, 3));
    expect(readFileSync(join(folder, `-"text" 😀`), 'utf8')).toBe('schön');
    expect(readdirSync(folder)).toHaveLength(2);
  });

  it('replaces a file, and a link but not what it leads to', async () => {
    const folder = makeFolder({ old: 'old', source: 'source' });
    symlinkSync('source', join(folder, 'link'));
    await writeFileAside(join(folder, 'old'), 'new');
    await writeFileAside(join(folder, 'link'), 'new');
    expect(readFileSync(join(folder, 'old'), 'utf8')).toBe('new');
    expect(readFileSync(join(folder, 'link'), 'utf8')).toBe('new');
    expect(readFileSync(join(folder, 'source'), 'utf8')).toBe('source');
  });

  it('may happen many times at once to one path: one of them wins, whole', async () => {
    const folder = makeFolder();
    const contents = Array.from({ length: 8 }, (_, i) => String(i).repeat(10_000));
    await Promise.all(contents.map((content) => writeFileAside(join(folder, 'file'), content)));
    expect(contents).toContain(readFileSync(join(folder, 'file'), 'utf8'));
    expect(readdirSync(folder)).toEqual(['file']);
  });
});

describe('writing a file at once', () => {
  const bytes = Buffer.from('new and longer');

  it('makes the folder above it, and replaces a file, and a link but not what it leads to', async () => {
    const folder = makeFolder({ [join('in', 'old')]: 'old', [join('in', 'source')]: 'source' });
    symlinkSync('source', join(folder, 'in', 'link'));
    const paths = [join('in', 'old'), join('in', 'link'), join('a', 'b', 'c')].map((name) => join(folder, name));
    for (const path of paths) await writeFileAsideAtOnce(path, bytes);
    expect(paths.map((path) => readFileSync(path, 'utf8'))).toEqual(paths.map(() => 'new and longer'));
    expect(readFileSync(join(folder, 'in', 'source'), 'utf8')).toBe('source');
    expect(readdirSync(join(folder, 'in')).sort()).toEqual(['link', 'old', 'source']);
  });

  it('keeps the old file and leaves no half of the new one where it fails', async () => {
    const folder = makeFolder({ file: 'old', [join('taken', 'inside')]: '' });
    await expect(writeFileAsideAtOnce(join(folder, 'taken'), bytes)).rejects.toMatchObject({ code: 'exists' });
    await expect(writeFileAsideAtOnce(join(folder, 'file', 'a'), bytes)).rejects.toMatchObject({
      name: 'MaskmendError',
      path: join(folder, 'file', 'a'),
    });
    vi.stubEnv('MASKMEND_WRITE_FAULT', 'ENOSPC');
    const path = join(folder, 'file');
    await expect(writeFileAsideAtOnce(path, bytes)).rejects.toMatchObject({ code: 'disk-full', path });
    expect(readFileSync(path, 'utf8')).toBe('old');
    expect(readdirSync(folder).sort()).toEqual(['file', 'taken']);
  });
});

describe('a file that cannot be written', () => {
  it('because its folder is missing or is a file says so', async () => {
    const folder = makeFolder({ file: '' });
    for (const path of [join(folder, 'none', 'a.png'), join(folder, 'file', 'a.png')]) {
      await expect(writeFileAside(path, 'x')).rejects.toMatchObject({ name: 'MaskmendError', code: 'not-found', path });
    }
  });

  it('because a folder is in its way leaves that folder and no rest', async () => {
    const folder = makeFolder({ [join('taken', 'inside')]: '' });
    await expect(writeFileAside(join(folder, 'taken'), 'x')).rejects.toMatchObject({ code: 'exists' });
    expect(readdirSync(folder)).toEqual(['taken']);
  });

  it.each([
    ['ENOSPC', 'disk-full', 'the disk is full'],
    ['EDQUOT', 'disk-full', 'your share of the disk is used up'],
    ['EROFS', 'permission-denied', 'the disk is read-only'],
    ['EIO', 'internal', 'Error: EIO: injected'],
  ])('because of an injected %s keeps the old file and leaves no half of the new one', async (fault, code, message) => {
    vi.stubEnv('MASKMEND_WRITE_FAULT', fault);
    const folder = makeFolder({ file: 'old' });
    const path = join(folder, 'file');
    await expect(writeFileAside(path, 'new and longer')).rejects.toMatchObject({ code, message, path });
    expect(readFileSync(path, 'utf8')).toBe('old');
    expect(readdirSync(folder)).toEqual(['file']);
  });

  it('because the disk is really full keeps the old file and leaves no rest', async (context) => {
    const folder = makeFolder();
    if (!mountSmallDisk(folder)) {
      console.log('skipped: a really full disk (mounting is not allowed here; an injected ENOSPC was tested)');
      context.skip();
    }
    await writeFileAside(join(folder, 'file'), 'old');
    await expect(writeFileAside(join(folder, 'file'), new Uint8Array(200_000))).rejects.toMatchObject({
      code: 'disk-full',
    });
    expect(readFileSync(join(folder, 'file'), 'utf8')).toBe('old');
    expect(readdirSync(folder)).toEqual(['file']);
  });

  it.skipIf(process.platform === 'win32')('because this user may not write there says so', () => {
    const folder = makeFolder();
    mkdirSync(join(folder, 'locked'));
    chmodSync(folder, 0o755);
    chmodSync(join(folder, 'locked'), 0o555);
    expect(writeAsNobody(join(folder, 'locked', 'file'))).toBe('permission-denied');
    expect(existsSync(join(folder, 'locked', 'file'))).toBe(false);
  });
});

/** Lays a disk of 64 kB over the folder, where this user may; it goes with the test. */
function mountSmallDisk(folder: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder], { stdio: 'ignore' });
  } catch {
    return false;
  }
  onTestFinished(() => {
    execFileSync('umount', [folder]);
  });
  return true;
}

/** Writes in a process that has given up the rights of root, and returns the code of the error. */
function writeAsNobody(path: string): string {
  const writer = new URL('../../src/main/codec/write-file.ts', import.meta.url).href;
  const script = `
    import { writeFileAside, writeFileAsideAtOnce } from ${JSON.stringify(writer)};
    if (process.getuid() === 0) process.setuid(65534);
    const code = await writeFileAside(process.argv.at(-1), 'x').then(() => 'none', (error) => error.code);
    process.stdout.write(code);
  `;
  return execFileSync(process.execPath, ['--input-type=module', '-e', script, '--', path], { encoding: 'utf8' });
}
