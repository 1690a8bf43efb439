import { join } from 'node:path';
import sharp from 'sharp';
import { beforeEach, describe, expect, it } from 'vitest';
import { openDataFolder } from '../../accuracy/open-data.ts';
import { makeFolder } from '../../command-line/temporary-folder.ts';
import { randomPolygons, runOracle } from '../../mask/run-oracle.ts';
import { fillCocoPolygon } from '../../../src/shared/mask/coco-polygon.ts';
import type { Runs } from '../../../src/shared/mask/runs.ts';
import type { Dataset } from '../../../src/shared/model/dataset.ts';
import { colourPng, exportTo, openAt, openFiles, photoPng, readItem } from '../dataset-fixture.ts';

// The tools that the formats are of, where they are there; each test that lacks its tool says so in one line.

const ROWS = ['00000000', '01111000', '01111022', '01111022', '01111000', '00000000'];
const COLOURS = [
  [0, 0, 0],
  [0, 128, 0],
  [128, 64, 128],
];

let masks: Dataset;

beforeEach(async () => {
  // torchvision takes only photos of this kind for VOC's.
  const photo = await sharp(photoPng(8, 6)).jpeg().toBuffer();
  masks = await openFiles({
    'class_dict.csv': 'name,r,g,b\nbackground,0,0,0\ntree,0,128,0\nroad,128,64,128\n',
    'masks/ulm_000000_000019.png': colourPng(ROWS, COLOURS),
    'images/ulm_000000_000019.jpg': photo,
  });
});

const rows = ROWS.map((row) => Array.from(row, Number));

function placesOf(runs: Runs): number[] {
  const places: number[] = [];
  for (let i = 0; i < runs.length; i += 2) for (let at = runs[i]; at < runs[i + 1]; at++) places.push(at);
  return places;
}

/** The same rows as Cityscapes has them: with its classes, photos as PNG. */
async function streetMasks(): Promise<Dataset> {
  const colours = [
    [0, 0, 0],
    [152, 251, 152],
    [128, 64, 128],
  ];
  return openFiles({
    'class_dict.csv': 'name,r,g,b\nunlabeled,0,0,0\nterrain,152,251,152\nroad,128,64,128\n',
    'masks/ulm_000000_000019.png': colourPng(ROWS, colours),
    'images/ulm_000000_000019.png': photoPng(8, 6),
  });
}

it('torchvision finds photos, indices and ids in our trees of VOC and Cityscapes', async () => {
  const root = makeFolder();
  await exportTo('voc', masks, { out: join(root, 'VOCdevkit', 'VOC2012') });
  const { out } = await exportTo('cityscapes', await streetMasks());
  const found = runOracle('torchvision_datasets.py', [
    { class: 'voc', root, split: 'train', year: '2012' },
    { class: 'cityscapes', root: out, split: 'train' },
  ]);
  if (found === undefined) return;
  const ids = rows.map((row) => row.map((value) => [0, 22, 7][value]));
  expect(found).toEqual([[[[8, 6], rows]], [[[8, 6], ids, ids]]]);
});

describe('labelme', () => {
  it('opens our files with their photos, and sees polygons where they are', async () => {
    const { out } = await exportTo('labelme', masks, { form: { objects: 'component', geometry: 'polygon' } });
    const found = runOracle('labelme_files.py', [join(out, 'train/ulm_000000_000019.json')]);
    if (found === undefined) return;
    const [file] = found as { photo: string; size: number[]; shapes: { label: string }[]; labels: number[][] }[];
    expect([file.photo, file.size]).toEqual(['ulm_000000_000019.jpg', [6, 8]]);
    expect(file.shapes.map(({ label }) => label).sort()).toEqual(['road', 'tree']);
    // labelme draws outlines as well: inside they agree.
    expect([file.labels[2][2] > 0, file.labels[2][7] > 0, file.labels[2][2] === file.labels[2][7]]).toEqual([
      true,
      true,
      false,
    ]);
    expect([file.labels[0][0], file.labels[5][7]]).toEqual([0, 0]);
  });
});

describe('pycocotools', () => {
  it('fills random polygons pixel for pixel as we do', () => {
    const cases = randomPolygons(1500, 23);
    const found = runOracle('pycocotools_masks.py', cases) as readonly { places: number[] }[] | undefined;
    if (found === undefined) return;
    expect(found.map(({ places }) => places)).toEqual(
      cases.map(({ points, ...size }) => placesOf(fillCocoPolygon(points, size))),
    );
  });

  it.each(['polygon', 'rle'] as const)('reads our COCO files with %s: areas, boxes and masks', async (geometry) => {
    const { out } = await exportTo('coco', masks, { form: { objects: 'component', geometry } });
    const file = join(out, 'annotations/instances_train.json');
    const found = runOracle('pycocotools_masks.py', [{ file }]) as Annotation[][] | undefined;
    if (found === undefined) return;
    const seen = found[0].map(({ category, area, told: [toldArea, toldBox], box }) => {
      return [category, area, toldArea, String(box) === String(toldBox)];
    });
    expect(seen.sort()).toEqual([
      ['road', 4, 4, true],
      ['tree', 16, 16, true],
    ]);
  });

  const data = openDataFolder();
  it.skipIf(data === undefined)('fills every annotation of real files as we do', async () => {
    const file = join(data ?? '', 'annotations/coco_panoptic/panoptic_coco_detection_format.json');
    const found = runOracle('pycocotools_masks.py', [{ file }]) as Annotation[][] | undefined;
    if (found === undefined) return;
    const dataset = await openAt(file);
    const objects = await Promise.all(dataset.items.map(async (item) => (await readItem(item)).objects ?? []));
    const ours = objects.flat().map(({ runs }) => placesOf(runs).join());
    expect(ours.sort()).toEqual(found[0].map(({ places }) => places.join()).sort());
  });
});

interface Annotation {
  readonly category: string;
  readonly area: number;
  readonly box: readonly number[];
  readonly told: readonly [number, readonly number[]];
  readonly places: readonly number[];
}

it('Hugging Face datasets loads our image folder', async () => {
  const { out } = await exportTo('huggingface', masks);
  const found = runOracle('hugging_face_datasets.py', [{ folder: out, split: 'train' }]);
  if (found !== undefined) expect(found).toMatchObject([[{ sizes: [[8, 6]] }]]);
});

it.each([
  ['cvat', 'voc_segmentation'],
  ['datumaro', 'common_semantic_segmentation'],
])('Datumaro reads our %s as %s', async (format, name) => {
  const { out } = await exportTo(format, masks);
  const found = runOracle('datumaro_datasets.py', [{ folder: out, format: name }]);
  if (found !== undefined) expect(found).toMatchObject([[{ pixels: { tree: 16, road: 4 } }]]);
});

it('Ultralytics finds names and photos in our data.yaml', async () => {
  const { out } = await exportTo('yolo', masks);
  const found = runOracle('ultralytics_data.py', [join(out, 'data.yaml')]);
  if (found !== undefined) expect(found).toMatchObject([{ names: { 0: 'tree', 1: 'road' } }]);
});
