import { describe, expect, it } from 'vitest';
import { drawItem, exportTo, greyPng, openAt, openFiles, photoPng, readItem, textOf } from '../dataset-fixture.ts';
import { DRAWN, golden, openText, type CocoText } from './coco-golden.ts';

describe('COCO instances', () => {
  it('are painted later over earlier, crowds below all, with overlaps counted', async () => {
    const dataset = await openText(golden());
    expect(dataset).toMatchObject({ format: 'coco', problems: [] });
    expect(dataset.items[0]).toMatchObject({ stem: 'a', split: 'val', photo: { name: 'val2017/a.jpg' } });
    expect(await drawItem(dataset)).toEqual(DRAWN);
    const mask = await readItem(dataset.items[0]);
    expect(mask.overlapPixels).toBe(2);
    const { outcome } = await exportTo('voc', dataset);
    expect(outcome.overlapPixels).toBe(2);
    expect(mask.objects?.map(({ isCrowd }) => isCrowd)).toEqual([false, false, true]);
    expect(dataset.palette.classes.find(({ name }) => name === 'dog')).toMatchObject({ index: 3, rgb: [9, 8, 7] });
  });

  it("go under Roboflow's name", async () => {
    const dataset = await openFiles({
      'valid/_annotations.coco.json': JSON.stringify(golden()),
      'valid/a.jpg': photoPng(6, 4),
    });
    expect(dataset.items[0]).toMatchObject({ split: 'val', photo: { name: 'valid/a.jpg' } });
  });

  it('keep what an annotation holds when nothing is changed', async () => {
    const { out, outcome } = await exportTo('coco', await openText(golden()));
    expect(outcome.differing).toEqual([]);
    const text = JSON.parse(textOf(out, 'annotations/instances_val.json')) as CocoText;
    const strip = (annotation: Record<string, unknown>) => ({ ...annotation, image_id: 0 });
    expect(text.annotations.map(strip)).toEqual(golden().annotations.map(strip));
    expect(text.categories.map(({ id, name }) => [id, name])).toEqual([
      [1, 'person'],
      [3, 'dog'],
    ]);
  });

  it('are written from masks with areas and boxes, as polygons and as RLE', async () => {
    const masks = { 'SegmentationClass/m.png': photoless(), 'labelmap.txt': 'background:0,0,0::\nring:1,1,1::\n' };
    const dataset = await openFiles(masks);
    for (const geometry of ['polygon', 'rle'] as const) {
      const { out, outcome } = await exportTo('coco', dataset, { form: { geometry, objects: 'component' } });
      expect(outcome).toMatchObject({ differing: [] });
      const { annotations } = JSON.parse(textOf(out, 'annotations/instances_train.json')) as CocoText;
      expect(annotations).toHaveLength(1);
      expect(annotations[0]).toMatchObject({ area: 8, bbox: [1, 0, 3, 3], iscrowd: 0 });
      if (geometry === 'rle') expect(annotations[0]['segmentation']).toEqual({ size: [3, 5], counts: '34102' });
    }
    const { outcome } = await exportTo('coco', dataset);
    expect(outcome.losses).toEqual({ holes: 1 });
  });

  it('tell of what does not fit them before they are written, and read back as told', async () => {
    const dataset = await openText(golden());
    const { outcome } = await exportTo('coco', dataset, {
      classes: { indices: new Map(), merges: [], dropped: ['dog'], voidAs: 255, isZeroReduced: false },
    });
    expect(outcome.losses).toEqual({ 'void-pixels': 6 });
    expect(outcome.differing).toEqual([]);
  });

  it('go into COCO again without their bad parts, with all else they had', async () => {
    const text = golden();
    const good = [4, 0, 6, 0, 6, 1, 4, 1];
    text.annotations.push({ id: 9, image_id: 7, category_id: 1, segmentation: [[0, 0, 1, 1], good], mine: 'too' });
    const { out } = await exportTo('coco', await openText(text));
    const { annotations } = JSON.parse(textOf(out, 'annotations/instances_val.json')) as CocoText;
    expect(annotations.at(-1)).toEqual({ id: 9, image_id: 7, category_id: 1, segmentation: [good], mine: 'too' });
  });

  it('belong to their image whether its id stands in quotes or not', async () => {
    const text = golden();
    for (const annotation of text.annotations) annotation['image_id'] = '7';
    const dataset = await openText(text);
    expect([dataset.problems, await drawItem(dataset)]).toEqual([[], DRAWN]);
  });

  it('are filled as OpenCV does where that is asked for', async () => {
    const text = golden();
    text.annotations = [{ id: 1, image_id: 7, category_id: 1, segmentation: [[0, 0, 2, 0, 2, 2, 0, 2]] }];
    const dataset = await openFiles({ '_annotations.coco.json': JSON.stringify(text) }, { raster: 'opencv' });
    expect(await drawItem(dataset)).toEqual(['pppbbb', 'pppbbb', 'pppbbb', 'bbbbbb']);
    expect((await exportTo('coco', dataset)).outcome.differing).toEqual([]);
  });

  it('make room for a background where a category has id 0', async () => {
    const text = golden();
    text.categories.push({ id: 0, name: 'cat' });
    const dataset = await openText(text);
    expect(dataset.palette.classes.map(({ name, index }) => [name, index])).toEqual([
      ['background', 0],
      ['person', 2],
      ['dog', 4],
      ['cat', 1],
    ]);
    expect(dataset.notes[0]).toContain('its id + 1');
    const again = await openAt((await exportTo('coco', dataset)).out);
    expect(await drawItem(again)).toEqual(DRAWN);
  });
});

/** A ring round a hole. */
function photoless(): Uint8Array {
  return greyPng(['01110', '01010', '01110']);
}
