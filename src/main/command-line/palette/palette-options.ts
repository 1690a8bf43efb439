import type { CommonOptions } from '../common-options.ts';

export const paletteFormats = ['labelmap', 'label_colors', 'class_dict', 'dataset_meta', 'coco', 'hex'] as const;

/** What `maskmend palette` is asked for. */
export interface PaletteOptions extends CommonOptions {
  readonly out: string | undefined;
  readonly format: (typeof paletteFormats)[number] | undefined;
  readonly overwrite: boolean | undefined;
}
