import { describe, expect, it } from 'vitest';
import {
  colourPng,
  drawItem,
  exportTo,
  greyPng,
  openFiles,
  photoPng,
  readItem,
  rowsOf,
  textOf,
  widePng,
} from '../dataset-fixture.ts';

const BASE = 'gtFine/val/ulm/ulm_000001_000019_gtFine';
// road 7, car 26, unlabeled 0.
const golden = {
  [`${BASE}_labelIds.png`]: greyPng(['7q0']),
  [`${BASE}_instanceIds.png`]: widePng([[7, 26_001, 0]]),
  'leftImg8bit/val/ulm/ulm_000001_000019_leftImg8bit.png': photoPng(3, 1),
};

describe('Cityscapes', () => {
  it('is read by label ids, with things of the instance ids', async () => {
    const dataset = await openFiles(golden);
    expect(dataset).toMatchObject({ format: 'cityscapes', problems: [] });
    expect(dataset.items[0]).toMatchObject({ stem: 'ulm_000001_000019', split: 'val' });
    expect(dataset.items[0].photo?.name).toContain('leftImg8bit/val');
    expect(await drawItem(dataset)).toEqual(['rcu']);
    const { objects } = await readItem(dataset.items[0]);
    expect(objects?.map(({ id, runs }) => [id, [...runs]])).toEqual([[26_001, [1, 2]]]);
  });

  it('is read by train ids, 255 void', async () => {
    const { writePng } = await import('../../../src/main/codec/png/png-writer.ts');
    const png = writePng({ width: 3, height: 1, channels: 'grey', bitDepth: 8, samples: Uint8Array.of(0, 13, 255) });
    const dataset = await openFiles({ [`${BASE}_labelTrainIds.png`]: png });
    expect(await drawItem(dataset)).toEqual(['rcv']);
  });

  it('is read by colours through the train ids: a colour of several labels is that of the one that is evaluated', async () => {
    const colours = [
      [153, 153, 153],
      [0, 0, 142],
      [111, 74, 0],
      [0, 0, 0],
    ];
    const dataset = await openFiles({ [`${BASE}_color.png`]: colourPng(['0123'], colours) });
    expect(await drawItem(dataset)).toEqual(['pcvv']);
    expect(dataset.notes[0]).toContain('through the train ids');
  });

  it('is read by instance ids alone', async () => {
    const dataset = await openFiles({ [`${BASE}_instanceIds.png`]: widePng([[7, 26_001, 26]]) });
    expect(await drawItem(dataset)).toEqual(['rcc']);
  });

  it('is written with all four pictures and its own ids', async () => {
    const { out, outcome } = await exportTo('cityscapes', await openFiles(golden));
    expect(outcome).toMatchObject({ differing: [], warnings: [] });
    expect(rowsOf(out, `${BASE}_labelIds.png`).rows).toEqual([[7, 26, 0]]);
    expect(rowsOf(out, `${BASE}_labelTrainIds.png`).rows).toEqual([[0, 13, 255]]);
    expect(rowsOf(out, `${BASE}_instanceIds.png`).rows).toEqual([[7, 26_000, 0]]);
    expect(rowsOf(out, `${BASE}_color.png`).rows).toEqual([[128, 64, 128, 0, 0, 142, 0, 0, 0]]);
  });

  it('keeps the indices of classes that it does not know, and says so', async () => {
    const table = 'name,r,g,b\nbackground,0,0,0\nweed,9,9,200\nroad,9,0,0\n';
    const files = { 'masks/a_1.png': greyPng(['012']), 'class_dict.csv': table };
    const { out, outcome } = await exportTo('cityscapes', await openFiles(files));
    // Of road, too, which it knows.
    expect(outcome.warnings).toEqual([{ kind: 'unknown-to-cityscapes', classes: ['background', 'weed'] }]);
    expect(rowsOf(out, 'gtFine/train/a/a_1_gtFine_labelIds.png').rows).toEqual([[0, 1, 2]]);
    expect(outcome.differing).toEqual([]);
    expect(textOf(out, 'dataset_meta.json')).toContain('weed');
  });

  it('leaves out a value that no label has', async () => {
    const dataset = await openFiles({ [`${BASE}_labelIds.png`]: greyPng(['7z']) });
    expect((await readItem(dataset.items[0])).problems[0].message).toContain('index 35 (1 px)');
  });
});
