import type { MaskCoding, Palette } from '../model/palette.ts';
import type { PresetName } from '../model/preset-name.ts';
import { assemblePalette } from './assemble-palette.ts';
import { ade20kClasses } from './presets/ade20k.ts';
import { camvid11Classes, camvidClasses } from './presets/camvid.ts';
import { cityscapesClasses } from './presets/cityscapes.ts';
import { binary01Classes, binaryClasses, trimapClasses } from './presets/grey.ts';
import type { PresetClass } from './presets/preset-class.ts';
import { vocClasses } from './presets/voc.ts';

interface Preset {
  readonly coding: MaskCoding;
  readonly classes: readonly PresetClass[];
}

const presets = {
  voc: { coding: 'colour', classes: vocClasses },
  cityscapes: { coding: 'colour', classes: cityscapesClasses },
  camvid: { coding: 'colour', classes: camvidClasses },
  camvid11: { coding: 'colour', classes: camvid11Classes },
  ade20k: { coding: 'colour', classes: ade20kClasses },
  binary: { coding: 'binary', classes: binaryClasses },
  binary01: { coding: 'grey-index', classes: binary01Classes },
  trimap: { coding: 'grey-index', classes: trimapClasses },
} as const satisfies Record<PresetName, Preset>;

/**
 * A known palette. Each class carries its colour and its index, so that one preset serves the data set's colour pictures
 * and its index pictures alike; in the grey presets (`binary`, `binary01`, `trimap`) the colour is the stored level.
 */
export function presetPalette(name: PresetName): Palette {
  const { coding, classes } = presets[name];
  return assemblePalette(classes, { coding, source: `preset ${name}` });
}
