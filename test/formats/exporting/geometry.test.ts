import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { exportTo, openFiles, photoPng, rowsOf, textOf } from '../dataset-fixture.ts';
import { openColours } from './colour-dataset.ts';

describe('what is done to pictures', () => {
  const rows = ['01', '22'];

  it('resizes masks to 224 x 224 by nearest neighbour, photos with them', async () => {
    const { out, outcome } = await exportTo('folder', await openColours(rows), {
      geometry: { resize: { width: 224, height: 224 }, turns: ['none'] },
    });
    const mask = rowsOf(out, 'masks/a.png').rows;
    expect(mask).toHaveLength(224);
    expect([mask[0][111], mask[0][112], mask[111][0], mask[112][0]]).toEqual([0, 1, 0, 2]);
    expect(new Set(mask.flat())).toEqual(new Set([0, 1, 2]));
    expect(await sharp(join(out, 'images/a.png')).metadata()).toMatchObject({ width: 224, height: 224 });
    expect(outcome.differing).toEqual([]);
  });

  it.each([
    [
      'flip-x',
      [
        [1, 0],
        [2, 2],
      ],
      [1, 0],
    ],
    [
      'flip-y',
      [
        [2, 2],
        [0, 1],
      ],
      [0, 1],
    ],
    [
      'rotate-90',
      [
        [2, 0],
        [2, 1],
      ],
      [0, 1],
    ],
    [
      'rotate-180',
      [
        [2, 2],
        [1, 0],
      ],
      [1, 1],
    ],
    [
      'rotate-270',
      [
        [1, 2],
        [0, 2],
      ],
      [1, 0],
    ],
  ] as const)('turns mask and photo in step: %s', async (turn, mask, corner) => {
    const { out, outcome } = await exportTo('folder', await openColours(rows), { geometry: { turns: ['none', turn] } });
    expect(outcome).toMatchObject({ written: 2, differing: [] });
    expect(rowsOf(out, 'masks/a.png').rows).toEqual([
      [0, 1],
      [2, 2],
    ]);
    expect(rowsOf(out, `masks/a_${turn}.png`).rows).toEqual(mask);
    // Every pixel of the photo tells the place it had.
    expect(rowsOf(out, `images/a_${turn}.png`).rows[0].slice(0, 2)).toEqual(corner);
  });

  it('cuts into whole tiles', async () => {
    const dataset = await openColours(['0011', '0011', '2200']);
    const { out, outcome } = await exportTo('folder', dataset, {
      geometry: { tile: { width: 2, height: 2 }, turns: ['none'] },
    });
    expect(outcome).toMatchObject({ written: 4, differing: [] });
    expect(rowsOf(out, 'masks/a_y1_x2.png').rows).toEqual([
      [1, 1],
      [0, 0],
    ]);
    expect(rowsOf(out, 'images/a_y1_x2.png').rows[0].slice(0, 2)).toEqual([2, 1]);
  });

  it('moves objects with their pixels', async () => {
    const coco = JSON.stringify({
      images: [{ id: 1, file_name: 'a.jpg', width: 4, height: 2 }],
      categories: [{ id: 1, name: 'car' }],
      annotations: [{ id: 1, image_id: 1, category_id: 1, segmentation: [[0, 0, 1, 0, 1, 2, 0, 2]] }],
    });
    const { out, outcome } = await exportTo('coco', await openFiles({ '_annotations.coco.json': coco }), {
      geometry: { turns: ['flip-x'] },
    });
    expect(outcome.differing).toEqual([]);
    const { annotations } = JSON.parse(textOf(out, 'annotations/instances_train.json')) as {
      annotations: { bbox: number[] }[];
    };
    expect(annotations[0].bbox).toEqual([3, 0, 1, 2]);
  });

  it('sets a photo upright that says it lies on its side, and its annotations with it', async () => {
    const jpeg = await sharp({ create: { width: 4, height: 2, channels: 3, background: 'red' } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    const coco = JSON.stringify({
      images: [{ id: 1, file_name: 'a.jpg', width: 4, height: 2 }],
      categories: [{ id: 1, name: 'car' }],
      annotations: [{ id: 1, image_id: 1, category_id: 1, segmentation: [[0, 0, 1, 0, 1, 1, 0, 1]] }],
    });
    const dataset = await openFiles({ '_annotations.coco.json': coco, 'a.jpg': jpeg });
    const oriented = await sharp(jpeg).metadata();
    expect(oriented.orientation).toBe(6);
    const { out, outcome } = await exportTo('folder', dataset);
    expect(outcome).toMatchObject({ notes: [], differing: [] });
    expect(rowsOf(out, 'masks/a.png').rows).toEqual([
      [0, 1],
      [0, 0],
      [0, 0],
      [0, 0],
    ]);
    expect(await sharp(join(out, 'images/a.jpg')).metadata()).toMatchObject({ width: 2, height: 4 });
  });

  it('tells where nothing tells whether a mask is of the photo before or after it was turned', async () => {
    const upsideDown = (width: number, height: number, orientation: number) =>
      sharp({ create: { width, height, channels: 3, background: 'red' } })
        .withMetadata({ orientation })
        .png()
        .toBuffer();
    const same = await exportTo('folder', await openColours(['01'], { 'images/a.png': await upsideDown(2, 1, 3) }));
    expect(same.outcome.notes).toEqual([{ kind: 'photo-turned', photo: 'images/a.png' }]);
    const turned = await exportTo('folder', await openColours(['01'], { 'images/a.png': await upsideDown(1, 2, 6) }));
    expect(turned.outcome.notes).toEqual([]);
    const square = await exportTo(
      'folder',
      await openColours(['01', '10'], { 'images/a.png': await upsideDown(2, 2, 6) }),
    );
    expect(square.outcome.notes).toHaveLength(1);
  });

  it('copies a photo byte for byte that needs nothing, and tells of one of another size', async () => {
    const dataset = await openColours(rows, { 'images/a.png': photoPng(5, 5) });
    const { out, outcome } = await exportTo('folder', dataset);
    expect(readFileSync(join(out, 'images/a.png'))).toEqual(Buffer.from(photoPng(5, 5)));
    const sizes = { width: 5, height: 5, maskWidth: 2, maskHeight: 2 };
    expect(outcome.notes).toEqual([{ kind: 'photo-size', photo: 'images/a.png', ...sizes }]);
  });
});
