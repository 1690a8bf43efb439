import { describe, expect, it } from 'vitest';
import { MaskmendError } from '../../src/shared/errors.ts';
import type { Palette } from '../../src/shared/model/palette.ts';
import {
  formatPaletteFile,
  paletteFileFormatOfName,
  paletteFromColourTable,
  parsePaletteFile,
} from '../../src/shared/palette/palette-files.ts';
import { presetPalette } from '../../src/shared/palette/presets.ts';

function rows(palette: Palette): string[] {
  return palette.classes.map(({ index, name, rgb, role }) => `${index} ${name} ${rgb.join(',')} ${role}`);
}

function errorOf(name: string, text: string): string {
  try {
    parsePaletteFile(name, text);
  } catch (error) {
    expect(error).toBeInstanceOf(MaskmendError);
    if (!(error instanceof MaskmendError)) throw error;
    expect(error.code).toBe('invalid-palette');
    return error.message;
  }
  throw new Error('no error');
}

describe('labelmap.txt', () => {
  const text =
    '# label:color_rgb:parts:actions\nbackground:0,0,0::\n\ncar:128,64,0:wheel,door:drive\nignored:1,2,3::\n';

  it('gives names, colours, places as indices and roles by name', () => {
    const palette = parsePaletteFile('data/labelmap.txt', text);
    expect(palette).toMatchObject({ coding: 'colour', source: 'file labelmap.txt' });
    expect(rows(palette)).toEqual(['0 background 0,0,0 background', '1 car 128,64,0 class', '2 ignored 1,2,3 void']);
  });

  it('is read with any ends of line, a byte order mark, blanks round the fields, and under another name', () => {
    const odd = `\u{feff}${text.replaceAll('\n', '\r\n').replace('car:128,64,0', '  car : 128, 64 ,0 ')}`;
    expect(rows(parsePaletteFile('notes.md', odd))).toEqual(rows(parsePaletteFile('labelmap.txt', text)));
  });

  it('takes index 255 for the colour of VOC void', () => {
    expect(rows(parsePaletteFile('labelmap.txt', 'bg:0,0,0::\nborder:224,224,192::'))[1]).toBe(
      '255 border 224,224,192 void',
    );
  });

  it('paints with the VOC colour map where no label has a colour', () => {
    const palette = parsePaletteFile('labelmap.txt', 'background:::\ncat:::\ndog:::');
    expect(rows(palette)).toEqual(['0 background 0,0,0 background', '1 cat 128,0,0 class', '2 dog 0,128,0 class']);
  });

  it('leaves out labels without colour where others have one, but counts them', () => {
    const palette = parsePaletteFile('labelmap.txt', 'background:0,0,0::\nnothing:::\ndog:9,8,7::');
    expect(rows(palette)).toEqual(['0 background 0,0,0 background', '2 dog 9,8,7 class']);
  });

  it.each([
    ['background:0,0,0:', 'line 1: expected exactly four fields'],
    ['background:0,0,0:::', 'line 1: expected exactly four fields'],
    ['# c\n\nbackground:0,0::', 'line 3: expected a colour r,g,b'],
    ['background:0,0,256::', 'line 1: expected a colour r,g,b'],
    ['background:0,0,-1::', 'line 1: expected a colour r,g,b'],
    ['background:0,0,1.5::', 'line 1: expected a colour r,g,b'],
    [':0,0,0::', 'line 1: expected a class name'],
    ['a:0,0,0::\nb:1,1,1::\na:2,2,2::', 'line 3: expected a name not used before, but "a" already stands in line 1'],
    ['# nothing but comments', 'the file names no class'],
  ])('says what is wrong with %j', (broken, message) => {
    expect(errorOf('labelmap.txt', broken)).toContain(message);
  });

  it('shows control characters of a file escaped and cut', () => {
    const message = errorOf('labelmap.txt', `a\u001b[31m${'x'.repeat(500)}:0,0,0:`);
    expect(message).not.toContain('\u001b');
    expect(message.length).toBeLessThan(200);
  });

  it('is written background first', () => {
    const trimap = formatPaletteFile(presetPalette('trimap'), 'labelmap.txt');
    expect(trimap.split('\n')).toEqual([
      '# label:color_rgb:parts:actions',
      'background:2,2,2::',
      'pet:1,1,1::',
      'border:3,3,3::',
      '',
    ]);
  });

  it('keeps gaps in the numbering by labels without colour', () => {
    const voc = presetPalette('voc');
    const some = { ...voc, classes: voc.classes.filter(({ index }) => [0, 2, 15, 255].includes(index)) };
    const text = formatPaletteFile(some, 'labelmap.txt');
    expect(text).toContain('unused_1:::\n');
    expect(rows(parsePaletteFile('labelmap.txt', text))).toEqual(rows(some));
  });

  it('cannot be broken by names', () => {
    const names = ['a:b', '# c', 'line\nbreak', 'twice', 'twice'];
    const classes = names.map((name, slot) => ({
      slot,
      name,
      index: slot,
      rgb: [slot, 0, 9] as const,
      role: 'class' as const,
    }));
    const text = formatPaletteFile({ coding: 'colour', source: 'test', classes }, 'labelmap.txt');
    const back = parsePaletteFile('labelmap.txt', text);
    expect(back.classes.map(({ name }) => name)).toEqual(['a_b', '_ c', 'line break', 'twice', 'twice (2)']);
  });
});

describe('label_colors.txt', () => {
  it('takes blanks or tabs between the numbers and blanks inside a name', () => {
    const palette = parsePaletteFile('label_colors.txt', '64 128 64\tAnimal\n0 0 0\t\tVoid\n 1  2 3 Traffic light \n');
    expect(rows(palette)).toEqual(['0 Animal 64,128,64 class', '1 Void 0,0,0 void', '2 Traffic light 1,2,3 class']);
  });

  it('skips the heading that some copies have', () => {
    expect(parsePaletteFile('x.txt', 'r,g,b,name\n64 128 64\tAnimal\n').classes).toHaveLength(1);
  });

  it.each([
    ['1 2 3 a\n1 2 b', 'line 2: expected R G B name'],
    ['1 2 3 a\n1 2 300 b', 'line 2: expected R G B name'],
    ['1 2 3 a\n4 5 6 a', 'line 2: expected a name not used before'],
  ])('says what is wrong with %j', (broken, message) => {
    expect(errorOf('label_colors.txt', broken)).toContain(message);
  });
});

describe('class_dict.csv', () => {
  it('takes quoted fields, blanks, further columns and columns in any order', () => {
    const text = 'id, r, g ,b,"name"\r\n7,1,2,3,"a ""quoted"", name"\r\n\r\n8, 4 ,5,6, plain \r\n';
    expect(rows(parsePaletteFile('class_dict.csv', text))).toEqual([
      '0 a "quoted", name 1,2,3 class',
      '1 plain 4,5,6 class',
    ]);
  });

  it('takes semicolons and tabs as separators', () => {
    expect(rows(parsePaletteFile('c.csv', 'name;r;g;b\nx;1;2;3\n'))).toEqual(['0 x 1,2,3 class']);
    expect(rows(parsePaletteFile('c.csv', 'name\tr\tg\tb\nx\t1\t2\t3'))).toEqual(['0 x 1,2,3 class']);
  });

  it('reads colours that are all grey as levels, and the level is the index', () => {
    const palette = parsePaletteFile('class_dict.csv', 'name,r,g,b\nbg,0,0,0\nBridge,1,1,1\nCar,3,3,3\n');
    expect(palette.coding).toBe('grey-index');
    expect(palette.classes.map(({ index }) => index)).toEqual([0, 1, 3]);
  });

  it.each([
    ['name,r,g\na,1,2', 'line 1: expected the heading name,r,g,b'],
    ['name,r,g,b\na,1,2', 'line 2: expected a name and three numbers 0..255'],
    ['name,r,g,b\n\na,1,2,x', 'line 3: expected a name and three numbers 0..255'],
    ['name,r,g,b\n"a,1,2,3\nb,1,2,3', 'line 2: expected a quoted field that is closed'],
    ['name,r,g,b\n"a\nb",1,2,3\nc,1,2,999', 'line 4: expected a name and three numbers'],
    ['name,r,g,b\na,1,2,3\na,1,2,4', 'line 3: expected a name not used before'],
    ['name,r,g,b\n', 'the file names no class'],
  ])('says what is wrong with %j', (broken, message) => {
    expect(errorOf('class_dict.csv', broken)).toContain(message);
  });
});

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
    expect(rows(parsePaletteFile('m.json', '{"labels":["a","b"]}'))).toEqual([
      '0 a 0,0,0 background',
      '1 b 128,0,0 class',
    ]);
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
    expect(rows(palette)).toEqual(['0 x 0,0,0 background', '2 x 2,2,2 class']);
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

describe('a list of colours', () => {
  it('takes names, missing # signs, comments, short forms and commas', () => {
    const text = '# my colours\n#000000\n80ff00 tree top\n\n#FFAA01,sky\n#f0f\n';
    expect(rows(parsePaletteFile('colours.hex', text))).toEqual([
      '0 class 0 0,0,0 background',
      '1 tree top 128,255,0 class',
      '2 sky 255,170,1 class',
      '3 class 3 255,0,255 class',
    ]);
  });

  it('takes a # line that is a colour for a colour', () => {
    expect(parsePaletteFile('c.txt', '#decade of cows\n#decades of cows\n').classes).toHaveLength(1);
  });

  it.each([
    ['#000000\n#12345', undefined],
    ['#000000\n12345 x', 'line 2: expected a colour of six hexadecimal digits'],
    ['#000000\nred', 'line 2: expected a colour of six hexadecimal digits'],
  ])('tells comments from mistakes in %j', (text, message) => {
    if (message === undefined) expect(parsePaletteFile('c.txt', text).classes).toHaveLength(1);
    else expect(errorOf('c.txt', text)).toContain(message);
  });
});

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

describe('the colour table of a picture', () => {
  const table = Uint8Array.from({ length: 768 }, (_, at) => [at / 3, 7, 9][at % 3]);

  function picture(samples: readonly number[], colourTable: Uint8Array) {
    return paletteFromColourTable({
      width: samples.length,
      height: 1,
      channels: 'indexed',
      bitDepth: 8,
      samples: Uint8Array.from(samples),
      colourTable,
    });
  }

  it('gives the entries that occur, with their indices', () => {
    expect(rows(picture([3, 3, 200, 0], table))).toEqual([
      '0 class 0 0,7,9 class',
      '3 class 3 3,7,9 class',
      '200 class 200 200,7,9 class',
    ]);
  });

  it('knows VOC by its colours and numbers', () => {
    const voc = new Uint8Array(768);
    for (const { index, rgb } of presetPalette('voc').classes) voc.set(rgb, 3 * index);
    expect(rows(picture([0, 5, 15, 19, 255], voc))).toEqual([
      '0 background 0,0,0 background',
      '5 bottle 128,0,128 class',
      '15 person 192,128,128 class',
      '19 train 128,192,0 class',
      '255 void 224,224,192 void',
    ]);
  });

  it('does not name the first colours of the map, which every tool uses', () => {
    const voc = new Uint8Array(768);
    for (const { index, rgb } of presetPalette('voc').classes) voc.set(rgb, 3 * index);
    expect(rows(picture([0, 1, 2, 3, 4, 255], voc)).join()).not.toContain('aeroplane');
  });

  it('of one colour only tells classes by index', () => {
    expect(picture([0, 1, 2], new Uint8Array(9)).coding).toBe('grey-index');
  });

  it('is refused where an index is beyond it, or there is none', () => {
    expect(() => picture([9], new Uint8Array(9))).toThrow('index 9 occurs in the picture');
    expect(() =>
      paletteFromColourTable({ width: 1, height: 1, channels: 'grey', bitDepth: 8, samples: new Uint8Array(1) }),
    ).toThrow('no colour table');
  });
});
