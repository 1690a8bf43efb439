import { linkSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkExistingFiles, checkResultFolder } from '../../src/main/services/repair/output-safety.ts';
import { scanSources } from '../../src/main/services/sources/scan-sources.ts';
import { makeFolder, writeIn } from './temporary-folder.ts';

const usage = expect.objectContaining({ code: 'usage' }) as Error;

async function check(out: string, { sources, isOurs = false }: { sources: readonly string[]; isOurs?: boolean }) {
  const scan = await scanSources(sources, { isLeavingOutResults: true });
  await checkResultFolder({ path: out, option: '--out', isOurs }, scan);
}

describe('checkResultFolder', () => {
  it('refuses the folder of the sources, however it is reached', async () => {
    const folder = makeFolder({ 'masks/a.png': '' });
    const masks = join(folder, 'masks');
    symlinkSync('masks', join(folder, 'alias'));
    await expect(check(masks, { sources: [masks] })).rejects.toThrow(usage);
    await expect(check(join(folder, 'alias'), { sources: [masks] })).rejects.toThrow(usage);
    await expect(check(masks, { sources: [join(masks, 'a.png')] })).rejects.toThrow(usage);
  });

  it('takes a folder inside the sources where it is new, empty or ours', async () => {
    const folder = makeFolder({ 'a.png': '', 'ours/b.png': '' });
    mkdirSync(join(folder, 'empty'));
    await check(join(folder, 'new/deep'), { sources: [folder] });
    await check(join(folder, 'empty'), { sources: [folder] });
    await check(join(folder, 'ours'), { sources: [folder], isOurs: true });
  });

  it('refuses a folder inside the sources that holds foreign files', async () => {
    const folder = makeFolder({ 'a.png': '', 'deep/b.png': '' });
    await expect(check(join(folder, 'deep'), { sources: [folder] })).rejects.toThrow(usage);
  });

  it('refuses a link from outside that leads into the sources', async () => {
    const folder = makeFolder({ 'masks/deep/a.png': '' });
    symlinkSync('masks/deep', join(folder, 'out'));
    await expect(check(join(folder, 'out'), { sources: [join(folder, 'masks')] })).rejects.toThrow(usage);
  });

  it('refuses what is to lie below a file, before anything is done', async () => {
    const folder = makeFolder({ 'masks/a.png': '', file: '' });
    await expect(check(join(folder, 'file/out'), { sources: [join(folder, 'masks')] })).rejects.toThrow(usage);
    const rules = { sources: [], ours: new Set<string>(), isOverwriting: true };
    await expect(checkExistingFiles([join(folder, 'file/report.json')], rules)).rejects.toThrow(usage);
  });

  it('takes a folder beside the sources whose name begins with theirs', async () => {
    const folder = makeFolder({ 'masks/a.png': '', 'masks-cleaned/b.txt': '' });
    await check(join(folder, 'masks-cleaned'), { sources: [join(folder, 'masks')] });
  });

  it('refuses a file in place of a folder', async () => {
    const folder = makeFolder({ 'masks/a.png': '', out: '' });
    await expect(check(join(folder, 'out'), { sources: [join(folder, 'masks')] })).rejects.toThrow(/is a file/);
  });
});

describe('checkExistingFiles', () => {
  const none: ReadonlySet<string> = new Set();

  it('lets new files and our own pass', async () => {
    const folder = makeFolder({ 'ours.png': '' });
    const ours = join(folder, 'ours.png');
    await checkExistingFiles([ours, join(folder, 'new.png')], {
      sources: [],
      ours: new Set([ours]),
      isOverwriting: false,
    });
  });

  it('refuses to replace a foreign file unless that is allowed', async () => {
    const folder = makeFolder({ 'foreign.png': '' });
    const planned = [join(folder, 'foreign.png')];
    const refused = checkExistingFiles(planned, { sources: [], ours: none, isOverwriting: false });
    await expect(refused).rejects.toMatchObject({ code: 'exists', path: planned[0] });
    await checkExistingFiles(planned, { sources: [], ours: none, isOverwriting: true });
  });

  it('never lets a source be replaced, nor what is one through a link', async () => {
    const folder = makeFolder({ 'masks/a.png': 'mask' });
    const source = join(folder, 'masks/a.png');
    writeIn(folder, 'out/keep', '');
    linkSync(source, join(folder, 'out/hard.png'));
    symlinkSync(source, join(folder, 'out/soft.png'));
    symlinkSync('../masks', join(folder, 'out/masks'));
    for (const name of ['masks/a.png', 'out/hard.png', 'out/soft.png', 'out/masks/a.png']) {
      const planned = [join(folder, name)];
      const refused = checkExistingFiles(planned, { sources: [source], ours: new Set(planned), isOverwriting: true });
      await expect(refused).rejects.toThrow(usage);
    }
  });
});
