import { describe, expect, it } from 'vitest';
import { parsePaletteFile } from '../../src/shared/palette/palette-files.ts';
import { errorOf, rows } from './palette-file-fixture.ts';

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
