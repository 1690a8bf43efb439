import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openDataFolder } from '../../accuracy/open-data.ts';
import { exportTo, openAt, readItem } from '../dataset-fixture.ts';

const data = openDataFolder();
if (data === undefined) process.stdout.write('formats on real annotations: skipped, no data folder (MASKMEND_DATA)\n');
const folder = join(data ?? '', 'annotations');

/** Real files of real tools, what they are, and how many masks they hold. */
const CASES = [
  ['roboflow_coco_facade', 'coco', 83],
  ['coco_panoptic/panoptic_examples.json', 'coco-panoptic', 2],
  ['coco_panoptic/panoptic_coco_detection_format.json', 'coco', 2],
  ['labelme/instance_segmentation/data_annotated', 'labelme', 3],
  ['labelme/semantic_segmentation/data_annotated', 'labelme', 3],
  ['format_samples_10px/voc_dataset/voc_dataset1', 'voc', 1],
  ['format_samples_10px/coco_dataset/coco_instances', 'coco', 2],
  ['format_samples_10px/coco_dataset/coco_panoptic', 'coco-panoptic', 2],
  ['format_samples_10px/coco_dataset/coco_roboflow', 'coco', 2],
  ['format_samples_10px/cityscapes_dataset/dataset', 'cityscapes', 4],
  ['format_samples_10px/common_semantic_segmentation_dataset/dataset', 'datumaro', 2],
  ['format_samples_10px/camvid_dataset', 'camvid', 4],
  ['format_samples_10px/kitti_dataset/kitti_segmentation', 'kitti', 2],
  ['format_samples_10px/mapillary_vistas_dataset', 'mapillary', 3],
  ['format_samples_10px/ade20k2020_dataset/dataset', 'ade20k', 2],
  ['format_samples_10px/kaggle_dataset/image_mask_with_labelmap', 'class-dict', 3],
  ['format_samples_10px/yolo_dataset/labels', 'yolo', 2],
] as const;

describe.skipIf(data === undefined)('real annotation files', () => {
  it.each(CASES)('%s is %s with %i masks that can be read', async (path, format, masks) => {
    const dataset = await openAt(join(folder, path));
    expect(dataset.format).toBe(format);
    expect(dataset.items).toHaveLength(masks);
    for (const item of dataset.items.slice(0, 10)) {
      const { labelMap } = await readItem(item);
      expect(labelMap.labels).toHaveLength(labelMap.width * labelMap.height);
    }
  });

  it('areas of COCO panoptic segments are those of their pictures', async () => {
    const dataset = await openAt(join(folder, 'coco_panoptic/panoptic_examples.json'));
    for (const item of dataset.items) expect((await readItem(item)).problems).toEqual([]);
  });

  it.each(['coco', 'voc', 'cvat', 'coco-panoptic', 'labelme', 'supervisely', 'yolo'])(
    'go to %s and back without a changed pixel',
    async (to) => {
      const dataset = await openAt(join(folder, 'coco_panoptic/panoptic_coco_detection_format.json'));
      const { outcome } = await exportTo(to, dataset);
      expect(outcome.differing).toEqual([]);
      expect(outcome.written).toBe(2);
    },
  );
});
