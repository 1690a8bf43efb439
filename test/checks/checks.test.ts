import { expect, test } from 'vitest';
import { checkFile } from '../../src/shared/checks/file-checks.ts';
import { findOutliers } from '../../src/shared/checks/find-outliers.ts';
import { checkPalette, checkSplits } from '../../src/shared/checks/palette-checks.ts';
import { checkSet, type SetFile } from '../../src/shared/checks/set-checks.ts';
import type { FileFacts } from '../../src/shared/model/file-facts.ts';
import type { Palette, PaletteClass } from '../../src/shared/model/palette.ts';
import { presetPalette } from '../../src/shared/palette/presets.ts';

const plain: FileFacts = {
  format: 'png',
  bytes: 100,
  width: 10,
  height: 20,
  channels: 'indexed',
  bitDepth: 8,
  orientation: 1,
  hasColourProfile: false,
  frames: 1,
  notes: [],
};
const kinds = (problems: readonly { kind: string }[]): string[] => problems.map(({ kind }) => kind);

test.each<[string, Partial<FileFacts>]>([
  ['sixteen-bit', { bitDepth: 16, channels: 'grey' }],
  ['alpha-channel', { channels: 'rgba' }],
  ['orientation', { orientation: 6 }],
  ['colour-profile', { hasColourProfile: true }],
  ['several-frames', { frames: 3 }],
  ['extension-disagrees', { notes: [{ kind: 'extension', extension: '.jpg', format: 'png' }] }],
])('%s is found in a mask by its header', (kind, change) => {
  expect(checkFile({ role: 'mask', facts: plain })).toEqual([]);
  expect(kinds(checkFile({ role: 'mask', facts: { ...plain, ...change } }))).toEqual([kind]);
});

test('a photo may have a profile, a rotation and 16 bits', () => {
  const facts: FileFacts = { ...plain, orientation: 6, hasColourProfile: true, bitDepth: 16, channels: 'rgb' };
  expect(checkFile({ role: 'photo', facts })).toEqual([]);
});

const maskFile = (id: number, change: Partial<SetFile> = {}): SetFile => ({
  id,
  role: 'mask',
  path: `m${String(id)}.png`,
  disk: 'same',
  ...change,
});

test('mask and photo of one size as shown differ in nothing', () => {
  const photo: SetFile = { ...maskFile(9), role: 'photo', size: { width: 20, height: 10, orientation: 1 } };
  const upright = maskFile(1, { photo: 9, size: { width: 10, height: 20, orientation: 6 } });
  expect(checkSet([upright, photo]).size).toBe(0);
  const lying = maskFile(1, { photo: 9, size: { width: 10, height: 20, orientation: 1 } });
  expect(checkSet([lying, photo]).get(1)).toMatchObject([{ kind: 'size-differs-from-photo', severity: 'error' }]);
});

test('copies are told once, by bytes before by pixels, and masks are no copies of photos', () => {
  const files = [
    maskFile(1, { sha256: 'a', contentSha256: 'x' }),
    maskFile(2, { sha256: 'a', contentSha256: 'x' }),
    maskFile(3, { sha256: 'b', contentSha256: 'x' }),
    maskFile(4, { role: 'photo', sha256: 'a', contentSha256: 'x' }),
  ];
  const found = checkSet(files);
  expect(kinds(found.get(2) ?? [])).toContain('duplicate-bytes');
  expect(kinds(found.get(3) ?? [])).toContain('duplicate-content');
  expect(found.get(4)).toBeUndefined();
});

const classes = (...entries: Partial<PaletteClass>[]): Palette => ({
  coding: 'colour',
  source: 'test',
  classes: entries.map((entry, slot) => {
    return { slot, index: slot, name: `c${String(slot)}`, rgb: [0, 40 * slot, 0], role: 'class', ...entry };
  }),
});

test.each<[string, Palette]>([
  ['classes-share-colour', classes({ rgb: [1, 2, 3] }, { rgb: [1, 2, 3] })],
  ['close-classes', classes({ rgb: [1, 2, 3] }, { rgb: [4, 2, 3] })],
  ['void-and-white-share-255', classes({}, { role: 'void', index: 255 }, { rgb: [255, 255, 255], index: 1 })],
])('%s is found in a palette', (kind, palette) => {
  expect(kinds(checkPalette(palette))).toEqual([kind]);
});

test('background that is not class 0 is found, and with it the order', () => {
  expect(kinds(checkPalette(classes({ index: 1 }, { role: 'background', index: 0, rgb: [9, 9, 200] })))).toEqual([
    'palette-order',
  ]);
  expect(kinds(checkPalette(classes({ index: 0 }, { role: 'background', index: 1 })))).toEqual([
    'background-not-first',
  ]);
});

test('the usual palettes have nothing wrong with them', () => {
  for (const name of ['voc', 'camvid11', 'binary', 'binary01'] as const)
    expect(checkPalette(presetPalette(name))).toEqual([]);
});

test('a class that only one of several splits has is named', () => {
  const { classes: two } = classes({ name: 'road' }, { name: 'tram' });
  const counts = [
    { slot: 0, split: 'train', files: 8 },
    { slot: 0, split: 'val', files: 2 },
    { slot: 1, split: 'val', files: 1 },
  ];
  expect(checkSplits(counts, two)).toMatchObject([
    { kind: 'class-in-one-split', class: 'tram', split: 'val', masks: 1 },
  ]);
  expect(
    checkSplits(
      counts.filter(({ split }) => split === 'val'),
      two,
    ),
  ).toEqual([]);
});

test('of pictures that are all alike none stands out; of a few there is no usual one', () => {
  const alike = Array.from({ length: 20 }, (_, id) => ({
    id,
    format: 'jpeg' as const,
    bytes: 1000,
    pixels: 500,
    quality: 80,
    subsampling: '4:2:0',
  }));
  expect(findOutliers(alike)).toEqual([]);
  const odd = { ...alike[0], id: 99, quality: 30, pixels: 50, bytes: 100, subsampling: '4:4:4' };
  const [found] = findOutliers([...alike, ...alike.map((one) => ({ ...one, id: one.id + 200 })), odd]);
  expect(found.id).toBe(99);
  expect(found.reasons).toEqual([
    { kind: 'quality', quality: 30, usual: 80 },
    { kind: 'smaller', factor: 10 },
    { kind: 'rare-subsampling', subsampling: '4:4:4', files: 1 },
  ]);
  expect(findOutliers([...alike.slice(0, 3), odd])).toEqual([]);
});
