import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readPng } from '../../src/main/codec/png/png-reader.ts';
import { jsonLineSchema } from '../../src/main/command-line/json-lines.ts';
import { defaultReadLimits } from '../../src/shared/limits.ts';
import { colourPng, indexedPng, photoPng } from '../formats/dataset-fixture.ts';
import { parseLines, runCommand } from './run-command.ts';
import { makeFolder } from './temporary-folder.ts';

const COLOURS = [
  [0, 0, 0],
  [200, 10, 20],
  [0, 90, 0],
];
const table = 'name,r,g,b\nbackground,0,0,0\ncar,200,10,20\ntree,0,90,0\n';

function masks(count = 3): string {
  const files = Array.from({ length: count }, (_, i) => [
    [`masks/${i}.png`, indexedPng(['0012', '0112'], COLOURS)],
    [`images/${i}.png`, photoPng(4, 2)],
  ]).flat();
  return makeFolder({ 'class_dict.csv': table, ...(Object.fromEntries(files) as Record<string, Uint8Array>) });
}

describe('import', () => {
  it('writes plain masks of a COCO file and tells the format with its evidence', async () => {
    const coco = {
      images: [{ id: 1, file_name: 'a.jpg', width: 3, height: 2 }],
      categories: [{ id: 1, name: 'car' }],
      annotations: [
        { id: 4, image_id: 1, category_id: 1, segmentation: [[0, 0, 1, 0, 1, 2, 0, 2]] },
        { id: 5, image_id: 1, category_id: 1, segmentation: [[0, 0, 1, 1]] },
      ],
    };
    const folder = makeFolder({ '_annotations.coco.json': JSON.stringify(coco) });
    const out = join(makeFolder(), 'out');
    const { code, stdout } = await runCommand(['import', folder, '--out', out]);
    expect(stdout).toContain('coco: _annotations.coco.json with images and annotations');
    expect(stdout).toContain('_annotations.coco.json: annotation 5: its polygon has 2 points');
    expect(stdout).toContain('all read back the same');
    expect(code).toBe(2);
    const { raster } = readPng(readFileSync(join(out, 'masks/a.png')), defaultReadLimits);
    expect([...raster.samples]).toEqual([1, 0, 0, 1, 0, 0]);
  });

  it('finds the classes where nothing tells them', async () => {
    const folder = makeFolder({
      'masks/a.png': colourPng(
        Array.from({ length: 40 }, () => '0'.repeat(20) + '1'.repeat(20)),
        COLOURS,
      ),
    });
    const out = join(makeFolder(), 'out');
    const { code, stdout } = await runCommand(['import', folder, '--out', out]);
    expect(stdout).toContain('2 classes');
    expect(code).toBe(0);
    expect(existsSync(join(out, 'masks/a.png'))).toBe(true);
  });
});

describe('export', () => {
  it('writes an archive for CVAT, and tells all as JSON that keeps its schema', async () => {
    const out = join(makeFolder(), 'task.zip');
    const { code, stdout, stderr } = await runCommand(['export', masks(), '--to', 'cvat', '--out', out, '--json']);
    expect(stderr).toBe('');
    const lines = parseLines(stdout).map((line) => jsonLineSchema.parse(line));
    expect(lines).toMatchObject([
      { command: 'export', type: 'dataset', format: 'class-dict', masks: 3, photos: 3 },
      { command: 'export', type: 'summary', written: 3, differing: [], failures: [], exitCode: 0 },
    ]);
    expect(code).toBe(0);
    expect(existsSync(out)).toBe(true);
  });

  it('divides, renumbers, merges and turns as it is told', async () => {
    const out = join(makeFolder(), 'out');
    const choices = [
      '--split',
      'train=2,val=1',
      '--seed',
      '4',
      '--merge',
      'thing=car,tree',
      '--index',
      '1=7',
      '--turn',
      'flip-x',
    ];
    const { code, stdout } = await runCommand(['export', masks(), '--to', 'mmseg', '--out', out, ...choices]);
    expect(stdout).toMatch(/3 masks written to .* \((train 2, val 1|val 1, train 2)\)/);
    expect(code).toBe(0);
    const name =
      ['train', 'val'].map((split) => join(out, 'ann_dir', split, '0_flip-x.png')).find((path) => existsSync(path)) ??
      '';
    expect([...readPng(readFileSync(name), defaultReadLimits).raster.samples]).toEqual([7, 7, 0, 0, 7, 7, 7, 0]);
  });

  it('tells what is lost before it is written, and writes nothing in a dry run', async () => {
    const out = join(makeFolder(), 'out');
    const { code, stdout } = await runCommand([
      'export',
      masks(1),
      '--to',
      'yolo',
      '--out',
      out,
      '--no-photos',
      '--dry-run',
      '--strict',
    ]);
    expect(stdout).toContain('warning: 1 mask without photo, whose size YOLO cannot tell');
    expect(stdout).toContain('nothing written: --dry-run');
    expect(code).toBe(3);
    expect(existsSync(out)).toBe(false);
  });

  it('says how many masks cannot be read back', async () => {
    const folder = masks(3);
    for (const photo of ['0.png', '2.png']) rmSync(join(folder, 'images', photo));
    const yolo = ['export', folder, '--to', 'yolo', '--out', join(makeFolder(), 'out')];
    expect((await runCommand(yolo)).stdout).toContain('1 read back the same, 2 cannot be read back');
    const without = await runCommand([...yolo, '--no-photos']);
    expect(without.stdout).toContain('none can be read back');
    const { stdout } = await runCommand([...yolo, '--no-photos', '--json']);
    expect(parseLines(stdout).at(-1)).toMatchObject({ written: 3, compared: 0, differing: [] });
  });

  it('writes the masks of a project upright', async () => {
    const folder = masks(2);
    const place = makeFolder();
    const project = join(place, 'work.maskmend');
    const repaired = await runCommand([
      'repair',
      join(folder, 'masks'),
      '--out',
      join(place, 'repaired'),
      '--palette',
      join(folder, 'class_dict.csv'),
      '--project',
      project,
    ]);
    expect(repaired.code).toBe(0);
    const out = join(place, 'voc');
    const { code, stdout } = await runCommand([
      'export',
      project,
      '--to',
      'voc',
      '--out',
      out,
      '--photos',
      join(folder, 'images'),
    ]);
    expect(stdout).toContain('2 masks, 2 photos');
    expect(code).toBe(0);
    expect([...readPng(readFileSync(join(out, 'SegmentationClass/1.png')), defaultReadLimits).raster.samples]).toEqual([
      0, 0, 1, 2, 0, 1, 1, 2,
    ]);
    expect(existsSync(join(out, 'JPEGImages/1.png'))).toBe(true);
  });

  it.each([
    [['--to', 'vco'], /there is no format vco; the formats are voc, cvat, coco(?!.*kitti)/],
    [['--to', 'camvid'], /camvid is a format that is only read; the formats are voc, cvat/],
    [['--to', 'coco', '--geometry', 'mask'], /coco does not write objects as mask; it writes them as polygon or rle/],
    [['--to', 'voc', '--index', '1'], /Expected two indices/],
    [['--to', 'voc', '--split', '0.5,0.1'], /add up to 0.6/],
    [['--to', 'voc', '--turn', 'left'], /Expected some of none, flip-x/],
    [['--to', 'voc', '--from', 'yolo'], /does not look like YOLO/],
    [['--to', 'voc', '--drop', 'lorry'], /there is no class lorry; the classes are background, car, tree/],
  ])('with %j says what is wrong', async (options, message) => {
    const { code, stderr } = await runCommand(['export', masks(1), '--out', join(makeFolder(), 'out'), ...options]);
    expect(stderr).toMatch(message);
    expect([1, 64]).toContain(code);
  });
});
