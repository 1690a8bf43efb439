import type { ClassRole, Palette, Rgb } from '../../../shared/model/palette.ts';
import { paletteOfClasses } from '../reading/class-table.ts';

/** A label of Cityscapes (cityscapesScripts, helpers/labels.py). */
interface CityscapesLabel {
  readonly id: number;
  readonly name: string;
  /** 255 where the label is not evaluated. */
  readonly trainId: number;
  readonly rgb: Rgb;
  readonly hasInstances: boolean;
}

type Row = readonly [name: string, trainId: number, red: number, green: number, blue: number, hasInstances?: true];

const rows: readonly Row[] = [
  ['unlabeled', 255, 0, 0, 0],
  ['ego vehicle', 255, 0, 0, 0],
  ['rectification border', 255, 0, 0, 0],
  ['out of roi', 255, 0, 0, 0],
  ['static', 255, 0, 0, 0],
  ['dynamic', 255, 111, 74, 0],
  ['ground', 255, 81, 0, 81],
  ['road', 0, 128, 64, 128],
  ['sidewalk', 1, 244, 35, 232],
  ['parking', 255, 250, 170, 160],
  ['rail track', 255, 230, 150, 140],
  ['building', 2, 70, 70, 70],
  ['wall', 3, 102, 102, 156],
  ['fence', 4, 190, 153, 153],
  ['guard rail', 255, 180, 165, 180],
  ['bridge', 255, 150, 100, 100],
  ['tunnel', 255, 150, 120, 90],
  ['pole', 5, 153, 153, 153],
  ['polegroup', 255, 153, 153, 153],
  ['traffic light', 6, 250, 170, 30],
  ['traffic sign', 7, 220, 220, 0],
  ['vegetation', 8, 107, 142, 35],
  ['terrain', 9, 152, 251, 152],
  ['sky', 10, 70, 130, 180],
  ['person', 11, 220, 20, 60, true],
  ['rider', 12, 255, 0, 0, true],
  ['car', 13, 0, 0, 142, true],
  ['truck', 14, 0, 0, 70, true],
  ['bus', 15, 0, 60, 100, true],
  ['caravan', 255, 0, 0, 90, true],
  ['trailer', 255, 0, 0, 110, true],
  ['train', 16, 0, 80, 100, true],
  ['motorcycle', 17, 0, 0, 230, true],
  ['bicycle', 18, 119, 11, 32, true],
];

/** The labels by id 0..33. */
export const cityscapesLabels: readonly CityscapesLabel[] = rows.map(
  ([name, trainId, red, green, blue, hasInstances = false], id) => ({
    id,
    name,
    trainId,
    rgb: [red, green, blue],
    hasInstances,
  }),
);

/** Labels that name nothing. */
const VOID_IDS = 4;

export function roleOfLabel(id: number): ClassRole {
  return id < VOID_IDS ? 'void' : 'class';
}

/** The labels with their ids as indices. */
export function labelPalette(): Palette {
  const classes = cityscapesLabels.map(({ id, name, rgb }) => ({ name, index: id, rgb, role: roleOfLabel(id) }));
  return paletteOfClasses(classes, 'Cityscapes labels');
}
