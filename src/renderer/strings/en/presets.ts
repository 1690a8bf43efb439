import type { PresetName } from '../../../shared/model/preset-name.ts';
import type { RepairPreset } from '../../../shared/search/search-preset.ts';

export const presetsText = {
  /** Palettes that are known by name. */
  palette: {
    voc: 'Pascal VOC',
    cityscapes: 'Cityscapes',
    camvid: 'CamVid, all 32 classes',
    camvid11: 'CamVid, the usual 11 classes',
    ade20k: 'ADE20K (SceneParse150)',
    binary: 'Binary, 0 and 255',
    binary01: 'Binary, 0 and 1',
    trimap: 'Trimap (Oxford-IIIT Pet)',
  } satisfies Record<PresetName, string>,
  /** How the engine's ways of working are called to people. */
  repair: {
    draft: 'Draft: no search',
    fast: 'Fast: a short search',
    exact: 'Exact',
    exhaustive: 'Exhaustive: up to a minute a file',
  } satisfies Record<RepairPreset, string>,
};
