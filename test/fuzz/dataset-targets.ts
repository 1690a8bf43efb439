import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parsePaletteFile } from '../../src/shared/palette/palette-files.ts';
import { writePng } from '../../src/main/codec/png/png-writer.ts';
import { runInThisThread } from '../../src/main/formats/exporting/item-runner.ts';
import { formatOf, formats } from '../../src/main/formats/format-list.ts';
import { readItemMask } from '../../src/main/formats/reading/read-item-mask.ts';
import { exportDataset, importDataset } from '../../src/main/formats/registry.ts';
import { MaskmendError } from '../../src/shared/errors.ts';
import { defaultReadLimits } from '../../src/shared/limits.ts';
import { makeZip } from '../formats/tree/make-zip.ts';
import { mutateBundle, pack, packFolder, unpack } from './bundle.ts';
import { mutateBytes } from './mutate-bytes.ts';
import { mutateText } from './mutate-text.ts';
import { keptSeeds, limits } from './picture-targets.ts';
import type { Target } from './target.ts';
import { workFolder } from './work-folder.ts';

const MOST_MASKS = 4;
const work = workFolder('data');

const COLOURS = [0, 0, 0, 200, 10, 20, 0, 90, 0];

function indexed(rows: readonly string[]): Uint8Array {
  const samples = Uint8Array.from(rows.join(''), Number);
  const size = { width: rows[0].length, height: rows.length };
  return writePng({ ...size, channels: 'indexed', bitDepth: 8, samples, colourTable: Uint8Array.from(COLOURS) });
}

const PLAIN = {
  'class_dict.csv': 'name,r,g,b\nbackground,0,0,0\ncar,200,10,20\ntree,0,90,0\n',
  'masks/a.png': indexed(['001122', '011122', '000022', '222000']),
  'masks/b.png': indexed(['0000', '1111']),
  'images/a.png': writePng({ width: 6, height: 4, channels: 'rgb', bitDepth: 8, samples: new Uint8Array(72) }),
};

/** Small sets of the formats that are only read. */
const READ_ONLY: Readonly<Record<string, Readonly<Record<string, string | Uint8Array>>>> = {
  'class-dict': PLAIN,
  camvid: { 'label_colors.txt': '0 0 0\tVoid\n200 10 20\tCar\n', 'labels/a_L.png': indexed(['001122']) },
  pet: { 'annotations/trimaps/cat_1.png': indexed(['0112']), 'annotations/test.txt': 'cat_1 1 1 1\n' },
  kitti: {
    'training/semantic/a.png': indexed(['0012']),
    'training/image_2/a.png': PLAIN['images/a.png'],
  },
  mapillary: {
    'config_v1.2.json': JSON.stringify({
      labels: [
        { name: 'bird', readable: 'Bird', color: [0, 0, 0], instances: true },
        { name: 'road', readable: 'Road', color: [200, 10, 20], instances: false },
      ],
    }),
    'training/v1.2/labels/a.png': indexed(['0011']),
  },
  'label-studio': {
    'task-1-annotation-2-by-3-tag-car-0.png': indexed(['0011']),
    'task-1-annotation-2-by-3-tag-tree-0.png': indexed(['1000']),
  },
  'labelme-dataset': {
    'a_json/label.png': indexed(['0012']),
    'a_json/label_names.txt': '_background_\ncar\ntree\n',
    'a_json/img.png': PLAIN['images/a.png'],
  },
  ade20k: { '1_seg.png': PLAIN['images/a.png'], '1.json': '{"annotation":{"object":[{"name":"car","name_ndx":1}]}}' },
};

async function seedsOf(format: string): Promise<Uint8Array[]> {
  const kept = keptSeeds(`format-${format}`);
  const own = Object.entries(READ_ONLY).find(([name]) => name === format)?.[1];
  if (own !== undefined) return [pack(format, own), ...kept];
  const folder = join(work, 'plain');
  unpack(pack('class-dict', PLAIN), folder);
  const dataset = await importDataset({ path: folder, raster: 'coco', limits: defaultReadLimits });
  const geometries = ['polygon', 'rle', 'mask'] as const;
  const seeds: Uint8Array[] = [];
  for (const geometry of geometries) {
    const out = join(work, `export-${geometry}`, format);
    const request = {
      ...{ format, out, form: { objects: 'component', geometry } as const, names: '{stem}' },
      classes: { indices: new Map(), merges: [], dropped: [], voidAs: 'keep', isZeroReduced: false } as const,
      ...{ split: { kind: 'keep' } as const, geometry: { turns: ['none'] } as const, hasPhotos: true },
      ...{ isOverwriting: true, isDryRun: false, sources: [] },
    };
    await exportDataset(() => Promise.resolve({ dataset, request }), {
      limits,
      run: runInThisThread,
      onForecast: () => undefined,
    });
    seeds.push(packFolder(format, out));
  }
  return [...seeds, ...kept];
}

async function readDataset(path: string, format: string | undefined): Promise<void> {
  const dataset = await importDataset({ path, format, raster: 'coco', limits: defaultReadLimits });
  for (const { mask } of dataset.items.slice(0, MOST_MASKS)) {
    try {
      await readItemMask(typeof mask === 'function' ? await mask() : mask, { limits, formatOf });
    } catch (error) {
      // A mask that fails is told; the others are read.
      if (!(error instanceof MaskmendError) || error.code === 'internal') throw error;
    }
  }
}

function formatTarget(name: string): Target {
  return {
    name: `format-${name}`,
    seeds: () => seedsOf(name),
    mutate: mutateBundle,
    read: (input) => {
      const folder = join(work, 'input');
      return readDataset(folder, unpack(input, folder));
    },
    code: [`/src/main/formats/${name}/`, '/src/main/formats/reading/', '/src/main/formats/tree/', '/src/shared/mask/'],
  };
}

const zip: Target = {
  name: 'zip',
  seeds: () => {
    const parts = Object.entries(PLAIN).map(([name, bytes]) => ({ name, bytes: Buffer.from(bytes) }));
    return Promise.resolve([
      makeZip(parts),
      makeZip([...parts, { ...parts[0], method: 0, name: 'x/y' }]),
      ...keptSeeds('zip'),
    ]);
  },
  mutate: mutateBytes,
  read: (bytes) => {
    mkdirSync(work, { recursive: true });
    writeFileSync(join(work, 'input.zip'), bytes);
    return readDataset(join(work, 'input.zip'), undefined);
  },
  code: ['/src/main/formats/tree/'],
};

const palette: Target = {
  name: 'palette',
  seeds: () =>
    Promise.resolve([
      ...[
        PLAIN['class_dict.csv'],
        '# label:color_rgb:parts:actions\nbackground:0,0,0::\ncar:200,10,20::\n',
        '0 0 0\tVoid\n200 10 20\tCar\n',
        '#000000\n#c80a14\n',
        '{"label_map":{"0":"bg","1":"car"},"segmentation_colors":[[0,0,0],[200,10,20]]}',
        '{"categories":[{"id":1,"name":"car","color":[200,10,20],"isthing":1}]}',
        '{"labels":[{"name":"a","readable":"A","color":[1,2,3]}]}',
      ].map((text) => Buffer.from(text)),
      ...keptSeeds('palette'),
    ]),
  mutate: mutateText,
  read: (bytes) => parsePaletteFile('classes.txt', Buffer.from(bytes).toString('utf8')),
  code: ['/src/shared/palette/'],
};

export const datasetTargets: readonly Target[] = [...formats.map(({ name }) => formatTarget(name)), zip, palette];
