import { describe, expect, it } from 'vitest';
import { parsePaletteFile } from '../../src/shared/palette/palette-files.ts';
import { errorOf, rows } from './palette-file-fixture.ts';

describe('dataset_meta.json', () => {
  it('takes numbers, colours by number and the background', () => {
    const palette = parsePaletteFile(
      'dataset_meta.json',
      '{"label_map":{"0":"sky","3":"road"},"segmentation_colors":[[1,2,3],null,null,[4,5,6]],"background_label":"3"}',
    );
    expect(rows(palette)).toEqual(['0 sky 1,2,3 class', '3 road 4,5,6 background']);
  });

  it('takes colours listed without the gaps of the numbering, and a mere list of labels', () => {
    const close = '{"label_map":{"0":"a","255":"b"},"segmentation_colors":[[1,2,3],[4,5,6]]}';
    expect(rows(parsePaletteFile('m.json', close))).toEqual(['0 a 1,2,3 class', '255 b 4,5,6 class']);
    expect(rows(parsePaletteFile('m.json', '{"labels":["a","b"]}'))).toEqual(['0 a 0,0,0 class', '1 b 128,0,0 class']);
  });

  it('is not confused by names that are words of the language', () => {
    const text = '{"label_map":{"0":"__proto__","1":"constructor"},"segmentation_colors":[[1,2,3],[4,5,6]]}';
    expect(parsePaletteFile('m.json', text).classes.map(({ name }) => name)).toEqual(['__proto__', 'constructor']);
  });

  it.each([
    ['{"label_map":{"0":"a"},\n"segmentation_colors":[[1,2]]}', 'segmentation_colors[0]'],
    [
      '{"label_map":{"0":"a"},"segmentation_colors":[[1,2,256]]}',
      'segmentation_colors[0][2]: expected a number 0..255',
    ],
    ['{"label_map":{"x":"a"}}', 'label_map: expected numbers 0..65535 as keys, found "x"'],
    [
      '{"label_map":{"0":"a","1":"b","7":"c"},"segmentation_colors":[[1,2,3],[1,2,3]]}',
      'segmentation_colors: expected a colour',
    ],
    ['{"label_map":{"0":"a"},\n\n"segmentation_colors":[', 'line 3: expected JSON'],
    ['{"label_map":{}}', 'the file names no class'],
  ])('says what is wrong with %j', (broken, message) => {
    expect(errorOf('dataset_meta.json', broken)).toContain(message);
  });
});

describe('COCO categories', () => {
  it('are taken from a COCO file or as a bare list, with the id as index', () => {
    const list = '[{"id":1,"name":"person","color":[220,20,60],"isthing":1},{"id":7,"name":"bus","color":[0,60,100]}]';
    const expected = ['1 person 220,20,60 class', '7 bus 0,60,100 class'];
    expect(rows(parsePaletteFile('panoptic_coco_categories.json', list))).toEqual(expected);
    expect(rows(parsePaletteFile('x', `{"annotations":[],"categories":${list}}`))).toEqual(expected);
  });

  it('without colours are class numbers', () => {
    const palette = parsePaletteFile('a.json', '{"categories":[{"id":0,"name":"x"},{"id":2,"name":"x"}]}');
    expect(palette.coding).toBe('grey-index');
    expect(rows(palette)).toEqual(['0 x 0,0,0 class', '2 x 2,2,2 class']);
  });

  it.each([
    ['sky', 'class'],
    ['道路', 'class'],
    ['other', 'background'],
    ['non-road', 'background'],
    ['label 0', 'background'],
  ])('begin with the background where the first of them may be one: %s', (name, role) => {
    const named = parsePaletteFile('a.json', JSON.stringify({ label_map: { 0: name, 1: 'car' } }));
    expect(rows(named)[0]).toBe(`0 ${name} 0,0,0 ${role}`);
    const coloured = {
      categories: [
        { id: 0, name, color: [0, 0, 0] },
        { id: 1, name: 'car', color: [200, 0, 0] },
      ],
    };
    expect(rows(parsePaletteFile('a.json', JSON.stringify(coloured)))[0]).toBe(`0 ${name} 0,0,0 background`);
  });

  it.each([
    ['[{"id":1,"name":"a"},{"id":1,"name":"b"}]', 'expected a different number for each class'],
    ['[{"id":-1,"name":"a"}]', '[0].id: expected a whole number 0..65535'],
    ['[{"id":1}]', '[0].name: expected a name'],
    ['{"categories":{"id":1}}', 'expected a list of categories'],
    ['[1]', '[0]: expected a category'],
    ['{"nothing":1}', 'expected JSON with categories'],
  ])('says what is wrong with %j', (broken, message) => {
    expect(errorOf('categories.json', broken)).toContain(message);
  });
});
