import type { ClassRole, Palette, Rgb } from '../../src/shared/model/palette.ts';

/**
 * The classes of all sample scenes. No two colours are nearer than 60 in RGB, and classes that touch in a scene differ
 * by at least 24 levels of luma, so that a repaired sample shows the engine and not the limits of the files.
 */
const classes = {
  background: [0, 0, 0],
  sky: [160, 230, 255],
  water: [0, 80, 160],
  ground: [150, 150, 150],
  building: [200, 50, 50],
  vegetation: [100, 160, 0],
  weed: [255, 0, 128],
  vehicle: [80, 0, 120],
  person: [255, 160, 100],
  pole: [255, 255, 100],
  cell: [0, 200, 128],
  nucleus: [255, 100, 255],
  bacterium: [64, 64, 255],
} as const satisfies Record<string, Rgb>;

export type ClassName = keyof typeof classes;

// Object.keys loses the literal names that the object above has.
export const classNames = Object.keys(classes) as readonly ClassName[];

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
