import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { jsonLineSchema } from '../../src/main/command-line/json-lines.ts';
import { colourPng, greyPng, indexedPng } from '../formats/dataset-fixture.ts';
import { type Finished, parseLines, runCommand } from './run-command.ts';
import { makeFolder } from './temporary-folder.ts';

const COLOURS = [
  [0, 0, 0],
  [200, 10, 20],
  [0, 90, 0],
];
const table = 'name,r,g,b\nbackground,0,0,0\ncar,200,10,20\ntree,0,90,0\n';

const truth = {
  'class_dict.csv': table,
  'masks/a.png': colourPng(['0011', '0011', '0022'], COLOURS),
  'masks/b.png': colourPng(['1111', '2222', '2222'], COLOURS),
  'masks/only-here.png': colourPng(['0'], COLOURS),
};
/** The same classes as indices, one mask drawn a little differently, some files no masks at all. */
const other = {
  'class_dict.csv': table,
  'masks/a.png': indexedPng(['0001', '0011', '0022'], COLOURS),
  'masks/b.png': indexedPng(['1111', '2222', '2222'], COLOURS),
  'masks/cut.png': indexedPng(['00'], COLOURS).subarray(0, 40),
};

function summaryOf({ stdout }: Finished): Record<string, unknown> {
  // The last line of every --json output is its summary.
  return parseLines(stdout).at(-1) as Record<string, unknown>;
}

describe('stats', () => {
  it('tells every mask and all of them, as its schema says', async () => {
    const finished = await runCommand(['stats', makeFolder(other), '--tiny', '2', '--json']);
    const lines = parseLines(finished.stdout);
    for (const line of lines) jsonLineSchema.parse(line);
    expect(lines[0]).toMatchObject({ name: 'masks/a.png', status: 'measured', width: 4, height: 3 });
    expect(summaryOf(finished)).toMatchObject({
      files: 3,
      connectivity: 8,
      pixels: 24,
      classes: [
        { class: 'background', masks: 1, pixels: 7, objects: 1, tinyObjects: 0, boundaryEdges: 4 },
        { class: 'car', masks: 2, pixels: 7, objects: 2 },
        { class: 'tree', masks: 2, pixels: 10, objects: 2 },
      ],
      pairs: [
        { a: 'background', b: 'car', masks: 1, edges: 3 },
        { a: 'background', b: 'tree', masks: 1, edges: 1 },
        { a: 'car', b: 'tree', masks: 2, edges: 6 },
      ],
    });
  });

  it('names what it cannot read and goes on with the rest', async () => {
    const folder = makeFolder(other);
    const finished = await runCommand(['stats', folder, join(folder, 'gone'), '--json']);
    expect(finished.code).toBe(2);
    expect(parseLines(finished.stdout)[2]).toMatchObject({ name: 'masks/cut.png', status: 'failed' });
    expect(String(summaryOf(finished)['notes'])).toContain('gone: does not exist');
  });

  it('writes tables, and replaces none without being told', async () => {
    const folder = makeFolder(other);
    const tables = ['--csv', join(folder, 'out.csv'), '--pairs-csv', join(folder, 'pairs.csv')];
    await runCommand(['stats', folder, ...tables]);
    const rows = readFileSync(join(folder, 'out.csv'), 'utf8').split('\r\n');
    expect(rows[1]).toBe('mask,masks/a.png,1,background,0,7,0.5833333333333334,1,7,1,7,4,3');
    expect(readFileSync(join(folder, 'pairs.csv'), 'utf8')).toContain('car,tree,2,6');
    const again = await runCommand(['stats', folder, '--csv', join(folder, 'out.csv')]);
    expect(again.code).toBe(1);
    expect(again.stderr).toContain('--overwrite');
  });

  it('takes no picture for a mask whose pixels mostly have no class', async () => {
    const strange = colourPng(['0111', '2222'], [COLOURS[0], [9, 9, 9], [8, 8, 8]]);
    const finished = await runCommand(['stats', makeFolder({ ...truth, 'masks/photo.png': strange }), '--json']);
    expect(finished.code).toBe(2);
    expect(summaryOf(finished)).toMatchObject({ files: 4, failed: 1, pixels: 25 });
  });

  it('counts parts that touch at a corner as one or as two', async () => {
    const path = makeFolder({ 'class_dict.csv': table, 'x.png': indexedPng(['10', '01'], COLOURS) });
    const four = await runCommand(['stats', join(path, 'x.png'), '--json', '--neighbours', '4']);
    const eight = await runCommand(['stats', join(path, 'x.png'), '--json']);
    expect(summaryOf(four)).toMatchObject({ classes: [{ objects: 2 }, { objects: 2 }] });
    expect(summaryOf(eight)).toMatchObject({ classes: [{ objects: 1 }, { objects: 1 }] });
  });
});

describe('compare', () => {
  it('pairs by path, scores every class, names masks without counterpart, and says all of it by its exit code', async () => {
    const [first, second] = [makeFolder(other), makeFolder(truth)];
    const finished = await runCommand(['compare', first, second, '--json']);
    const lines = parseLines(finished.stdout);
    for (const line of lines) jsonLineSchema.parse(line);
    expect(lines[0]).toMatchObject({ name: 'masks/a.png', status: 'compared', differingPixels: 1 });
    expect(summaryOf(finished)).toMatchObject({
      compared: 2,
      identical: 1,
      onlyFirst: ['masks/cut.png'],
      onlySecond: ['masks/only-here.png'],
      differingPixels: 1,
      pixelAccuracy: 23 / 24,
      classes: [
        { class: 'background', iou: 6 / 7 },
        { class: 'car', iou: 7 / 8 },
        { class: 'tree', iou: 1 },
      ],
    });
    expect(finished.code).toBe(2);
    expect((await runCommand(['compare', first, second, '--allow-missing'])).code).toBe(0);
  });

  it('does not pass what misses a threshold', async () => {
    const path = makeFolder({ ...truth, 'other/a.png': indexedPng(['0001', '0011', '0022'], COLOURS) });
    const pair = [join(path, 'other/a.png'), join(path, 'masks/a.png'), '--palette', join(path, 'class_dict.csv')];
    const codes = [];
    for (const threshold of ['--allow=1', '--allow=0', '--min-iou=0.8', '--min-iou=95%', '--min-class-iou=0.9']) {
      codes.push((await runCommand(['compare', ...pair, threshold])).code);
    }
    expect(codes).toEqual([0, 2, 0, 2, 2]);
  });

  it('names masks of two sizes and JPEGs, and compares the rest', async () => {
    const first = makeFolder({ ...truth, 'masks/b.png': greyPng(['00']) });
    const { code, stdout } = await runCommand(['compare', first, makeFolder(truth)]);
    expect(stdout).toContain('masks/b.png: failed: is 2 x 1, its counterpart 4 x 3 pixels');
    expect(stdout).toContain('2 masks compared (of 3 and 3), 2 identical, 1 failed');
    expect(code).toBe(2);
  });

  it('leaves out what the reference calls void, or counts it', async () => {
    const voided = 'name,r,g,b\nbackground,0,0,0\ncar,200,10,20\nvoid,0,90,0\n';
    const first = makeFolder({ 'class_dict.csv': voided, 'a.png': colourPng(['0011'], COLOURS) });
    const second = makeFolder({ 'class_dict.csv': voided, 'a.png': colourPng(['0012'], COLOURS) });
    const ignored = summaryOf(await runCommand(['compare', first, second, '--json']));
    expect(ignored).toMatchObject({ pixels: 3, ignoredPixels: 1, differingPixels: 0, meanIou: 1 });
    const counted = summaryOf(await runCommand(['compare', first, second, '--json', '--void', 'count']));
    expect(counted).toMatchObject({ pixels: 4, differingPixels: 1 });
  });

  it('goes by the colours of a colour table where the classes come from the other side', async () => {
    const turned = [COLOURS[0], COLOURS[2], COLOURS[1]];
    const first = makeFolder({ 'a.png': indexedPng(['0012'], turned) });
    const second = makeFolder({ 'class_dict.csv': table, 'a.png': colourPng(['0021'], COLOURS) });
    const { differingPixels } = summaryOf(await runCommand(['compare', first, second, '--json']));
    expect(differingPixels).toBe(0);
  });

  it('finds nothing to do where no name fits', async () => {
    const first = makeFolder({ 'class_dict.csv': table, 'x.png': greyPng(['0']), 'y.png': greyPng(['0']) });
    const { code, stderr } = await runCommand(['compare', first, makeFolder(truth)]);
    expect(code).toBe(1);
    expect(stderr).toContain('no mask has a counterpart');
  });
});
