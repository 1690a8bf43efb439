/** The palettes that are known by name. */
export const presetNames = [
  'voc',
  'cityscapes',
  'camvid',
  'camvid11',
  'ade20k',
  'binary',
  'binary01',
  'trimap',
] as const;
export type PresetName = (typeof presetNames)[number];
