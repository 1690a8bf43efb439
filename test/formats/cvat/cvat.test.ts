import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeFolder } from '../../command-line/temporary-folder.ts';
import {
  colourPng,
  drawItem,
  exportTo,
  greyPng,
  openAt,
  openFiles,
  photoPng,
  readItem,
  rowsOf,
  textOf,
} from '../dataset-fixture.ts';

const LABELMAP = '# label:color_rgb:parts:actions\nbackground:0,0,0::\n\ncar:10,20,30::\nroad:200,0,0::\n';
const COLOURS = [
  [0, 0, 0],
  [10, 20, 30],
  [200, 0, 0],
  [9, 9, 9],
];
const golden = {
  'labelmap.txt': LABELMAP,
  'JPEGImages/deep/a.png': photoPng(3, 1),
  'SegmentationClass/deep/a.png': colourPng(['012'], COLOURS),
  'ImageSets/Segmentation/default.txt': 'deep/a\n',
};

describe('CVAT segmentation mask 1.1', () => {
  it('is known by its label map and read with folders in names', async () => {
    const dataset = await openFiles(golden);
    expect(dataset).toMatchObject({ format: 'cvat', problems: [] });
    expect(dataset.evidence).toMatchObject({ kind: 'list-beside-folder', list: 'labelmap.txt' });
    expect(dataset.items[0]).toMatchObject({ stem: 'deep/a', photo: { name: 'JPEGImages/deep/a.png' } });
    expect(await drawItem(dataset)).toEqual(['bcr']);
  });

  it('reads one-channel masks by the line of the label', async () => {
    const dataset = await openFiles({ ...golden, 'SegmentationClass/deep/a.png': greyPng(['210']) });
    expect(await drawItem(dataset)).toEqual(['rcb']);
  });

  it('takes what is declared of a mask with an undeclared colour, and names the colour', async () => {
    const dataset = await openFiles({ ...golden, 'SegmentationClass/deep/a.png': colourPng(['031'], COLOURS) });
    expect(await drawItem(dataset)).toEqual(['b?c']);
    expect((await readItem(dataset.items[0])).problems[0].message).toContain('colour 9,9,9 (1 px)');
  });

  it.each([
    ['three fields', 'dog:9,9,9:'],
    ['a label twice', 'road:9,9,9::'],
    ['a colour that is none', 'dog:1,2::'],
  ])('tells of a label map with %s, and reads the other labels', async (_, line) => {
    const labelmap = `${LABELMAP}${line}\n`;
    const dataset = await openFiles({ ...golden, 'labelmap.txt': labelmap });
    expect(dataset.problems).toMatchObject([
      { file: 'labelmap.txt', annotation: `line ${labelmap.split('\n').length - 1}` },
    ]);
    expect(dataset.problems[0].isWarning).toBeUndefined();
    expect(await drawItem(dataset)).toEqual(['bcr']);
  });

  it('is written as an archive whose masks are truecolour and whose label map has four fields a line', async () => {
    const dataset = await openFiles(golden);
    const archive = join(makeFolder(), 'task.zip');
    const { outcome } = await exportTo('cvat', dataset, { out: archive });
    expect(outcome).toMatchObject({ written: 1, differing: [] });
    const again = await openAt(archive);
    expect(again.format).toBe('cvat');
    expect(await drawItem(again)).toEqual(['bcr']);
    const { out } = await exportTo('cvat', dataset);
    expect(rowsOf(out, 'SegmentationClass/deep_a.png').rows).toEqual([[0, 0, 0, 10, 20, 30, 200, 0, 0]]);
    const lines = textOf(out, 'labelmap.txt').trim().split('\n');
    expect(lines).toEqual([
      '# label:color_rgb:parts:actions',
      'background:0,0,0::',
      'car:10,20,30::',
      'road:200,0,0::',
    ]);
    expect(textOf(out, 'ImageSets/Segmentation/default.txt')).toBe('deep_a\n');
  });

  it('numbers what no object covers as one more, since CVAT takes nothing without a number', async () => {
    const objects = colourPng(
      ['010'],
      [
        [0, 0, 0],
        [128, 0, 0],
      ],
    );
    const dataset = await openFiles({ ...golden, 'SegmentationObject/deep/a.png': objects });
    const { out, outcome } = await exportTo('cvat', dataset);
    expect(outcome).toMatchObject({ differing: [], losses: {} });
    expect(rowsOf(out, 'SegmentationObject/deep_a.png').rows).toEqual([[0, 0, 0, 128, 0, 0, 0, 128, 0]]);
  });

  it('leaves objects out where a picture has more than CVAT can number, and says so before', async () => {
    const width = 300;
    const segmentation = Array.from({ length: width }, (_, x) => [[x, 0, x + 1, 0, x + 1, 1, x, 1]]);
    const dataset = await openFiles({
      'instances.json': JSON.stringify({
        images: [{ id: 1, file_name: 'a.jpg', width, height: 1 }],
        categories: [{ id: 1, name: 'car' }],
        annotations: segmentation.map((polygons, i) => ({
          id: i,
          image_id: 1,
          category_id: 1,
          segmentation: polygons,
        })),
      }),
    });
    const { out, outcome } = await exportTo('cvat', dataset);
    expect(outcome).toMatchObject({
      differing: [],
      losses: { 'objects-beyond-255': width },
    });
    expect(existsSync(join(out, 'SegmentationObject'))).toBe(false);
    const voc = await exportTo('voc', dataset);
    expect(voc.outcome.losses).toEqual({ 'objects-beyond-254': width - 254 });
    const plain = await exportTo('folder', dataset);
    expect(plain.outcome.losses).toEqual({ objects: width });
  });

  it('gives a class that is black another colour, and says so', async () => {
    const files = { 'labelmap.txt': 'sky:0,0,0::\nsea:1,1,1::\n', 'SegmentationClass/a.png': greyPng(['01']) };
    const dataset = await openFiles(files);
    const { classes } = dataset.palette;
    const plain = {
      ...dataset,
      palette: { ...dataset.palette, classes: classes.map((entry) => ({ ...entry, role: 'class' as const })) },
    };
    const { out, outcome } = await exportTo('cvat', plain);
    expect(outcome.warnings[0]).toEqual({ kind: 'colour-for-cvat', class: 'sky', rgb: [128, 0, 0] });
    expect(textOf(out, 'labelmap.txt')).toContain('sky:128,0,0::');
    expect(outcome.differing).toEqual([]);
  });
});
