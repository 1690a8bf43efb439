import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from '../../command-line/temporary-folder.ts';
import { colourPng, exportTo, greyPng, openAt, photoPng, widePng } from '../dataset-fixture.ts';

// Small datasets of every format that is read, each of two pictures: `a`, which stays good, and `b`, which is spoilt.

export type Files = Readonly<Record<string, string | Uint8Array>>;

const COLOURS = [
  [0, 0, 0],
  [128, 64, 0],
  [0, 64, 128],
];
const TABLE = 'name,r,g,b\nbackground,0,0,0\ncat,128,64,0\ndog,0,64,128\n';
const ROWS = ['0011', '0022'];

const WRITTEN = [
  'voc',
  'cvat',
  'coco',
  'coco-panoptic',
  'yolo',
  'labelme',
  'cityscapes',
  'mmseg',
  'ultralytics',
  'supervisely',
  'huggingface',
  'binary-masks',
  'npy',
  'folder',
  'datumaro',
] as const;

function both(make: (name: string) => Files): Files {
  return { ...make('a'), ...make('b') };
}

const adeNames = JSON.stringify({ annotation: { object: [{ name: 'cat', name_ndx: 1 }] } });
const vistas = ['road', 'cat', 'dog'].map((name, i) => ({ name, readable: name, color: [i, 1, 2], instances: true }));
const KITTI = widePng([
  [0, 0, 1793, 1793],
  [0, 0, 0, 0],
]);

const READ_ONLY: Readonly<Record<string, Files>> = {
  ade20k: both((name) => ({
    [`annotations/training/ADE_${name}.png`]: greyPng(ROWS),
    [`images/training/ADE_${name}.jpg`]: photoPng(4, 2),
  })),
  'ade20k (full set)': both((name) => ({
    [`x/${name}_seg.png`]: colourPng(['0011', '0011'], [COLOURS[0], [0, 1, 1]]),
    [`x/${name}.json`]: adeNames,
    [`x/${name}.jpg`]: photoPng(4, 2),
  })),
  camvid: {
    'label_colors.txt': '0 0 0\tVoid\n128 64 0\tcat\n0 64 128\tdog\n',
    ...both((name) => ({
      [`LabeledApproved_full/${name}_L.png`]: colourPng(ROWS, COLOURS),
      [`images/${name}.png`]: photoPng(4, 2),
    })),
  },
  pet: {
    'annotations/trainval.txt': 'a 1 1 1\nb 1 1 1\n',
    ...both((name) => ({
      [`annotations/trimaps/${name}.png`]: greyPng(['1122', '1133']),
      [`images/${name}.jpg`]: photoPng(4, 2),
    })),
  },
  kitti: both((name) => ({
    [`training/semantic/${name}.png`]: greyPng(['0077', '0088']),
    [`training/instance/${name}.png`]: KITTI,
    [`training/image_2/${name}.png`]: photoPng(4, 2),
  })),
  mapillary: {
    'config_v2.0.json': JSON.stringify({ labels: vistas }),
    ...both((name) => ({
      [`training/v2.0/labels/${name}.png`]: greyPng(ROWS),
      [`training/images/${name}.jpg`]: photoPng(4, 2),
    })),
  },
  'class-dict': {
    'class_dict.csv': TABLE,
    ...both((name) => ({
      [`train_labels/${name}_L.png`]: colourPng(ROWS, COLOURS),
      [`train/${name}.png`]: photoPng(4, 2),
    })),
  },
};

export const badFormats = [...WRITTEN, ...Object.keys(READ_ONLY)];

const made = new Map<string, Promise<Files>>();

/** The files of a good dataset of a format. */
export function goodFiles(format: string): Promise<Files> {
  const files = made.get(format) ?? makeFiles(format);
  made.set(format, files);
  return files;
}

async function makeFiles(format: string): Promise<Files> {
  const own = READ_ONLY[format] as Files | undefined;
  if (own !== undefined) return own;
  const pictures = both((name) => ({
    [`masks/train/${name}.png`]: colourPng(ROWS, COLOURS),
    [`images/train/${name}.png`]: photoPng(4, 2),
  }));
  const { out } = await exportTo(format, await openAt(makeFolder({ 'class_dict.csv': TABLE, ...pictures })));
  const names = readdirSync(out, { recursive: true, encoding: 'utf8' }).filter((name) =>
    statSync(join(out, name)).isFile(),
  );
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(out, name))]));
}

const PHOTO = /^train\/[^/]*\.png$|(^|\/)(images|img|img_dir|JPEGImages|leftImg8bit|image_2)\/|^x\/[^_]*\.jpg$/;

/** Files of picture `b` that hold its mask. */
export function masksOfB(files: Files): string[] {
  return Object.keys(files).filter((name) => isOfB(name) && !PHOTO.test(name));
}

export function photosOfB(files: Files): string[] {
  return Object.keys(files).filter((name) => isOfB(name) && PHOTO.test(name));
}

function isOfB(name: string): boolean {
  return /(^|\/|_)b(_|\.)[^/]*$/.test(name);
}
