import { describe, expect, it } from 'vitest';
import { presetPalette } from '../../src/shared/palette/presets.ts';
import { formatPaletteFile, parsePaletteFile } from '../../src/shared/palette/palette-files.ts';
import { errorOf, rows } from './palette-file-fixture.ts';

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
