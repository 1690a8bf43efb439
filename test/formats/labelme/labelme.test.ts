import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeFolder } from '../../command-line/temporary-folder.ts';
import { makeZip } from '../tree/make-zip.ts';
import { drawItem, exportTo, greyPng, openAt, openFiles, photoPng, readItem, textOf } from '../dataset-fixture.ts';

interface LabelmeText {
  imagePath: string;
  imageHeight: number | null;
  imageWidth: number | null;
  imageData: null;
  shapes: Record<string, unknown>[];
}

const mask = Buffer.from(greyPng(['01', '11'])).toString('base64');

function golden(shapes: Record<string, unknown>[] = []): LabelmeText {
  return {
    imagePath: 'a.jpg',
    imageHeight: 4,
    imageWidth: 5,
    imageData: null,
    shapes: [
      {
        label: 'dog',
        points: [
          [0, 0],
          [2, 0],
          [2, 2],
          [0, 2],
        ],
        shape_type: 'polygon',
        group_id: null,
      },
      {
        label: 'cat',
        points: [
          [3, 2],
          [4, 3],
        ],
        shape_type: 'mask',
        mask,
        group_id: null,
      },
      ...shapes,
    ],
  };
}

const DRAWN = ['ddbbb', 'ddbbb', 'bbbbc', 'bbbcc'];

function open(text: unknown, more: Record<string, string | Uint8Array> = {}) {
  return openFiles({ 'train/a.json': JSON.stringify(text), 'train/a.jpg': photoPng(5, 4), ...more });
}

describe('labelme', () => {
  it('is read with polygons and masks, classes in the order of their names', async () => {
    const dataset = await open(golden());
    expect(dataset).toMatchObject({ format: 'labelme', problems: [] });
    expect(dataset.items[0]).toMatchObject({ stem: 'a', split: 'train', photo: { name: 'train/a.jpg' } });
    expect(dataset.palette.classes.map(({ name, index }) => [name, index])).toEqual([
      ['background', 0],
      ['cat', 1],
      ['dog', 2],
    ]);
    expect(await drawItem(dataset)).toEqual(DRAWN);
  });

  it('takes rectangles and circles, and shapes of one group as one object', async () => {
    const dataset = await open(
      golden([
        {
          label: 'cat',
          points: [
            [4, 0],
            [5, 1],
          ],
          shape_type: 'rectangle',
          group_id: 3,
        },
        {
          label: 'cat',
          points: [
            [2, 0],
            [3, 1],
          ],
          shape_type: 'rectangle',
          group_id: 3,
        },
        {
          label: 'dog',
          points: [
            [0.5, 3.5],
            [1, 3.5],
          ],
          shape_type: 'circle',
        },
      ]),
    );
    expect(await drawItem(dataset)).toEqual(['ddcbc', 'ddbbb', 'bbbbc', 'dbbcc']);
    expect((await readItem(dataset.items[0])).objects).toHaveLength(4);
  });

  it('keeps polygons, writes masks whole, and reads back the same', async () => {
    const { out, outcome } = await exportTo('labelme', await open(golden()));
    expect(outcome).toMatchObject({ differing: [], losses: {} });
    const { shapes, imagePath } = JSON.parse(textOf(out, 'train/a.json')) as LabelmeText;
    expect(imagePath).toBe('a.jpg');
    expect(shapes.map(({ label, shape_type, points }) => [label, shape_type, points])).toEqual([
      ['dog', 'polygon', golden().shapes[0]['points']],
      [
        'cat',
        'mask',
        [
          [3, 2],
          [4, 3],
        ],
      ],
    ]);
    expect(textOf(out, 'labels.txt')).toBe('__ignore__\n_background_\ncat\ndog\n');
  });

  it.each([
    [
      'a line',
      {
        label: 'dog',
        points: [
          [0, 0],
          [2, 2],
        ],
        shape_type: 'line',
      },
      'is of kind line, which is not read as a mask',
    ],
    [
      'two points',
      {
        label: 'dog',
        points: [
          [0, 0],
          [2, 2],
        ],
        shape_type: 'polygon',
      },
      'has 2 points',
    ],
    [
      'a text as coordinate',
      {
        label: 'dog',
        points: [
          [0, 0],
          [2, '2'],
          [3, 3],
        ],
        shape_type: 'polygon',
      },
      'no number',
    ],
    [
      'a mask without picture',
      {
        label: 'dog',
        points: [
          [0, 0],
          [2, 2],
        ],
        shape_type: 'mask',
      },
      'is a mask without picture',
    ],
    [
      'a mask that is no picture',
      {
        label: 'dog',
        points: [
          [0, 0],
          [2, 2],
        ],
        shape_type: 'mask',
        mask: 'AAAA',
      },
      'PNG',
    ],
    [
      'a mask beside the image',
      {
        label: 'dog',
        points: [
          [50, 50],
          [51, 51],
        ],
        shape_type: 'mask',
        mask,
      },
      'without pixels inside',
    ],
    [
      'a polygon beside the image',
      {
        label: 'dog',
        points: [
          [50, 0],
          [60, 0],
          [60, 9],
        ],
      },
      'lies outside',
    ],
    ['no label', { points: [] }, 'is no shape of labelme'],
  ])('leaves out a shape with %s and takes the rest', async (_, shape, message) => {
    const dataset = await open(golden([shape]));
    const { problems } = await readItem(dataset.items[0]);
    expect(problems).toMatchObject([
      { file: 'train/a.json', annotation: 'shape 3', message: expect.stringContaining(message) as string },
    ]);
    expect(await drawItem(dataset)).toEqual(DRAWN);
  });

  it('takes a mask that is larger than its corners are apart, and tells of it', async () => {
    const points = [
      [0, 0],
      [4, 3],
    ];
    const dataset = await open(golden([{ label: 'dog', points, shape_type: 'mask', mask }]));
    const { problems } = await readItem(dataset.items[0]);
    const message = 'has a mask of 2 x 2 pixels between corners of 5 x 4; it is taken from the first corner on';
    expect(problems).toEqual([{ file: 'train/a.json', annotation: 'shape 3', message, isWarning: true }]);
  });

  it('leaves shapes out whose points are none', async () => {
    const points = [
      [0, 0, 1],
      [4, 0, 1],
      [4, 3, 1],
      [0, 3, 1],
    ];
    const dataset = await open(golden([{ label: 'cat', points }]));
    const { problems } = await readItem(dataset.items[0]);
    const message = 'has a point of 3 coordinates; a point has two';
    expect(problems).toEqual([{ file: 'train/a.json', annotation: 'shape 3', message }]);
    expect(await drawItem(dataset)).toEqual(DRAWN);
  });

  it('takes a shape without a label as one of a class of its own, and tells of it', async () => {
    const points = [
      [0, 0],
      [1, 0],
      [1, 1],
      [0, 1],
    ];
    const dataset = await open(golden([{ label: ' ', points }]));
    expect(dataset.palette.classes.map(({ name }) => name)).toEqual(['background', 'cat', 'dog', 'class 3']);
    const { problems } = await readItem(dataset.items[0]);
    expect(problems).toEqual([
      {
        file: 'train/a.json',
        annotation: 'shape 3',
        message: expect.stringContaining('no label') as string,
        isWarning: true,
      },
    ]);
  });

  it.each(['oriented_rectangle', 'rotation', 'rectangle'])('fills a %s of four corners', async (shape_type) => {
    const points = [
      [2, 0],
      [4, 2],
      [2, 4],
      [0, 2],
    ];
    const shape = { label: 'dog', points };
    const dataset = await open(golden([{ ...shape, shape_type }]));
    expect((await readItem(dataset.items[0])).problems).toEqual([]);
    const polygon = await open(golden([{ ...shape, shape_type: 'polygon' }]));
    expect(await drawItem(dataset)).toEqual(await drawItem(polygon));
  });

  it('keeps flags and all else that a file says of its picture, but for the photo in it', async () => {
    const said = { version: '4.5.6', flags: { blurred: true }, description: 'rain' };
    const dataset = await open({ ...said, ...golden(), imageData: 'AAAA' });
    const { out } = await exportTo('labelme', dataset);
    expect(JSON.parse(textOf(out, 'train/a.json'))).toMatchObject({ ...said, imageData: null, imagePath: 'a.jpg' });
  });

  it('takes the photo in the file where there is no other, from a folder and from an archive', async () => {
    const photo = Buffer.from(photoPng(5, 4));
    const text = JSON.stringify({ ...golden(), imagePath: 'x\\b.png', imageData: photo.toString('base64') });
    const folder = await openFiles({ 'b.json': text.replaceAll('/', String.raw`\/`) });
    expect(folder.items[0].photo).toMatchObject({ name: 'b.png' });
    const archive = join(makeFolder(), 'set.zip');
    writeFileSync(archive, makeZip([{ name: 'b.json', bytes: Buffer.from(text) }]));
    for (const dataset of [folder, await openAt(archive)]) {
      const { out, outcome } = await exportTo('voc', dataset);
      expect(outcome.problems).toEqual([]);
      expect(readFileSync(join(out, 'JPEGImages/b.png'))).toEqual(photo);
    }
  });

  it('takes labels that blanks alone tell apart for one', async () => {
    const points = [
      [0, 0],
      [1, 0],
      [1, 1],
    ];
    const dataset = await open(golden([{ label: 'cat ', points }]));
    expect(dataset.palette.classes.map(({ name }) => name)).toEqual(['background', 'cat', 'dog']);
    const { out } = await exportTo('labelme', dataset);
    expect(textOf(out, 'train/a.json')).toContain('"cat "');
  });

  it('takes the photo beside the file where another lies out of the dataset', async () => {
    const dataset = await open({ ...golden(), imagePath: '..\\..\\..\\secret\\a.jpg' });
    expect(dataset.problems).toMatchObject([{ file: 'train/a.json', isWarning: true }]);
    expect(dataset.items[0].photo?.name).toBe('train/a.jpg');
  });

  it('takes the size of the photo where the file tells none', async () => {
    const dataset = await open({ ...golden(), imageHeight: null, imageWidth: null });
    expect(await drawItem(dataset)).toEqual(DRAWN);
  });

  it('tells of a file that breaks off and takes the others', async () => {
    const dataset = await open(golden(), { 'train/b.json': '{"shapes": [' });
    expect(dataset.problems).toMatchObject([
      { file: 'train/b.json', message: expect.stringContaining('is not JSON') as string },
    ]);
    expect(dataset.items).toHaveLength(1);
  });
});
