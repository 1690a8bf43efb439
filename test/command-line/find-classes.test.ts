import { execFileSync } from 'node:child_process';
import { readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { writePng } from '../../src/main/codec/png/png-writer.ts';
import { findClasses } from '../../src/main/services/classes/find-classes.ts';
import { machineShare } from '../../src/main/services/jobs/machine-share.ts';
import { damageMask } from '../accuracy/damage-mask.ts';
import { drawOddMask, oddColours, storedColours } from '../accuracy/odd-colours.ts';
import { drawThinLines, lineColours } from '../accuracy/thin-lines.ts';
import { makeZip } from '../formats/tree/make-zip.ts';
import { runCommand } from './run-command.ts';
import { makeFolder } from './temporary-folder.ts';

/** Two flat halves. */
function halves(left: readonly number[], right: readonly number[]): Uint8Array {
  const [width, height] = [64, 48];
  const samples = Uint8Array.from({ length: 3 * width * height }, (_, i) => {
    return (Math.floor(i / 3) % width < width / 2 ? left : right)[i % 3];
  });
  return writePng({ width, height, channels: 'rgb', bitDepth: 8, samples });
}

const watch = { signal: new AbortController().signal, onProgress: () => undefined };

it.each([
  ['in a folder of their own', 'images/a.png', 'masks/a.png'],
  ['beside the masks', 'a.png', 'a_mask.png'],
])('classes are found from masks, not from photos %s', async (_, photo, mask) => {
  const folder = makeFolder({
    [photo]: halves([9, 80, 200], [240, 200, 10]),
    [mask]: halves([0, 0, 0], [200, 10, 20]),
  });
  const { classes } = await findClasses([folder], machineShare({ workers: 1 }), watch);
  expect(classes.map(({ rgb }) => rgb)).toEqual([
    [0, 0, 0],
    [200, 10, 20],
  ]);
});

it('classes are found from masks of an archive, whatever cannot be unpacked of it', async () => {
  const [photo, mask] = [halves([9, 80, 200], [240, 200, 10]), halves([0, 0, 0], [1, 1, 1])];
  const zip = makeZip([
    { name: 'images/a.png', bytes: photo },
    { name: 'masks/a.png', bytes: mask },
    { name: 'masks/b.png', bytes: mask, saidCrc: 1 },
    { name: 'classes.txt', bytes: Buffer.from('background\ncar\n') },
  ]);
  const folder = makeFolder({ 'set.zip': zip });
  const { classes } = await findClasses([join(folder, 'set.zip')], machineShare({ workers: 1 }), watch);
  expect(classes.map(({ name }) => name)).toEqual(['background', 'car']);
});

it('classes are found from the masks that a dataset names', async () => {
  const folder = makeFolder({
    'train/a.png': halves([9, 80, 200], [240, 200, 10]),
    'train/b.png': halves([0, 0, 0], [200, 10, 20]),
    'train/metadata.csv': 'file_name,mask_file_name\na.png,b.png\n',
  });
  const { classes } = await findClasses([folder], machineShare({ workers: 1 }), watch);
  expect(classes.map(({ rgb }) => rgb)).toEqual([
    [0, 0, 0],
    [200, 10, 20],
  ]);
});

it('edges tell what the flat areas of coarse JPEGs leave open, by any number of workers', async () => {
  const damage = { quality: 50, subsampling: '4:2:0' } as const;
  const [a, b] = await Promise.all([1, 2].map((seed) => damageMask(drawOddMask(seed), damage)));
  const folder = makeFolder({ 'a.jpg': a.jpeg, 'b.jpg': b.jpeg });
  const [one, two] = await Promise.all(
    [1, 2].map((workers) => findClasses([folder], machineShare({ workers }), watch)),
  );
  expect(storedColours(one.classes.map(({ rgb }) => rgb))).toEqual(storedColours(oddColours));
  expect(two).toEqual(one);
});

it('lines that fill nothing are classes too, by any number of workers', async () => {
  const damage = { quality: 75, subsampling: '4:2:0' } as const;
  const [a, b] = await Promise.all([1, 2].map((seed) => damageMask(drawThinLines(seed), damage)));
  const folder = makeFolder({ 'a.jpg': a.jpeg, 'b.jpg': b.jpeg });
  const [one, two] = await Promise.all(
    [1, 2].map((workers) => findClasses([folder], machineShare({ workers }), watch)),
  );
  expect(storedColours(one.classes.map(({ rgb }) => rgb))).toEqual(storedColours(lineColours));
  expect(two).toEqual(one);
});

it('a mask of a kind that none has is told of, where there is no other', async () => {
  const raw = { width: 4, height: 4, channels: 1 } as const;
  const tiff = await sharp(new Uint8Array(16), { raw }).toColourspace('b-w').tiff().toBuffer();
  const samples = tiff.indexOf(Buffer.from([0x53, 0x01]));
  // SampleFormat: numbers with a sign.
  tiff.writeUInt16LE(2, samples + 8);
  const folder = makeFolder({ 'masks/a.tif': tiff });
  const found = findClasses([folder], machineShare({ workers: 1 }), watch);
  await expect(found).rejects.toThrow('of kind char');
});

it('masks that name objects by their folder or numbers are no classes, where others are', async () => {
  const objects = halves([128, 0, 0], [0, 128, 0]);
  const folder = makeFolder({
    'SegmentationClass/a.png': halves([0, 0, 0], [200, 10, 20]),
    'SegmentationObject/a.png': objects,
  });
  const { classes } = await findClasses([folder], machineShare({ workers: 1 }), watch);
  expect(classes.map(({ rgb }) => rgb)).toEqual([
    [0, 0, 0],
    [200, 10, 20],
  ]);
  const alone = makeFolder({ 'SegmentationObject/a.png': objects });
  expect((await findClasses([alone], machineShare({ workers: 1 }), watch)).classes).toHaveLength(2);
});

const LIST = 'background:0,0,0::\nwater:200,10,20::\n';

it.each([
  ['beside the masks', 'set', 'set/labelmap.txt', 'set/a.png'],
  ['above the folder of masks', 'set/SegmentationClass', 'set/labelmap.txt', 'set/SegmentationClass/a.png'],
  ['beside the masks of a part', 'set', 'set/train/labelmap.txt', 'set/train/masks/a.png'],
])('a list of classes %s names them', async (_, given, list, mask) => {
  const folder = makeFolder({ [list]: LIST, [mask]: halves([0, 0, 0], [200, 10, 20]) });
  const { source, classes } = await findClasses([join(folder, given)], machineShare({ workers: 1 }), watch);
  expect(source).toBe('inferred, names from labelmap.txt');
  expect(classes.map(({ name, index }) => `${index} ${name}`)).toEqual(['0 background', '1 water']);
});

it.each([
  ['one that cannot be read', 'set', { 'set/labelmap.txt': Uint8Array.of(0, 1, 2) }],
  ['one above a folder that says nothing', 'set', { 'labelmap.txt': LIST }],
  ['one of results of another folder', 'set', { 'set/other/labelmap.txt': LIST }],
])('no list of classes is taken for that of masks: %s', async (_, given, files) => {
  const folder = makeFolder({ ...files, 'set/a.png': halves([0, 0, 0], [200, 10, 20]) });
  const { source } = await findClasses([join(folder, given)], machineShare({ workers: 1 }), watch);
  expect(source).toBe('inferred');
});

it.each([
  ['as masks count', 'set/classes.txt', '_background_\r\ncar\r\n\r\n', ['_background_', 'car']],
  ['with more than is seen', 'set/masks/labels.txt', '__ignore__\nunlabeled\ncar\ntree\n', ['unlabeled', 'car']],
  ['of fewer', 'set/classes.txt', 'background\n', ['background', 'foreground']],
  ['of what is annotated, as tools for shapes count', 'set/classes.txt', 'car\ntree\n', ['background', 'foreground']],
])('a list of names alone, %s', async (_, name, list, expected) => {
  const folder = makeFolder({ [name]: list, 'set/masks/a.png': halves([0, 0, 0], [1, 1, 1]) });
  const { classes } = await findClasses([join(folder, 'set')], machineShare({ workers: 1 }), watch);
  expect(classes.map((entry) => entry.name)).toEqual(expected);
});

it.skipIf(process.platform === 'win32')('a pipe that is called as a list keeps nobody waiting', async () => {
  const folder = makeFolder({ 'set/a.png': halves([0, 0, 0], [200, 10, 20]) });
  execFileSync('mkfifo', [join(folder, 'set/labelmap.txt')]);
  symlinkSync('labelmap.txt', join(folder, 'set/dataset_meta.json'));
  const { source } = await findClasses([join(folder, 'set')], machineShare({ workers: 1 }), watch);
  expect(source).toBe('inferred');
});

it('repair says where names are from; a palette that is given wins', async () => {
  const folder = makeFolder({
    'set/class_dict.csv': 'name,r,g,b\nground,0,0,0\nwater,200,10,20\n',
    'set/a.png': halves([0, 0, 0], [200, 10, 20]),
    'own.txt': LIST,
  });
  const found = await runCommand(['repair', 'set', '--out', 'a'], { cwd: folder });
  expect(found.stdout).toContain('2 classes, colours (inferred, names from class_dict.csv)');
  expect(readFileSync(join(folder, 'a/labelmap.txt'), 'utf8')).toContain('ground:0,0,0');
  const given = await runCommand(['repair', 'set', '--out', 'b', '--palette', 'own.txt'], { cwd: folder });
  expect(given.stdout).toContain('2 classes, colours (file own.txt)');
  const { stdout } = await runCommand(['palette', 'set', '--json'], { cwd: folder });
  expect(JSON.parse(stdout)).toMatchObject({ source: 'inferred, names from class_dict.csv' });
});
