import { describe, expect, it } from 'vitest';
import { paletteFileFormatOfName, parsePaletteFile } from '../../src/shared/palette/palette-files.ts';
import { errorOf, rows } from './palette-file-fixture.ts';

describe('any palette file', () => {
  it('of Mapillary Vistas is read by place', () => {
    const text =
      '{"version":"1.1","labels":[{"name":"animal--bird","color":[165,42,42]},{"name":"b","color":[1,2,3]}]}';
    expect(rows(parsePaletteFile('config_v1.2.json', text))).toEqual([
      '0 animal--bird 165,42,42 class',
      '1 b 1,2,3 class',
    ]);
  });

  it('that is nothing known is refused with the formats that are', () => {
    expect(errorOf('train.txt', '2007_000001\n2007_000002\n')).toContain(
      'line 1: expected a palette, found "2007_000001"',
    );
    expect(errorOf('empty.txt', '')).toContain('found nothing');
    expect(errorOf('image.txt', 'PNG\0\0')).toContain('binary');
  });

  it('with two grey levels far apart is binary; the level is the index unless the file states another', () => {
    const byPlace = parsePaletteFile('labelmap.txt', 'background:0,0,0::\nthing:255,255,255::');
    expect(byPlace.coding).toBe('binary');
    expect(rows(byPlace)).toEqual(['0 background 0,0,0 background', '255 thing 255,255,255 class']);
    const text = '{"label_map":{"0":"background","1":"thing"},"segmentation_colors":[[0,0,0],[255,255,255]]}';
    expect(parsePaletteFile('m.json', text).coding).toBe('binary');
    expect(rows(parsePaletteFile('m.json', text))).toEqual([
      '0 background 0,0,0 background',
      '1 thing 255,255,255 class',
    ]);
  });

  it('may hold two classes of one colour', () => {
    expect(parsePaletteFile('labelmap.txt', 'a:1,2,3::\nb:1,2,3::').classes).toHaveLength(2);
  });

  it('is refused when it is endless, before it is taken apart', () => {
    const started = performance.now();
    expect(errorOf('c.txt', '#000000\n'.repeat(2_500_000))).toContain('a palette file of this kind has at most');
    expect(performance.now() - started).toBeLessThan(1000);
    expect(errorOf('c.txt', '#000000\n'.repeat(70_000))).toContain('at most 65535');
  });
});

describe('names of files', () => {
  it('decide what is written', () => {
    const names = [
      'out/labelmap.txt',
      'class_dict.csv',
      'x.csv',
      'DATASET_META.json',
      'a.json',
      'label_colors.txt',
      'a.hex',
      'b',
    ];
    expect(names.map(paletteFileFormatOfName)).toEqual([
      'labelmap.txt',
      'class_dict.csv',
      'class_dict.csv',
      'dataset_meta.json',
      'categories.json',
      'label_colors.txt',
      'colours.txt',
      'labelmap.txt',
    ]);
  });
});
