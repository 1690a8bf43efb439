import { hash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import sharp from 'sharp';
import { beforeEach, describe, expect, it } from 'vitest';
import { openDataFolder } from '../../accuracy/open-data.ts';
import { makeFolder } from '../../command-line/temporary-folder.ts';
import { arbitraryLabelMap } from '../../mask/arbitrary-label-map.ts';
import { randomPolygons, runOracle } from '../../mask/run-oracle.ts';
import { fillCocoPolygon } from '../../../src/shared/mask/coco-polygon.ts';
import { countsOfRuns, textOfCounts } from '../../../src/shared/mask/coco-rle.ts';
import { areaOfRuns, boxOfRuns, paintRuns, type Runs } from '../../../src/shared/mask/runs.ts';
import { runsOfLabels } from '../../../src/shared/mask/runs-of-labels.ts';
import type { Dataset, ItemMask } from '../../../src/shared/model/dataset.ts';
import { colourPng, drawItem, exportTo, greyPng, openAt, openFiles, photoPng, readItem } from '../dataset-fixture.ts';

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

/** 1 = pet, 2 = background, 3 = border. */
const TRIMAP = ['2313', '3122'];

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

it('torchvision finds photos, indices and ids in our trees of VOC and Cityscapes, and in trimaps what we find', async () => {
  const root = makeFolder();
  await exportTo('voc', masks, { out: join(root, 'VOCdevkit', 'VOC2012') });
  const { out } = await exportTo('cityscapes', await streetMasks());
  const pets = makeFolder({
    'oxford-iiit-pet/annotations/trimaps/pug_1.png': greyPng(TRIMAP),
    'oxford-iiit-pet/annotations/test.txt': 'pug_1 1 1 1\n',
    'oxford-iiit-pet/images/pug_1.jpg': await sharp(photoPng(4, 2)).jpeg().toBuffer(),
  });
  const read = await openAt(join(pets, 'oxford-iiit-pet'));
  expect([read.format, read.items[0].split, await drawItem(read)]).toEqual(['pet', 'test', ['bbpb', 'bpbb']]);
  const found = runOracle('torchvision_datasets.py', [
    { class: 'voc', root, split: 'train', year: '2012' },
    { class: 'cityscapes', root: out, split: 'train' },
    { class: 'pet', root: pets, split: 'test' },
  ]);
  if (found === undefined) return;
  const ids = rows.map((row) => row.map((value) => [0, 22, 7][value]));
  const trimap = TRIMAP.map((row) => Array.from(row, Number));
  expect(found).toEqual([[[[8, 6], rows]], [[[8, 6], ids, ids]], [[[4, 2], trimap]]]);
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

  it('finds the counts, area and box that we find, of masks of any form', () => {
    const maps = fc.sample(arbitraryLabelMap, 200);
    const cases = maps.map(({ width, height, labels }) => ({
      rows: Array.from({ length: height }, (_, y) =>
        [...labels.subarray(y * width, (y + 1) * width)].map((label) => (label === 1 ? 1 : 0)),
      ),
    }));
    const found = runOracle('pycocotools_masks.py', cases);
    if (found === undefined) return;
    expect(found).toEqual(
      maps.map((map) => {
        const runs = runsOfLabels(map, 0).get(1) ?? new Uint32Array(0);
        const box = [...boxOfRuns(runs, map.height)];
        return { counts: textOfCounts(countsOfRuns(runs, map)), area: areaOfRuns(runs), box };
      }),
    );
  });

  it('fills polygons that are hardly any as we do', () => {
    const cases = degeneratePolygons();
    const found = runOracle('pycocotools_masks.py', cases) as readonly { places: number[] }[] | undefined;
    if (found === undefined) return;
    expect(found.map(({ places }) => places)).toEqual(
      cases.map(({ points, ...size }) => placesOf(fillCocoPolygon(points, size))),
    );
  });

  const data = openDataFolder();
  it.skipIf(data === undefined).each(REAL_FILES)('%s: every annotation and label map is ours', async (name) => {
    const file = join(data ?? '', 'annotations', name);
    const found = runOracle('pycocotools_masks.py', [{ digests: file, images: 6 }]) as
      readonly ImageDigests[][] | undefined;
    if (found === undefined) return;
    const [images] = found;
    const { items, palette } = await openAt(file);
    // A background stands first where the file has none, else it is the file's first category.
    const placeOf = new Map(
      palette.classes.map(({ slot }, place) => [
        slot,
        place + (palette.classes[0].name === '_background_' && place > 0 ? 1 : 0),
      ]),
    );
    const ours = await Promise.all(items.slice(0, 6).map(async (item) => digestsOf(await readItem(item), placeOf)));
    expect(ours.map(({ masks }) => masks)).toEqual(images.map((image) => image.masks));
    expect(ours.map(({ labels }) => labels)).toEqual(images.map((image) => image.labels));
  });
});

/** Files of instances among the real ones. */
const REAL_FILES = [
  'coco_panoptic/panoptic_coco_detection_format.json',
  'roboflow_coco_facade/_annotations.coco.json',
  'labelme/instance_segmentation/data_dataset_coco/annotations.json',
  'format_samples_10px/coco_dataset/coco_instances/annotations/instances_train.json',
  'format_samples_10px/coco_dataset/coco_instances/annotations/instances_val.json',
  'format_samples_10px/coco_dataset/coco_stuff/annotations/stuff_train.json',
];

interface ImageDigests {
  readonly masks: readonly string[];
  readonly labels: string;
}

function digestsOf({ labelMap, objects = [] }: ItemMask, placeOf: ReadonlyMap<number, number>) {
  const { width, height, labels } = labelMap;
  const masks = objects.map(({ runs }) => {
    const mask = { width, height, labels: new Uint8Array(width * height) };
    paintRuns(mask, runs, { value: 1, unpainted: 0 });
    return hash('sha256', mask.labels);
  });
  return {
    masks,
    labels: hash(
      'sha256',
      Uint8Array.from(labels, (slot) => placeOf.get(slot) ?? 0),
    ),
  };
}

/** Points on one another or on one line, hair's breadths, pictures of one pixel, corners far outside. */
function degeneratePolygons() {
  const shapes = [
    [3, 3, 3, 3, 3, 3],
    [1, 1, 6, 6, 1, 1],
    [0, 2, 9, 2, 4, 2],
    [2, 0, 2, 9, 2, 4],
    [0, 0, 8, 0.3, 8, 0.2, 0, 0.1],
    [0.49, 0.49, 0.51, 0.49, 0.51, 0.51],
    [-1e6, -1e6, 1e6, -1e6, 0, 1e6],
    [-0.5, -0.5, 8.5, -0.5, 8.5, 8.5, -0.5, 8.5],
    [8, 0, 0, 8, 8, 8, 0, 0],
    [1, 1, 5, 1, 5, 5, 1, 5, 1, 1, 5, 1, 5, 5, 1, 5],
    [7.999, 7.999, 8.001, 7.999, 8.001, 8.001],
  ];
  const sizes = [
    [8, 8],
    [1, 1],
    [1, 9],
    [9, 1],
  ];
  return shapes.flatMap((points) => sizes.map(([width, height]) => ({ width, height, points })));
}

it('an independent checker finds ids, areas and boxes right in our COCO panoptic files', async () => {
  const exported = await exportTo('coco-panoptic', masks);
  const cases = [folderOf(exported.out)];
  const data = openDataFolder();
  if (data !== undefined) {
    const real = await openAt(join(data, 'annotations/coco_panoptic/panoptic_coco_detection_format.json'));
    cases.push(folderOf((await exportTo('coco-panoptic', real)).out));
  }
  const found = runOracle('panoptic_check.py', cases) as { pictures: number; faults: string[] }[] | undefined;
  if (found === undefined) return;
  expect(found.map(({ faults }) => faults)).toEqual(cases.map(() => []));
  expect(found.map(({ pictures }) => pictures)).toEqual([1, 2].slice(0, cases.length));
});

function folderOf(out: string) {
  const file = readdirSync(join(out, 'annotations')).find((name) => name.endsWith('.json')) ?? '';
  return { json: join(out, 'annotations', file), folder: join(out, 'annotations', file.replace('.json', '')) };
}

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
