import type { Rgb } from '../../model/palette.ts';
import type { PresetClass } from './preset-class.ts';

/** The colour of Pascal VOC's void outline, index 255 of its colour map. */
export const vocVoidColour: Rgb = [224, 224, 192];
export const VOC_VOID_INDEX = 255;

/**
 * The colour of an index in Pascal VOC's colour map (VOCdevkit, VOClabelcolormap.m): the lowest three bits of the index
 * become the highest bits of red, green and blue, the next three the second highest, and so on. Different for every
 * index below 2^24.
 */
export function vocColour(index: number): Rgb {
  const colour: [number, number, number] = [0, 0, 0];
  let rest = index;
  for (let bit = 7; bit >= 0; bit--) {
    colour[0] |= (rest & 1) << bit;
    colour[1] |= ((rest >> 1) & 1) << bit;
    colour[2] |= ((rest >> 2) & 1) << bit;
    rest >>= 3;
  }
  return colour;
}

const names = [
  'background',
  'aeroplane',
  'bicycle',
  'bird',
  'boat',
  'bottle',
  'bus',
  'car',
  'cat',
  'chair',
  'cow',
  'diningtable',
  'dog',
  'horse',
  'motorbike',
  'person',
  'pottedplant',
  'sheep',
  'sofa',
  'train',
  'tvmonitor',
];

/** Pascal VOC 2012 segmentation: 20 classes, background, and the void outline. */
export const vocClasses: readonly PresetClass[] = [
  ...names.map((name, index) => ({ name, index, rgb: vocColour(index) })),
  { name: 'void', index: VOC_VOID_INDEX, rgb: vocVoidColour },
];
