import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseHex } from '../../src/renderer/features/classes/parse-hex.ts';
import { fillQualities } from '../../src/renderer/features/files/quality-bars.ts';
import { folderOf, joinPath, nameOf, typedOver, typedPath } from '../../src/renderer/features/folders/path-parts.ts';
import {
  formatBytes,
  formatDuration,
  formatEstimate,
  formatHex,
  formatShare,
} from '../../src/renderer/strings/format.ts';
import type { Rgb } from '../../src/shared/model/palette.ts';

test('every colour that is shown as hex is read back as the same colour', () => {
  const byte = fc.integer({ min: 0, max: 255 });
  fc.assert(
    fc.property(fc.tuple(byte, byte, byte), (rgb: Rgb) => {
      expect(parseHex(formatHex(rgb))).toEqual(rgb);
      expect(parseHex(formatHex(rgb).slice(1).toUpperCase())).toEqual(rgb);
    }),
  );
});

test('three digits are a colour, anything else is none', () => {
  expect(parseHex('#19f')).toEqual([17, 153, 255]);
  expect(['', '#12', '#12345g', '#1234567', 'red'].map(parseHex)).toEqual(Array(5).fill(undefined));
});

test('a class with few pixels is never shown as none', () => {
  expect(formatShare(0.00012)).toBe('0.012%');
  expect(formatShare(0.5)).toBe('50%');
  expect(formatShare(0)).toBe('0%');
  expect(formatShare(1e-9)).toBe('< 0.001%');
});

test('what is not all of something is never shown as all of it', () => {
  expect([0.9994, 0.9996, 0.9999, 0.99999, 1 - 1 / 3e8, 1].map(formatShare)).toEqual([
    '99.9%',
    '99.96%',
    '99.99%',
    '99.999%',
    '99.999%',
    '100%',
  ]);
});

test('sizes and times are told in the unit a person would choose', () => {
  expect([999, 1000, 123_456, 5_000_000_000].map(formatBytes)).toEqual(['999 B', '1.0 kB', '123 kB', '5.0 GB']);
  expect([10, 42_000, 190_000, 7_500_000].map(formatDuration)).toEqual([
    'under a second',
    '42 s',
    '3 min 10 s',
    '2 h 5 min',
  ]);
});

test('an estimated time is told no finer than it is known', () => {
  expect([300, 4000, 42_000, 70_000, 209_000, 1_041_000, 7_500_000].map(formatEstimate)).toEqual([
    '1 s',
    '4 s',
    '40 s',
    '1 min 10 s',
    '3 min 30 s',
    '17 min',
    '2 h 5 min',
  ]);
});

test('qualities without files have their place in the chart', () => {
  const bars = fillQualities([
    { value: '97', files: 4 },
    { value: '100', files: 1 },
  ]);
  expect(bars.map(({ files }) => files)).toEqual([4, 0, 0, 1]);
});

test('paths of either kind of system are taken apart and put together', () => {
  expect(joinPath('/data', 'a.maskmend')).toBe('/data/a.maskmend');
  expect(joinPath('/', 'a')).toBe('/a');
  expect(joinPath('C:\\data', 'a')).toBe('C:\\data\\a');
  expect(typedPath('/data', 'masks')).toBe('/data/masks');
  expect(typedPath('/data', '/other')).toBe('/other');
  expect(typedPath('C:\\data', 'D:\\other')).toBe('D:\\other');
  expect(typedPath('/d\uefe9', '/d\\xE9/new')).toBe('/d\uefe9/new');
  expect(typedOver('d\uefe9.maskmend', 'new-d\\xE9.maskmend')).toBe('new-d\uefe9.maskmend');
  expect(typedOver('d.maskmend', 'd\\xE9')).toBe('d\\xE9');
  expect(['/data/x.png', '/x', 'C:\\d\\x'].map(folderOf)).toEqual(['/data', '/', 'C:\\d']);
  expect(nameOf('C:\\d\\x.png')).toBe('x.png');
});
