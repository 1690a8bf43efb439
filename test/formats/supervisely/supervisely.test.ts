import { describe, expect, it } from 'vitest';
import { drawItem, exportTo, greyPng, openFiles, photoPng, readItem, textOf } from '../dataset-fixture.ts';

describe('Supervisely', () => {
  const meta = JSON.stringify({ classes: [{ title: 'cat', shape: 'bitmap', color: '#112233' }] });
  const polygon = {
    classTitle: 'cat',
    geometryType: 'polygon',
    points: {
      exterior: [
        [0, 0],
        [3, 0],
        [3, 3],
        [0, 3],
      ],
      interior: [
        [
          [1, 1],
          [2, 1],
          [2, 2],
          [1, 2],
        ],
      ],
    },
  };
  const open = (objects: unknown[]) =>
    openFiles({
      'meta.json': meta,
      'train/ann/a.jpg.json': JSON.stringify({ size: { width: 4, height: 3 }, objects }),
      'train/img/a.jpg': photoPng(4, 3),
    });

  it('is read with polygons and their holes, and written to the letter', async () => {
    const dataset = await open([polygon]);
    expect(dataset).toMatchObject({
      format: 'supervisely',
      problems: [],
      items: [{ stem: 'a', split: 'train', photo: { name: 'train/img/a.jpg' } }],
    });
    expect(dataset.palette.classes[1]).toMatchObject({ name: 'cat', rgb: [17, 34, 51] });
    expect(await drawItem(dataset)).toEqual(['cccb', 'cbcb', 'cccb']);
    const { out, outcome } = await exportTo('supervisely', dataset);
    expect(outcome).toMatchObject({ differing: [], losses: {} });
    expect(textOf(out, 'train/ann/a.jpg.json')).toContain('"geometryType":"polygon"');
    expect(JSON.parse(textOf(out, 'meta.json'))).toMatchObject({ classes: [{ title: 'cat', color: '#112233' }] });
  });

  it('keeps tags of the set, of pictures and of figures, and the classes with all they had', async () => {
    const tag = { name: 'wet', value_type: 'none', color: '#000001', id: 4 };
    const cat = { title: 'cat', shape: 'polygon', color: '#112233', id: 11, hotkey: 'c' };
    const said = { classes: [cat], tags: [tag], projectType: 'images' };
    const file = {
      description: 'rain',
      tags: [{ name: 'wet', value: null }],
      size: { width: 4, height: 3 },
      objects: [{ ...polygon, tags: [{ name: 'wet', value: null }] }],
    };
    const dataset = await openFiles({
      'meta.json': JSON.stringify(said),
      'train/ann/a.jpg.json': JSON.stringify(file),
      'train/img/a.jpg': photoPng(4, 3),
    });
    const { out } = await exportTo('supervisely', dataset);
    expect(JSON.parse(textOf(out, 'meta.json'))).toEqual(said);
    expect(JSON.parse(textOf(out, 'train/ann/a.jpg.json'))).toEqual(file);
    const [background, own] = dataset.palette.classes;
    const palette = { ...dataset.palette, classes: [background, { ...own, name: 'Cat' }] };
    const kept = dataset.kept && {
      ...dataset.kept,
      classes: dataset.kept.classes.map((entry) => ({ ...entry, name: 'Cat' })),
    };
    const renamed = await exportTo('supervisely', { ...dataset, palette, kept });
    expect(JSON.parse(textOf(renamed.out, 'meta.json'))).toMatchObject({ classes: [{ ...cat, title: 'Cat' }] });
    const turned = await exportTo('supervisely', dataset, { geometry: { turns: ['flip-x'] } });
    expect(JSON.parse(textOf(turned.out, 'meta.json'))).toMatchObject({ classes: [{ ...cat, shape: 'any' }] });
  });

  it('fills polygons as OpenCV does where that is asked for, outlines of holes included', async () => {
    const interior = [
      [
        [1, 1],
        [3, 1],
        [3, 3],
        [1, 3],
      ],
    ];
    const exterior = [
      [0, 0],
      [4, 0],
      [4, 4],
      [0, 4],
    ];
    const file = { size: { width: 5, height: 6 }, objects: [{ ...polygon, points: { exterior, interior } }] };
    const dataset = await openFiles(
      { 'meta.json': meta, 'ann/a.jpg.json': JSON.stringify(file) },
      { raster: 'opencv' },
    );
    // Read off cv2.fillPoly with both rings.
    expect(await drawItem(dataset)).toEqual(['ccccc', 'ccccc', 'ccbcc', 'ccccc', 'ccccc', 'bbbbb']);
    const { outcome } = await exportTo('supervisely', dataset);
    expect(outcome).toMatchObject({ differing: [], losses: { 'changed-pixels': 12 } });
  });

  describe('bitmaps', () => {
    // Both as Supervisely's own documents print them.
    const alpha =
      'eJzrDPBz5+WS4mJgYOD19HAJAtLMIMwBJBiKnV8lAymmkiC/YAaGsslnLYA8EU8Xx5CKOckJa5JSEv6cP3DixAEGBq43jPUMLJK+IF2ern4u65wSmgBoaRby';
    const binary =
      'eJzrDPBz5+WS4mJgYOD19HAJAtLMIMwIInOeqf8BUmwBPiGuQPr///9Lb86/C2QxlgT5BTM4PLuRBuTwebo4hlTMSa44cOHAB6DqY0yORgq8YkAZBk9XP5d1TglNANAFGzA=';
    const figure = (data: string, type: string) => ({
      classTitle: 'cat',
      geometryType: type,
      bitmap: { data, origin: [1, 0] },
    });

    it('are what is not 0', async () => {
      expect(await drawItem(await open([figure(binary, 'bitmap')]))).toEqual(['bccc', 'bcbb', 'bccc']);
    });

    it('of alpha masks are all that is not quite transparent, which is told', async () => {
      const dataset = await open([figure(alpha, 'alpha_mask')]);
      expect(await drawItem(dataset)).toEqual(['bccc', 'bccb', 'bccc']);
      const { problems } = await readItem(dataset.items[0]);
      expect(problems).toMatchObject([
        { isWarning: true, message: 'is an alpha mask; its 7 half transparent pixels are taken as whole ones' },
      ]);
      const { out, outcome } = await exportTo('supervisely', dataset);
      expect(outcome.differing).toEqual([]);
      const { objects } = JSON.parse(textOf(out, 'train/ann/a.jpg.json')) as { objects: unknown[] };
      expect(objects).toEqual([figure(alpha, 'alpha_mask')]);
    });

    it('may be PNGs that are not packed once more', async () => {
      const plain = Buffer.from(greyPng(['010', '110'])).toString('base64');
      expect(await drawItem(await open([figure(plain, 'bitmap')]))).toEqual(['bbcb', 'bccb', 'bbbb']);
    });
  });

  it.each([
    [
      'a bitmap that cannot be unpacked',
      { classTitle: 'cat', bitmap: { data: 'AAAA', origin: [0, 0] } },
      'cannot be unpacked',
    ],
    ['a class that is not there', { ...polygon, classTitle: 'dog' }, 'has class dog'],
    [
      'a polygon of two points',
      {
        ...polygon,
        points: {
          exterior: [
            [0, 0],
            [1, 1],
          ],
          interior: [],
        },
      },
      'has 2 points',
    ],
    ['a line', { ...polygon, geometryType: 'line' }, 'is of kind line, which is not read as a mask'],
  ])('leaves out %s', async (_, figure, message) => {
    const dataset = await open([figure, polygon]);
    const { problems, objects } = await readItem(dataset.items[0]);
    expect(problems).toMatchObject([
      { annotation: 'object at place 1', message: expect.stringContaining(message) as string },
    ]);
    expect(objects).toHaveLength(1);
  });

  it('takes the photo of the whole name, where two differ in their extension', async () => {
    const annotation = JSON.stringify({ size: { width: 4, height: 3 }, objects: [] });
    const names = ['a.jpg', 'a.png'];
    const dataset = await openFiles({
      'meta.json': meta,
      ...Object.fromEntries(names.map((name) => [`set/ann/${name}.json`, annotation])),
      ...Object.fromEntries(names.map((name) => [`set/img/${name}`, photoPng(4, 3)])),
    });
    expect(dataset.items.map(({ photo }) => photo?.name)).toEqual(['set/img/a.jpg', 'set/img/a.png']);
  });
});
