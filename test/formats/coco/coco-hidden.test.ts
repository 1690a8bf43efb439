import { describe, expect, it } from 'vitest';
import type { ExportRequest } from '../../../src/main/formats/export-request.ts';
import { exportTo, openFiles, photoPng, plainRequest, readItem, textOf } from '../dataset-fixture.ts';

describe('objects of which nothing is seen', () => {
  const size = { width: 6, height: 6 };
  const json = JSON.stringify({
    images: [{ id: 1, file_name: 'a.png', ...size }],
    categories: [{ id: 1, name: 'car' }],
    annotations: [
      { id: 11, image_id: 1, category_id: 1, segmentation: [[5.1, 5.1, 5.2, 5.1, 5.2, 5.2]] },
      { id: 12, image_id: 1, category_id: 1, segmentation: { size: [6, 6], counts: [36] } },
      { id: 13, image_id: 1, category_id: 1, segmentation: [[1, 1, 2, 1, 2, 2, 1, 2]] },
      { id: 14, image_id: 1, category_id: 1, segmentation: [[0, 0, 4, 0, 4, 4, 0, 4]] },
    ],
  });

  it('are told by their ids where they cover no pixel', async () => {
    const dataset = await openFiles({ '_annotations.coco.json': json });
    const { problems } = await readItem(dataset.items[0]);
    const told = { file: '_annotations.coco.json', message: 'covers no pixel', isWarning: true };
    expect(problems).toEqual([
      { ...told, annotation: '11' },
      { ...told, annotation: '12' },
    ]);
  });

  it.each([
    ['coco', {}],
    ['coco-panoptic', { 'hidden-objects': 3 }],
    ['voc', { 'hidden-objects': 3 }],
    ['cvat', { 'hidden-objects': 3 }],
    ['cityscapes', { 'hidden-objects': 3 }],
    ['supervisely', { 'objects-without-pixel': 2 }],
    ['labelme', { 'objects-without-pixel': 1 }],
    ['yolo', { 'objects-without-pixel': 1 }],
  ])('are counted before %s is written without them', async (format, losses) => {
    const dataset = await openFiles({ '_annotations.coco.json': json, 'a.png': photoPng(6, 6) });
    const { outcome } = await exportTo(format, dataset, { isDryRun: true });
    const told = Object.entries(outcome.losses).filter(([what]) => what.includes('objects'));
    expect(Object.fromEntries(told)).toEqual(losses);
  });

  it('are counted in what is written: without what is left out, and in every piece', async () => {
    const set = await openFiles({
      '_annotations.coco.json': JSON.stringify({
        images: [{ id: 1, file_name: 'a.png', width: 8, height: 4 }],
        categories: [
          { id: 1, name: 'car' },
          { id: 2, name: 'tree' },
        ],
        annotations: [
          // Under the tree in the left half, seen in the right one.
          { id: 11, image_id: 1, category_id: 1, segmentation: [[2, 0, 6, 0, 6, 4, 2, 4]] },
          // Under the tree.
          { id: 12, image_id: 1, category_id: 1, segmentation: [[0, 0, 1, 0, 1, 1, 0, 1]] },
          { id: 13, image_id: 1, category_id: 2, segmentation: [[0, 0, 4, 0, 4, 4, 0, 4]] },
        ],
      }),
      'a.png': photoPng(8, 4),
    });
    const hiddenIn = async (format: string, change: Partial<ExportRequest>) => {
      const { outcome } = await exportTo(format, set, { isDryRun: true, ...change });
      return Object.fromEntries(Object.entries(outcome.losses).filter(([what]) => what.includes('objects')));
    };
    const unseen = 'hidden-objects';
    const withoutTree = { ...plainRequest.classes, dropped: ['tree'] };
    expect(await hiddenIn('voc', {})).toEqual({ [unseen]: 1 });
    expect(await hiddenIn('voc', { classes: withoutTree })).toEqual({});
    const tiles = { turns: ['none'], tile: { width: 4, height: 4 } } as const;
    expect(await hiddenIn('cityscapes', { geometry: tiles })).toEqual({ [unseen]: 2 });
    expect(await hiddenIn('mmseg', { classes: withoutTree })).toEqual({
      objects: 2,
    });
    const small = { turns: ['none'], resize: { width: 2, height: 1 } } as const;
    expect(await hiddenIn('coco', { geometry: small })).toEqual({
      'vanished-objects': 1,
    });
  });

  it("make no list without polygons, which COCO's tools stumble over", async () => {
    const dataset = await openFiles({ '_annotations.coco.json': json });
    const { out } = await exportTo('coco', dataset, { form: { objects: 'component', geometry: 'polygon' } });
    expect(textOf(out, 'annotations/instances_train.json')).not.toContain('"segmentation":[]');
  });
});
