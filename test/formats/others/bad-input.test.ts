import { crc32 } from 'node:zlib';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { DatasetProblem } from '../../../src/shared/model/dataset.ts';
import { MaskmendError } from '../../../src/shared/errors.ts';
import { makeFolder } from '../../command-line/temporary-folder.ts';
import { encodeJpeg } from '../../repair/encode-jpeg.ts';
import { farColours } from '../../repair/drawn-mask.ts';
import { exportTo, greyPng, openAt, readItem } from '../dataset-fixture.ts';
import { makeZip, type ZipPart } from '../tree/make-zip.ts';
import { badFormats, type Files, goodFiles, masksOfB, photosOfB } from './bad-datasets.ts';

// Every format with every input: what is wrong is told by its file, and the rest is taken.

/** What became of a dataset: the labels of picture `a`, and every file that was named with what is wrong. */
async function read(path: string) {
  const dataset = await openAt(path);
  const told: DatasetProblem[] = [...dataset.problems];
  const labels = new Map<string, string>();
  for (const item of dataset.items) {
    try {
      const { labelMap, problems } = await readItem(item);
      labels.set(item.stem, labelMap.labels.join(''));
      told.push(...problems);
    } catch (error) {
      // Whatever else is thrown is a mistake of the program.
      if (!(error instanceof MaskmendError)) throw error;
      told.push({ file: error.path ?? '', message: error.message });
    }
  }
  const a = [...labels].find(([stem]) => /(^|[/_])a(_L)?$/.test(stem))?.[1];
  return { a, told, dataset };
}

function withMasks(files: Files, change: (old: Uint8Array) => Uint8Array | undefined): Files {
  const changed = masksOfB(files).map((name) => [name, change(Buffer.from(files[name]))] as const);
  return Object.fromEntries(
    [...Object.entries(files), ...changed].filter(
      (entry): entry is [string, string | Uint8Array] => entry[1] !== undefined,
    ),
  );
}

function pngSaying(width: number, height: number): Uint8Array {
  const bytes = Buffer.from(greyPng(['00', '00']));
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  bytes.writeUInt32BE(crc32(bytes.subarray(12, 29)), 29);
  return bytes;
}

const JPEG = await encodeJpeg({ width: 4, height: 2, labels: new Uint8Array(8), colours: farColours }, { quality: 90 });

const spoilt: Readonly<Record<string, (old: Uint8Array) => Uint8Array>> = {
  'is cut off': (old) => old.subarray(0, Math.floor(old.length / 2)),
  'is another thing': () => Buffer.from('\u00ff\u00fehello', 'latin1'),
  'is a JPEG': () => JPEG,
  'says that it is endless': () => pngSaying(60_000, 60_000),
};

describe.each(badFormats)('%s', (format) => {
  it('takes the rest where a mask is none', async () => {
    const files = await goodFiles(format);
    const good = await read(makeFolder(files));
    expect(good.told).toEqual([]);
    for (const change of Object.values(spoilt)) {
      const { a, told } = await read(makeFolder(withMasks(files, change)));
      expect(a).toBe(good.a);
      const names = masksOfB(files);
      // Half of a YOLO file is a YOLO file.
      if (names.length > 0 && (format !== 'yolo' || told.length > 0))
        expect(told.some(({ file }) => names.includes(file))).toBe(true);
    }
  });

  it('goes without a photo that is no picture, and says so', async () => {
    const files = await goodFiles(format);
    const names = photosOfB(files);
    const path = makeFolder({ ...files, ...Object.fromEntries(names.map((name) => [name, 'no photo'])) });
    const { a, dataset } = await read(path);
    expect(a).toBe((await read(makeFolder(files))).a);
    const { outcome } = await exportTo('folder', dataset);
    const told = [
      ...outcome.problems.map(({ file }) => file),
      ...outcome.failures.map(({ error }) => error.path ?? ''),
    ];
    expect(told).toEqual(names);
    // YOLO alone does not tell the size of the picture.
    expect(outcome.written).toBe(format === 'yolo' ? 1 : 2);
  });

  it('takes nothing from an archive that leads out of it, lies of its size or is encrypted', async () => {
    const files = await goodFiles(format);
    const { a: good } = await read(makeFolder(files));
    const parts = Object.entries(files).map(([name, content]): ZipPart => ({ name, bytes: Buffer.from(content) }));
    const names = masksOfB(files);
    const ofMasks = (change: (part: ZipPart) => Partial<ZipPart>) =>
      parts.map((part) => (names.includes(part.name) ? { ...part, ...change(part) } : part));
    const archives: (readonly [readonly ZipPart[], readonly string[]])[] = [
      [[...parts, { name: '../../evil.png', bytes: greyPng(['0']) }], ['../../evil.png']],
      [[...parts, { name: '/etc/evil.png', bytes: greyPng(['0']) }], ['/etc/evil.png']],
      [ofMasks(({ bytes }) => ({ bytes: Buffer.alloc(1_000_000), saidBytes: bytes.length })), names],
      [ofMasks(() => ({ isEncrypted: true })), names],
    ];
    for (const [content, expected] of archives) {
      const { a, told } = await read(join(makeFolder({ 'set.zip': makeZip(content) }), 'set.zip'));
      expect(a).toBe(good);
      // All masks of COCO are in one file, which holds the good one too.
      if (expected.length > 0) expect(told.some(({ file }) => expected.includes(file))).toBe(true);
    }
  });
});

// Shapes of picture `b`, in the words of each format; `polygon` is in pixels.

interface BadShape {
  readonly polygon: readonly unknown[];
  /** What is told, by format; where none is, all is well. */
  readonly told: RegExp;
}

const shapes: Readonly<Record<string, BadShape>> = {
  'outside of the image': { polygon: [100, 100, 110, 100, 110, 110], told: /lies outside|shares of the picture/ },
  'with a coordinate NaN': { polygon: [0, 0, NaN, 0, 2, 2], told: /coordinate that is no number/ },
  'with a text for a coordinate': { polygon: [0, 0, 'x', 0, 2, 2], told: /coordinate that is no number/ },
  'with a coordinate that no picture has': { polygon: [0, 0, 1e300, 0, 2, 2], told: /which no picture has/ },
  'of two points': { polygon: [0, 0, 2, 2], told: /2 points|is a box/ },
  'of an odd number of coordinates': {
    polygon: [0, 0, 2, 2, 2, 0, 3],
    told: /no whole number of points|a point of 1 coordinate/,
  },
  'that crosses itself': { polygon: [0, 0, 2, 2, 2, 0, 0, 2], told: /crosses itself/ },
};

/** Adds an annotation with the id 777 to picture `b`; the format's own name of it. */
const adding: Readonly<Record<string, (files: Files, polygon: readonly unknown[]) => readonly [Files, string]>> = {
  coco: (files, polygon) => {
    const name = 'annotations/instances_train.json';
    const json = parse(files[name]) as { annotations: unknown[] };
    json.annotations.push({ id: 777, image_id: 2, category_id: 1, segmentation: [polygon] });
    return [{ ...files, [name]: asPythonWrites(json) }, '777'];
  },
  yolo: (files, polygon) => {
    const name = 'labels/train/b.txt';
    const shares = polygon.map((value, i) => (typeof value === 'number' ? value / (i % 2 === 0 ? 4 : 2) : value));
    const rows = Buffer.from(files[name]).toString();
    return [{ ...files, [name]: `${rows}0 ${shares.join(' ')}\n` }, `line ${rows.split('\n').length}`];
  },
  labelme: (files, polygon) => {
    const name = 'train/b.json';
    const json = parse(files[name]) as { shapes: unknown[] };
    json.shapes.push({ label: 'cat', points: pairs(polygon), shape_type: 'polygon' });
    return [{ ...files, [name]: asPythonWrites(json) }, `shape ${json.shapes.length}`];
  },
  supervisely: (files, polygon) => {
    const name = 'train/ann/b.png.json';
    const json = parse(files[name]) as { objects: unknown[] };
    const points = { exterior: pairs(polygon), interior: [] };
    json.objects.push({ id: 777, classTitle: 'cat', geometryType: 'polygon', points });
    return [{ ...files, [name]: asPythonWrites(json) }, 'object 777'];
  },
};

/** What our own exporter wrote a moment before. */
function parse(content: string | Uint8Array): unknown {
  return JSON.parse(Buffer.from(content).toString());
}

/** Python writes NaN, which JSON does not have. */
function asPythonWrites(json: unknown): string {
  const mark = 'not a number';
  return JSON.stringify(json, (_, value: unknown) => (Number.isNaN(value) ? mark : value)).replaceAll(
    `"${mark}"`,
    'NaN',
  );
}

function pairs(values: readonly unknown[]): unknown[][] {
  return Array.from({ length: Math.ceil(values.length / 2) }, (_, i) => values.slice(2 * i, 2 * i + 2));
}

describe.each(Object.keys(adding))('a polygon of %s', (format) => {
  it('that cannot be used is told by file and annotation, and the rest is taken', async () => {
    const files = await goodFiles(format);
    for (const [what, { polygon, told }] of Object.entries(shapes)) {
      const [changed, annotation] = adding[format](files, polygon);
      const found = await read(makeFolder(changed));
      expect(found.a, what).toBe('00110022');
      const problem = { file: Object.keys(changed).find((name) => changed[name] !== files[name]), annotation };
      expect(found.told, what).toMatchObject([problem]);
      expect(found.told[0].message, what).toMatch(told);
    }
  });
});
