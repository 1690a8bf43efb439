import { describe, expect, it } from 'vitest';
import type { Palette } from '../../src/shared/model/palette.ts';
import { nameByLists } from '../../src/shared/palette/names-of-lists.ts';
import { parsePaletteFile } from '../../src/shared/palette/palette-files.ts';
import { isFoundPalette } from '../../src/shared/model/found-palettes.ts';

function found(coding: Palette['coding'], ...rgbs: readonly (readonly [number, number, number])[]): Palette {
  const classes = rgbs.map((rgb, slot) => {
    const index = coding === 'grey-index' ? rgb[0] : slot;
    return { slot, index, name: `class ${index}`, rgb, role: 'class' as const };
  });
  return { coding, source: 'inferred', classes };
}

const list = (name: string, text: string) => ({ name, palette: parsePaletteFile(name, text) });
const rows = ({ classes }: Palette) => classes.map(({ slot, index, name, role }) => `${slot} ${index} ${name} ${role}`);

const LIST = list('labelmap.txt', 'nothing:0,0,0::\nbackground:9,9,9::\ncar:200,0,0::\nbus:0,200,0::\n');

describe('a list of classes beside masks', () => {
  it('names the colours it knows exactly, gives roles, and its indices where it knows all', () => {
    const named = nameByLists(found('colour', [0, 200, 0], [200, 0, 0]), [LIST], false);
    expect(rows(named)).toEqual(['0 3 bus class', '1 2 car class']);
    expect(named.source).toBe('inferred, names from labelmap.txt');
    expect(isFoundPalette(named)).toBe(true);
    expect(rows(nameByLists(found('colour', [0, 200, 0], [200, 0, 0]), [LIST], true))).toEqual([
      '0 0 bus class',
      '1 1 car class',
    ]);
  });

  it('leaves other colours, however near, and then all indices, as they are', () => {
    const named = nameByLists(found('colour', [0, 200, 0], [201, 0, 0], [9, 9, 9]), [LIST], false);
    expect(rows(named)).toEqual(['0 0 bus class', '1 1 class 1 class', '2 2 background background']);
    expect(named.source).toBe('inferred, 2 of 3 names from labelmap.txt');
  });

  it('is taken for that of another set where it knows one colour of several, or not all numbers', () => {
    const one = found('colour', [0, 0, 0], [1, 2, 3]);
    expect(nameByLists(one, [LIST], false)).toBe(one);
    const levels = list('dataset_meta.json', '{"label_map":{"0":"sky","1":"tree"}}');
    const more = found('grey-index', [0, 0, 0], [1, 1, 1], [2, 2, 2]);
    expect(nameByLists(more, [levels], false)).toBe(more);
    expect(rows(nameByLists(found('grey-index', [0, 0, 0], [1, 1, 1]), [levels], false))).toEqual([
      '0 0 sky class',
      '1 1 tree class',
    ]);
  });

  it('says nothing of numbers where it tells colours', () => {
    const levels = found('grey-index', [0, 0, 0], [9, 9, 9], [3, 3, 3]);
    expect(nameByLists(levels, [LIST], false)).toBe(levels);
  });

  it('names no colour that it has twice, that another list calls otherwise, or that it has no name for', () => {
    const twice = list('labelmap.txt', 'a:0,0,0::\nb:200,0,0::\nc:200,0,0::\nd:0,200,0::\n');
    const other = list('colours.txt', '#000000\n#00c800 tram\n');
    const all = found('colour', [0, 0, 0], [200, 0, 0], [0, 200, 0]);
    expect(rows(nameByLists(all, [twice], false))).toEqual(['0 0 a background', '1 1 class 1 class', '2 2 d class']);
    expect(rows(nameByLists(all, [twice, LIST, other], false))).toEqual([
      '0 0 class 0 class',
      '1 1 car class',
      '2 2 class 2 class',
    ]);
  });
});
