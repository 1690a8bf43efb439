import { describe, expect, it } from 'vitest';
import { colourPng, greyPng, indexedPng, openFiles, photoPng, readItem } from '../dataset-fixture.ts';

// A list of classes with an entry that is wrong: it is told by file and place, and the rest is taken.

const COLOURS = [
  [0, 0, 0],
  [128, 64, 0],
  [0, 64, 128],
];
const inColours = colourPng(['0122'], COLOURS);

type Files = Readonly<Record<string, string | Uint8Array>>;

async function read(files: Files) {
  const { palette, problems, items, format } = await openFiles(files);
  const { labelMap } = await readItem(items[0]);
  const told = problems.map(({ file, annotation, message }) => `${file} ${annotation ?? ''}: ${message}`);
  return { format, told, names: palette.classes.map(({ name }) => name), labels: labelMap.labels.join('') };
}

const CVAT = { 'SegmentationClass/a.png': inColours };
const DICT = { 'masks/a.png': inColours };
const META = '{"label_map":{"0":"background","1":"cat","2":"dog"},"segmentation_colors":';

describe('a list of classes', () => {
  it.each<readonly [string, Files, string, readonly string[]]>([
    [
      'a label without a name',
      { ...CVAT, 'labelmap.txt': 'background:0,0,0::\n:128,64,0::\ndog:0,64,128::\n' },
      'labelmap.txt line 2: expected a class name of 1 to 512 characters, found ""; the class is called "class 1"',
      ['background', 'class 1', 'dog'],
    ],
    [
      'a label of too few fields',
      { ...CVAT, 'labelmap.txt': 'background:0,0,0::\ncat:128,64,0\ndog:0,64,128::\n' },
      'labelmap.txt line 2: expected exactly four fields label:r,g,b:parts:actions, found "cat:128,64,0"; the first two are taken',
      ['background', 'cat', 'dog'],
    ],
    [
      'a row without a name',
      { ...DICT, 'class_dict.csv': 'name,r,g,b\nbackground,0,0,0\n,128,64,0\ndog,0,64,128\n' },
      'class_dict.csv line 3: expected a class name of 1 to 512 characters, found ""; the class is called "class 1"',
      ['background', 'class 1', 'dog'],
    ],
    [
      'two rows of one name',
      { ...DICT, 'class_dict.csv': 'name,r,g,b\nbackground,0,0,0\ndog,128,64,0\ndog,0,64,128\n' },
      'class_dict.csv line 4: expected a name not used before, but "dog" already stands in line 3; the class is called "dog (2)"',
      ['background', 'dog', 'dog (2)'],
    ],
    [
      'a colour without a name',
      { 'label_colors.txt': '0 0 0\tVoid\n128 64 0\n0 64 128\tdog\n', 'LabeledApproved_full/a_L.png': inColours },
      'label_colors.txt line 2: expected a class name of 1 to 512 characters, found ""; the class is called "class 1"',
      ['Void', 'class 1', 'dog'],
    ],
    [
      'labels that are no text',
      { 'masks/a.png': inColours, 'dataset_meta.json': META.replace('"cat"', 'null') + JSON.stringify(COLOURS) + '}' },
      'dataset_meta.json label_map.1: expected a label name; the class is called by its number',
      ['background', 'class 1', 'dog'],
    ],
    [
      'labels of Mapillary without a name',
      {
        'config_v2.0.json': JSON.stringify({
          labels: [{ name: 'bird', color: [1, 2, 3] }, { color: [4, 5, 6] }, { name: 'dog', color: [7, 8, 9] }],
        }),
        'training/v2.0/labels/a.png': greyPng(['0022']),
      },
      'config_v2.0.json labels[1].name: expected a name; it keeps its place in the numbering and is no class',
      ['bird', 'dog'],
    ],
    [
      'classes of YOLO without a name',
      {
        'data.yaml': 'names:\n- cat\n-\n- dog\n',
        'images/train/a.png': photoPng(4, 1),
        'labels/train/a.txt': '1 0.25 0 0.5 0 0.5 1 0.25 1\n2 0.5 0 1 0 1 1 0.5 1\n',
      },
      'data.yaml class 1: has no name; it is called class 2 here',
      ['background', 'cat', 'class 2', 'dog'],
    ],
    [
      'numbers of Hugging Face that are none',
      {
        'id2label.json': '{"0":"background","one":"cat","1":"","2":"dog"}',
        'train/metadata.csv': 'file_name,mask_file_name\na.png,masks/a.png\n',
        'train/a.png': inColours,
        'train/masks/a.png': indexedPng(['0122'], COLOURS),
      },
      'id2label.json entry one: is no number of a class from 0 to 65535; it is left out',
      ['background', 'class 1', 'dog'],
    ],
  ])('with %s is read as far as it goes', async (_, files, problem, names) => {
    const found = await read(files);
    expect(found.told).toContain(problem);
    expect(found.names).toEqual(names);
    expect(found.labels).toBe({ 2: '0011', 3: '0122', 4: '0233' }[names.length]);
  });

  it('keeps the places of the others where one is no class at all', async () => {
    const dict = 'name,r,g,b\nbackground,0,0,0\ncat,128,64,x\ndog,0,64,128\n';
    const { items, palette, problems } = await openFiles({ 'class_dict.csv': dict, 'masks/a.png': greyPng(['0122']) });
    expect(palette.classes.map(({ name, index }) => `${index} ${name}`)).toEqual(['0 background', '2 dog']);
    expect(problems.map(({ annotation }) => annotation)).toEqual(['line 3']);
    const { labelMap, problems: strays } = await readItem(items[0]);
    expect([...labelMap.labels]).toEqual([0, 65535, 1, 1]);
    expect(strays[0].message).toContain('1 pixel of no class');
  });

  it('of which nothing can be had is refused', async () => {
    const files = { ...DICT, 'class_dict.csv': 'name,r,g,b\na,x,0,0\n' };
    await expect(read(files)).rejects.toMatchObject({ code: 'invalid-palette', path: 'class_dict.csv' });
  });
});
