import { describe, expect, it } from 'vitest';
import { leaveOut } from '../../../src/main/formats/exporting/leave-out.ts';
import {
  drawItem,
  exportTo,
  openAt,
  openFiles,
  photoPng,
  plainRequest,
  readItem,
  rowsOf,
  textOf,
} from '../dataset-fixture.ts';

const { classes } = plainRequest;

describe('a choice about classes', () => {
  it('can leave one out as if it had never been annotated: what lies below is seen, in masks and shapes alike', async () => {
    const shape = (id: number, category: number, [left, right]: readonly [number, number]) => {
      const points = [left, 0, right, 0, right, 2, left, 2];
      return { id, image_id: 1, category_id: category, segmentation: [points], iscrowd: 0, attributes: { id } };
    };
    const coco = {
      images: [{ id: 1, file_name: 'a.png', width: 8, height: 2 }],
      categories: ['car', 'person', 'tree'].map((name, i) => ({ id: i + 1, name })),
      annotations: [shape(7, 1, [0, 4]), shape(8, 2, [2, 6]), shape(9, 3, [5, 8])],
    };
    const dataset = await openFiles({ 'instances_train.json': JSON.stringify(coco), 'a.png': photoPng(8, 2) });
    const asked = { classes: { ...classes, dropped: ['person', 'tree'] } };
    const { out } = await exportTo('folder', dataset, asked);
    expect(rowsOf(out, 'masks/a.png').rows).toEqual([
      [1, 1, 1, 1, 0, 0, 0, 0],
      [1, 1, 1, 1, 0, 0, 0, 0],
    ]);
    for (const format of ['coco', 'labelme', 'yolo', 'supervisely']) {
      const shapes = await exportTo(format, dataset, asked);
      expect(shapes.outcome.losses).toEqual({});
      expect(shapes.outcome.differing).toEqual([]);
      const again = await openAt(shapes.out, { format });
      expect((await readItem(again.items[0])).objects).toHaveLength(1);
      expect((await drawItem(again)).map((row) => row.replaceAll('_', 'b'))).toEqual(['ccccbbbb', 'ccccbbbb']);
    }
    const kept = textOf((await exportTo('coco', dataset, asked)).out, 'annotations/instances_train.json');
    expect(JSON.parse(kept)).toMatchObject({ annotations: [coco.annotations[0]] });
  });

  it('makes void or background of a class that is left out where nothing lies below', () => {
    const labels = { width: 3, height: 1, labels: Uint8Array.of(1, 1, 0) };
    const objects = [{ id: 1, slot: 1, isCrowd: false, runs: Uint32Array.of(0, 1) }];
    expect(leaveOut({ labelMap: labels, objects }, [1])).toEqual({ labelMap: labels, objects: [] });
  });
});
