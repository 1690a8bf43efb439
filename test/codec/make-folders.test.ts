import { existsSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { mkdir, mkdirSync } from '../../src/main/file-system.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'maskmend-folders-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
});

const ways = {
  later: (path: string) => mkdir(path, { recursive: true }),
  'at once': async (path: string) => {
    await Promise.resolve();
    mkdirSync(path, { recursive: true });
  },
} as const;

for (const [name, make] of Object.entries(ways)) {
  test(`folders are made with those around them, also twice and side by side: ${name}`, async () => {
    const paths = ['a/b/c', 'a/b/d', 'a/b/c'].map((path) => join(folder, path));
    await Promise.all(paths.map(make));
    await make(folder);
    for (const path of paths) expect(statSync(path).isDirectory()).toBe(true);
  });

  test(`what cannot be made is said so, whatever stands in the way: ${name}`, async () => {
    writeFileSync(join(folder, 'file'), '');
    symlinkSync(join(folder, 'nowhere', 'at all'), join(folder, 'link'));
    await expect(make(join(folder, 'file'))).rejects.toThrow('EEXIST');
    await expect(make(join(folder, 'file', 'in it'))).rejects.toThrow('ENOTDIR');
    await expect(make(join(folder, 'link', 'behind it'))).rejects.toThrow(/ENOENT|EEXIST/);
  });

  // There it is said of folders that are there that they are not: Node's own way asks again for ever.
  test.skipIf(!existsSync('/proc/self'))(`a system that lets nothing be made is asked once: ${name}`, async () => {
    await expect(make('/proc/none/of/these')).rejects.toThrow('ENOENT');
  });
}

test('a folder alone is made once', async () => {
  const path = join(folder, 'alone');
  await mkdir(path);
  await expect(mkdir(path)).rejects.toThrow('EEXIST');
  await expect(mkdir(join(folder, 'not', 'there'))).rejects.toThrow('ENOENT');
  expect(() => {
    mkdirSync(path);
  }).toThrow('EEXIST');
});
