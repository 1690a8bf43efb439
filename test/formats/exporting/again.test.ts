import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeFolder } from '../../command-line/temporary-folder.ts';
import { exportTo, indexedPng, openFiles, photoPng } from '../dataset-fixture.ts';

const COLOURS = [
  [0, 0, 0],
  [9, 9, 99],
];

function twoMasks() {
  return openFiles({
    'class_dict.csv': 'name,r,g,b\nbackground,0,0,0\ncar,9,9,99\n',
    'masks/a.png': indexedPng(['01'], COLOURS),
    'masks/b.png': indexedPng(['10'], COLOURS),
    'images/a.png': photoPng(2, 1),
  });
}

describe('an export into the folder of an earlier one', () => {
  it('leaves no empty folder behind, which a third would take for somebody else', async () => {
    const dataset = await twoMasks();
    const { out } = await exportTo('yolo', dataset);
    expect(readdirSync(out)).toContain('images');
    await exportTo('yolo', dataset, { out, hasPhotos: false });
    expect(readdirSync(out)).not.toContain('images');
    await exportTo('yolo', dataset, { out });
    expect(existsSync(join(out, 'images/train/a.png'))).toBe(true);
  });

  it('keeps files of others, and replaces none of them unless it may', async () => {
    const dataset = await twoMasks();
    const { out } = await exportTo('mmseg', dataset, { split: { kind: 'one', name: 'train' } });
    writeFileSync(join(out, 'img_dir/train/notes.txt'), 'mine');
    mkdirSync(join(out, 'ann_dir/val'));
    writeFileSync(join(out, 'ann_dir/val/b.png'), 'mine as well');
    const toVal = { out, split: { kind: 'one', name: 'val' } } as const;
    await expect(exportTo('mmseg', dataset, toVal)).rejects.toMatchObject({
      code: 'exists',
      path: join(out, 'ann_dir/val/b.png'),
    });
    expect(readdirSync(out).filter((name) => name.startsWith('.'))).toEqual([]);
    expect(readFileSync(join(out, 'ann_dir/val/b.png'), 'utf8')).toBe('mine as well');
    expect(existsSync(join(out, 'ann_dir/train/a.png'))).toBe(true);
    await exportTo('mmseg', dataset, { ...toVal, isOverwriting: true });
    expect(readdirSync(join(out, 'img_dir/train'))).toEqual(['notes.txt']);
    expect(existsSync(join(out, 'ann_dir/train'))).toBe(false);
  });

  it('removes nothing outside of it, whatever a list says', async () => {
    const dataset = await twoMasks();
    const { out } = await exportTo('mmseg', dataset);
    const elsewhere = makeFolder({ 'precious.txt': 'x' });
    symlinkSync(elsewhere, join(out, 'ann_dir/link'));
    const list = { version: 1, format: 'mmseg', files: ['ann_dir/link/precious.txt', '../x', 'img_dir', 'ann_dir'] };
    writeFileSync(join(out, 'maskmend-export.json'), JSON.stringify(list));
    await exportTo('mmseg', dataset, { out, isOverwriting: true });
    expect(readdirSync(elsewhere)).toEqual(['precious.txt']);
  });

  it.skipIf(process.platform === 'win32')('waits for no list that is a pipe', async () => {
    const dataset = await twoMasks();
    const out = makeFolder({ 'precious.txt': 'x' });
    execFileSync('mkfifo', [join(out, 'maskmend-export.json')]);
    await expect(exportTo('mmseg', dataset, { out })).rejects.toMatchObject({ code: 'exists' });
  });
});
