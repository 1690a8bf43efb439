import { describe, expect, it } from 'vitest';
import { paletteSchema, type Palette } from '../../src/shared/model/palette.ts';
import { presetNames } from '../../src/shared/model/preset-name.ts';
import { presetPalette } from '../../src/shared/palette/presets.ts';
import { vocColour } from '../../src/shared/palette/presets/voc.ts';

function classAt(palette: Palette, index: number) {
  return palette.classes.find((entry) => entry.index === index);
}

describe('presets', () => {
  it('are known by these names', () => {
    expect(presetNames).toEqual(['voc', 'cityscapes', 'camvid', 'camvid11', 'ade20k', 'binary', 'binary01', 'trimap']);
  });

  it.each(presetNames)('%s is a valid palette with slots in order and no index or name twice', (name) => {
    const palette = paletteSchema.parse(presetPalette(name));
    expect(palette.source).toBe(`preset ${name}`);
    expect(palette.classes.map(({ slot }) => slot)).toEqual([...palette.classes.keys()]);
    expect(new Set(palette.classes.map(({ index }) => index)).size).toBe(palette.classes.length);
    expect(new Set(palette.classes.map(({ name: className }) => className)).size).toBe(palette.classes.length);
  });

  it('have as many classes and the coding that their data sets have', () => {
    const sizes = presetNames.map((name) => [name, presetPalette(name).classes.length, presetPalette(name).coding]);
    expect(sizes).toEqual([
      ['voc', 22, 'colour'],
      ['cityscapes', 20, 'colour'],
      ['camvid', 32, 'colour'],
      ['camvid11', 12, 'colour'],
      ['ade20k', 151, 'colour'],
      ['binary', 2, 'binary'],
      ['binary01', 2, 'grey-index'],
      ['trimap', 3, 'grey-index'],
    ]);
  });

  it('voc follows the colour map of the development kit', () => {
    const voc = presetPalette('voc');
    expect(classAt(voc, 0)).toMatchObject({ name: 'background', rgb: [0, 0, 0], role: 'background' });
    expect(classAt(voc, 1)).toMatchObject({ name: 'aeroplane', rgb: [128, 0, 0], role: 'class' });
    expect(classAt(voc, 15)).toMatchObject({ name: 'person', rgb: [192, 128, 128] });
    expect(classAt(voc, 20)).toMatchObject({ name: 'tvmonitor', rgb: [0, 64, 128] });
    expect(classAt(voc, 255)).toMatchObject({ rgb: [224, 224, 192], role: 'void' });
    expect(vocColour(255)).toEqual([224, 224, 192]);
  });

  it('the VOC colour map gives every 16-bit index a colour of its own', () => {
    expect(new Set(Array.from({ length: 65_536 }, (_, index) => vocColour(index).join())).size).toBe(65_536);
  });

  it('cityscapes goes by trainId and ignores 255', () => {
    const cityscapes = presetPalette('cityscapes');
    expect(classAt(cityscapes, 0)).toMatchObject({ name: 'road', rgb: [128, 64, 128], role: 'class' });
    expect(classAt(cityscapes, 13)).toMatchObject({ name: 'car', rgb: [0, 0, 142] });
    expect(classAt(cityscapes, 18)).toMatchObject({ name: 'bicycle', rgb: [119, 11, 32] });
    expect(classAt(cityscapes, 255)).toMatchObject({ rgb: [0, 0, 0], role: 'void' });
  });

  it('camvid has the 32 classes in their published order, camvid11 those of SegNet', () => {
    expect(classAt(presetPalette('camvid'), 0)).toMatchObject({ name: 'Animal', rgb: [64, 128, 64] });
    expect(classAt(presetPalette('camvid'), 17)).toMatchObject({ name: 'Road', rgb: [128, 64, 128] });
    expect(classAt(presetPalette('camvid'), 30)).toMatchObject({ name: 'Void', rgb: [0, 0, 0], role: 'void' });
    expect(classAt(presetPalette('camvid11'), 4)).toMatchObject({ name: 'pavement', rgb: [60, 40, 222] });
    expect(classAt(presetPalette('camvid11'), 11)).toMatchObject({ name: 'unlabelled', role: 'void' });
  });

  it('ade20k starts with everything else and ends with flag', () => {
    const ade20k = presetPalette('ade20k');
    expect(classAt(ade20k, 0)).toMatchObject({ name: 'other', rgb: [0, 0, 0] });
    expect(classAt(ade20k, 1)).toMatchObject({ name: 'wall', rgb: [120, 120, 120] });
    expect(classAt(ade20k, 150)).toMatchObject({ name: 'flag', rgb: [92, 0, 255] });
  });

  it('grey presets have the stored level as index and as colour', () => {
    for (const name of ['binary', 'binary01', 'trimap'] as const) {
      for (const { index, rgb } of presetPalette(name).classes) expect(rgb).toEqual([index, index, index]);
    }
    expect(presetPalette('trimap').classes.map(({ name, index, role }) => [index, name, role])).toEqual([
      [1, 'pet', 'class'],
      [2, 'background', 'background'],
      [3, 'border', 'class'],
    ]);
  });
});
