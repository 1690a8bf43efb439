import { describe, expect, it } from 'vitest';
import {
  exportTo,
  indexedPng,
  openAt,
  openFiles,
  photoPng,
  readItem,
  rowsOf,
  textOf,
  drawItem,
  colourPng,
} from '../dataset-fixture.ts';

const COLOURS = [
  [0, 0, 0],
  [128, 0, 0],
  [0, 128, 0],
];
/** 255 entries and VOC's void at the end. */
const TABLE = [...COLOURS, ...Array.from({ length: 252 }, () => [1, 2, 3]), [224, 224, 192]];

function vocMask(rows: readonly string[]): Uint8Array {
  const png = indexedPng(rows, TABLE);
  return png;
}

/** As the format's text has it: two pictures, one of them void at its right. */
function golden() {
  return {
    'JPEGImages/a.jpg': photoPng(3, 2),
    'JPEGImages/b.jpg': photoPng(2, 1),
    'SegmentationClass/a.png': vocMask(['011', '012']),
    'SegmentationClass/b.png': vocMask(['00']),
    'SegmentationObject/a.png': vocMask(['011', '012']),
    'SegmentationObject/b.png': vocMask(['00']),
    'ImageSets/Segmentation/train.txt': 'a\n',
    'ImageSets/Segmentation/val.txt': 'b\n',
    'ImageSets/Segmentation/trainval.txt': 'a\nb\n',
  };
}

describe('Pascal VOC', () => {
  it('is read with its classes, photos, splits and objects', async () => {
    const dataset = await openFiles(golden());
    expect(dataset).toMatchObject({ format: 'voc', problems: [] });
    expect(dataset.items.map(({ stem, split, photo }) => [stem, split, photo?.name])).toEqual([
      ['a', 'train', 'JPEGImages/a.jpg'],
      ['b', 'val', 'JPEGImages/b.jpg'],
    ]);
    expect(dataset.palette.classes.at(15)?.name).toBe('person');
    expect(await drawItem(dataset)).toEqual(['baa', 'bab']);
    const { objects } = await readItem(dataset.items[0]);
    expect(objects?.map(({ id, slot, runs }) => [id, slot, [...runs]])).toEqual([
      [1, 1, [2, 5]],
      [2, 2, [5, 6]],
    ]);
  });

  it('tells of masks in a folder beside its own', async () => {
    const aug = { 'SegmentationClassAug/a.png': vocMask(['011', '012']) };
    const dataset = await openFiles({ ...golden(), ...aug, 'SegmentationClassVisualization/a.jpg': photoPng(3, 2) });
    const message = 'holds 1 mask, too; those of SegmentationClass are read';
    expect(dataset.items).toHaveLength(2);
    expect(dataset.problems).toEqual([{ file: 'SegmentationClassAug', message, isWarning: true }]);
  });

  it('keeps void void: 255 is no class and stays 255', async () => {
    const samples = Uint8Array.of(0, 255);
    const { writePng } = await import('../../../src/main/codec/png/png-writer.ts');
    const png = writePng({
      width: 2,
      height: 1,
      channels: 'indexed',
      bitDepth: 8,
      samples,
      colourTable: Uint8Array.from(TABLE.flat()),
    });
    const dataset = await openFiles({ 'SegmentationClass/v.png': png });
    expect(await drawItem(dataset)).toEqual(['bv']);
    const { out } = await exportTo('voc', dataset);
    expect(rowsOf(out, 'SegmentationClass/v.png').rows).toEqual([[0, 255]]);
  });

  it('is written so that another reader finds indices and colours of VOC, and reads back the same', async () => {
    const dataset = await openFiles(golden());
    const { out, outcome } = await exportTo('voc', dataset);
    expect(outcome).toMatchObject({ written: 2, differing: [], failures: [], splits: { train: 1, val: 1 } });
    const { rows, colourTable } = rowsOf(out, 'SegmentationClass/a.png');
    expect(rows).toEqual([
      [0, 1, 1],
      [0, 1, 2],
    ]);
    expect([...(colourTable ?? new Uint8Array(0)).subarray(0, 9)]).toEqual(COLOURS.flat());
    expect(rowsOf(out, 'SegmentationObject/a.png').rows).toEqual([
      [0, 1, 1],
      [0, 1, 2],
    ]);
    expect(textOf(out, 'ImageSets/Segmentation/trainval.txt')).toBe('a\nb\n');
    const again = await openAt(out);
    expect(await drawItem(again)).toEqual(await drawItem(dataset));
  });

  it('knows the names of its lists with extensions and folders', async () => {
    const dataset = await openFiles({
      'SegmentationClass/a.png': indexedPng(['0'], TABLE),
      'SegmentationClass/b c.png': indexedPng(['0'], TABLE),
      'SegmentationClass/d.e.png': indexedPng(['0'], TABLE),
      'ImageSets/Segmentation/train.txt': 'd.e\nb c.jpg\r\n',
      'ImageSets/Segmentation/val.txt': '/JPEGImages/a.jpg /SegmentationClassAug/a.png\n',
    });
    expect(dataset.problems).toEqual([]);
    expect(dataset.items.map(({ stem, split }) => [stem, split])).toEqual([
      ['a', 'val'],
      ['b c', 'train'],
      ['d.e', 'train'],
    ]);
  });

  it('leaves pixels of no class unassigned and tells how many', async () => {
    const dataset = await openFiles({ 'SegmentationClass/m.png': indexedPng(['0u'], TABLE) });
    const { problems } = await readItem(dataset.items[0]);
    expect(problems).toEqual([
      { file: 'SegmentationClass/m.png', message: '1 pixel of no class is left unassigned: index 30 (1 px)' },
    ]);
    expect(await drawItem(dataset)).toEqual(['b?']);
  });

  it('takes no object from the void of the object masks', async () => {
    const { writePng } = await import('../../../src/main/codec/png/png-writer.ts');
    const objects = writePng({
      ...{ width: 3, height: 1, channels: 'indexed', bitDepth: 8 },
      samples: Uint8Array.of(0, 1, 255),
      colourTable: Uint8Array.from(TABLE.flat()),
    });
    const dataset = await openFiles({
      'SegmentationClass/o.png': vocMask(['011']),
      'SegmentationObject/o.png': objects,
    });
    expect((await readItem(dataset.items[0])).objects?.map(({ id }) => id)).toEqual([1]);
  });

  it('takes truecolour masks by their colours', async () => {
    const dataset = await openFiles({ 'SegmentationClass/c.png': colourPng(['021'], COLOURS) });
    expect(await drawItem(dataset)).toEqual(['bba']);
  });

  it('tells of listed names without mask, names that lead out, and missing photos', async () => {
    const dataset = await openFiles({
      ...golden(),
      'SegmentationClass/c.png': vocMask(['0']),
      'ImageSets/Segmentation/test.txt': 'gone\n../../etc/passwd\n/abs\n',
    });
    expect(dataset.problems.map(({ file, annotation, message }) => [file, annotation, message])).toEqual([
      ['ImageSets/Segmentation/test.txt', 'line 2', 'the name leads out of the dataset'],
      ['ImageSets/Segmentation/test.txt', 'line 3', 'the name leads out of the dataset'],
      ['gone', undefined, 'is listed in test but has no mask'],
      ['c', undefined, 'its photo is missing'],
    ]);
    expect(dataset.items).toHaveLength(3);
  });

  it('leaves objects out whose picture has another size', async () => {
    const dataset = await openFiles({ ...golden(), 'SegmentationObject/a.png': vocMask(['01']) });
    const mask = await readItem(dataset.items[0]);
    expect(mask.objects).toBeUndefined();
    expect(mask.problems[0].message).toContain('is 2 x 1, its classes are 3 x 2');
  });
});
