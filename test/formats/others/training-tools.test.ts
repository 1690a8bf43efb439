import { describe, expect, it } from 'vitest';
import { drawItem, exportTo, greyPng, openFiles, plainRequest, photoPng, rowsOf, textOf } from '../dataset-fixture.ts';

const twoClasses = { 'dataset_meta.json': JSON.stringify({ labels: ['road', 'sky'] }) };

describe('mmsegmentation', () => {
  it('is read and written in img_dir and ann_dir', async () => {
    const golden = {
      ...twoClasses,
      'ann_dir/val/a.png': greyPng(['01']),
      'img_dir/val/a.jpg': photoPng(2, 1),
    };
    const dataset = await openFiles(golden);
    expect(dataset).toMatchObject({
      format: 'mmseg',
      items: [{ stem: 'a', split: 'val', photo: { name: 'img_dir/val/a.jpg' } }],
    });
    const { out, outcome } = await exportTo('mmseg', dataset);
    expect(outcome).toMatchObject({ differing: [], warnings: [] });
    expect(rowsOf(out, 'ann_dir/val/a.png').rows).toEqual([[0, 1]]);
  });

  it('tells where void is not what its tools leave out', async () => {
    const classes = { ...plainRequest.classes, voidAs: 2 };
    const { outcome } = await exportTo('mmseg', await openFiles({ 'masks/a.png': greyPng(['01']), ...twoClasses }), {
      classes,
    });
    expect(outcome.warnings).toEqual([{ kind: 'void-not-255', tools: 'mmseg' }]);
  });
});

describe('Ultralytics semantic PNG', () => {
  const golden = {
    'data.yaml': 'masks_dir: masks\nnames: [road, sky]\n',
    'masks/val/a.png': greyPng(['01']),
    'images/val/a.jpg': photoPng(2, 1),
  };

  it('is read by masks_dir and written with 255 as void', async () => {
    const dataset = await openFiles(golden);
    expect(dataset).toMatchObject({
      format: 'ultralytics',
      items: [{ stem: 'a', split: 'val', photo: { name: 'images/val/a.jpg' } }],
    });
    expect(await drawItem(dataset)).toEqual(['rs']);
    const stray = await openFiles({ ...golden, 'masks/val/a.png': greyPng(['09']) });
    const { out, outcome } = await exportTo('ultralytics', stray);
    expect(outcome.differing).toEqual([]);
    expect(rowsOf(out, 'masks/val/a.png').rows).toEqual([[0, 255]]);
    expect(textOf(out, 'data.yaml')).toBe(
      'train: images/val\nval: images/val\nmasks_dir: masks\nnames:\n  0: road\n  1: sky\n',
    );
    expect(outcome.warnings).toEqual([{ kind: 'missing-part', part: 'train', standIn: 'val' }]);
  });

  it('tells of indices that it cannot keep', async () => {
    const indices = new Map([[0, 300]]);
    const { out, outcome } = await exportTo('ultralytics', await openFiles(golden), {
      classes: { ...plainRequest.classes, indices },
    });
    expect(rowsOf(out, 'masks/val/a.png').rows).toEqual([[1, 0]]);
    expect(outcome.warnings).toContainEqual({
      kind: 'other-number',
      ...{ class: 'road', number: 1, index: 300, more: 1, void: 255 },
    });
  });
});

describe('Hugging Face', () => {
  const golden = {
    'id2label.json': '{"0":"background","1":"cat"}',
    'train/metadata.jsonl': '{"file_name":"images/a.jpg","mask_file_name":"masks/a.png"}\n',
    'train/images/a.jpg': photoPng(2, 1),
    'train/masks/a.png': greyPng(['01']),
  };

  it('is read by its metadata and written the same', async () => {
    const dataset = await openFiles(golden);
    expect(dataset).toMatchObject({
      format: 'huggingface',
      problems: [],
      items: [{ stem: 'a', split: 'train', photo: { name: 'train/images/a.jpg' } }],
    });
    const { out, outcome } = await exportTo('huggingface', dataset);
    expect(outcome.differing).toEqual([]);
    expect(textOf(out, 'train/metadata.jsonl')).toBe(golden['train/metadata.jsonl']);
    expect(JSON.parse(textOf(out, 'id2label.json'))).toEqual({ 0: 'background', 1: 'cat' });
  });

  it('tells masks of one name apart by their folders', async () => {
    const row = (folder: string) =>
      JSON.stringify({ file_name: `${folder}/a.jpg`, mask_file_name: `${folder}/gt/a.png` });
    const dataset = await openFiles({
      'id2label.json': golden['id2label.json'],
      'train/metadata.jsonl': `${row('x')}\n${row('y')}\n`,
      ...Object.fromEntries(['x', 'y'].map((name) => [`train/${name}/a.jpg`, photoPng(2, 1)])),
      'train/x/gt/a.png': greyPng(['01']),
      'train/y/gt/a.png': greyPng(['10']),
    });
    expect(dataset.items.map(({ stem }) => stem)).toEqual(['train/x/gt/a', 'train/y/gt/a']);
    expect((await exportTo('huggingface', dataset)).outcome).toMatchObject({ written: 2, differing: [] });
  });

  it('takes CSV, and tells of names that lead out or are missing', async () => {
    const csv =
      'file_name,mask\nimages/a.jpg,masks/a.png\nimages/a.jpg,../../../etc/passwd\nimages/a.jpg,masks/gone.png\n';
    const rest = Object.fromEntries(Object.entries(golden).filter(([name]) => !name.endsWith('.jsonl')));
    const read = await openFiles({ ...rest, 'train/metadata.csv': csv });
    expect(read.items).toHaveLength(1);
    expect(read.problems.map(({ annotation, message }) => [annotation, message])).toEqual([
      ['line 3', 'names ../../../etc/passwd, which leads out of the dataset'],
      ['line 4', 'names masks/gone.png, which is missing'],
    ]);
  });
});
