import type { ClassRole, Palette, Rgb } from '../../src/shared/model/palette.ts';

/**
 * The classes of all sample scenes. No two colours are nearer than 60 in RGB, and classes that touch in a scene differ
 * by at least 24 levels of luma, so that a repaired sample shows the engine and not the limits of the files. In order of
 * their share of the scenes, as inference numbers them: so a repair without a palette gives the indices of the truth.
 */
const classes = {
  background: [0, 0, 0],
  ground: [150, 150, 150],
  sky: [160, 230, 255],
  vegetation: [100, 160, 0],
  building: [200, 50, 50],
  water: [0, 80, 160],
  vehicle: [80, 0, 120],
  pole: [255, 255, 100],
  cell: [0, 200, 128],
  weed: [255, 0, 128],
  person: [255, 160, 100],
  nucleus: [255, 100, 255],
  bacterium: [64, 64, 255],
} as const satisfies Record<string, Rgb>;

export type ClassName = keyof typeof classes;

// Object.keys loses the literal names that the object above has.
const classNames = Object.keys(classes) as readonly ClassName[];

export function classIndexOf(name: ClassName): number {
  return classNames.indexOf(name);
}

export const samplePalette: Palette = {
  coding: 'colour',
  source: 'file labelmap.txt',
  classes: classNames.map((name, index) => ({ slot: index, name, index, rgb: classes[name], role: roleOf(name) })),
};

function roleOf(name: ClassName): ClassRole {
  return name === 'background' ? 'background' : 'class';
}
