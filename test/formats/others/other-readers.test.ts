import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runOracle } from '../../mask/run-oracle.ts';
import { exportTo, indexedPng, openFiles } from '../dataset-fixture.ts';

const COLOURS = [
  [0, 0, 0],
  [200, 10, 20],
  [0, 90, 0],
];

/** What Pillow and OpenCV find in a picture of an export. */
async function seen(format: string, path: string): Promise<unknown> {
  const table = 'name,r,g,b\nbackground,0,0,0\ncar,200,10,20\ntree,0,90,0\n';
  const dataset = await openFiles({ 'class_dict.csv': table, 'masks/a.png': indexedPng(['012'], COLOURS) });
  const { out } = await exportTo(format, dataset);
  const answers = runOracle('read_pictures.py', [join(out, path)]) as readonly unknown[] | undefined;
  return answers?.[0];
}

it('Pillow sees the indices of VOC masks, OpenCV their colours', async () => {
  const read = await seen('voc', 'SegmentationClass/a.png');
  if (read === undefined) return;
  expect(read).toEqual([
    'P',
    [[0, 1, 2]],
    [
      [
        [0, 0, 0],
        [20, 10, 200],
        [0, 90, 0],
      ],
    ],
  ]);
});

it('Pillow and OpenCV both see class numbers in grey masks', async () => {
  const read = await seen('ultralytics', 'masks/train/a.png');
  if (read === undefined) return;
  expect(read).toEqual(['L', [[0, 1, 2]], [[0, 1, 2]]]);
});

it('Pillow and OpenCV see instance ids of 16 bits', async () => {
  const read = await seen('cityscapes', 'gtFine/train/a/a_gtFine_instanceIds.png');
  if (read === undefined) return;
  expect(read).toMatchObject([expect.stringMatching(/^I/) as string, [[0, 1, 2]], [[0, 1, 2]]]);
});

it('Pillow sees segment ids in panoptic pictures', async () => {
  const read = await seen('coco-panoptic', 'annotations/panoptic_train/a.png');
  if (read === undefined) return;
  expect((read as readonly unknown[]).slice(0, 2)).toEqual([
    'RGB',
    [
      [
        [0, 0, 0],
        [1, 0, 0],
        [2, 0, 0],
      ],
    ],
  ]);
});
