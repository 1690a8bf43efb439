import { colourPng, openFiles, photoPng } from '../dataset-fixture.ts';

export const CLASSES = 'name,r,g,b\nbackground,0,0,0\ncar,255,0,0\nbus,0,255,0\nvoid,255,255,255\n';
export const COLOURS = [
  [0, 0, 0],
  [255, 0, 0],
  [0, 255, 0],
  [255, 255, 255],
];

/** Opens a dataset of classes background, car, bus, void: a mask `a` of rows of their digits and its photo. */
export function openColours(rows: readonly string[] = ['0123'], more: Record<string, Uint8Array> = {}) {
  return openFiles({
    'class_dict.csv': CLASSES,
    'masks/a.png': colourPng(rows, COLOURS),
    'images/a.png': photoPng(rows[0].length, rows.length),
    ...more,
  });
}
